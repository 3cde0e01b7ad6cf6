// Every reporter: one row each.
import { page } from './html/html.ts';
import { json } from './json/json.ts';
import { junit } from './junit/junit.ts';
import { markdown } from './markdown/markdown.ts';
import type { Reporter } from './reporter.ts';

export const reporters = { json, html: page, markdown, junit } as const satisfies Record<string, Reporter>;
