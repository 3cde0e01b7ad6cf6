// Reads the files of a scenario's folder. What is missing is a problem that says what the file is for.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../core/errors.ts';

const purposes = {
  'scenario.yaml': 'probes, load and drills',
  'compose.yaml': 'the system under drill, as a Compose file',
  'monitoring.yaml': 'Toxiproxy, Prometheus, Alertmanager and receiver, as a Compose file',
  'alerts.yaml': 'Prometheus rules with nominal durations',
  'runbook.md': 'the runbook that is drilled',
} as const;
/** A folder may do without it: then the runbook has no placeholder and no command that somebody must review. */
const optional = 'bindings.yaml';
export type FolderFile = keyof typeof purposes | typeof optional;

export interface Folder {
  readonly texts: Readonly<Partial<Record<string, string>>>;
  readonly problems: readonly Problem[];
}

export const readFolder = (folder: string): Folder => {
  if (!existsSync(folder)) {
    const message = 'expected the folder of a scenario, found nothing';
    const problem = {
      file: folder,
      line: null,
      column: null,
      message,
      hint: 'gameday list shows the scenarios',
    };
    return { texts: {}, problems: [problem] };
  }
  const texts: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const [name, purpose] of Object.entries(purposes)) {
    const file = join(folder, name);
    const text = readText(file);
    if (text !== null) texts[name] = text;
    else
      problems.push({
        file,
        line: null,
        column: null,
        message: 'this file is missing',
        hint: `it holds ${purpose}`,
      });
  }
  const bindings = readText(join(folder, optional));
  if (bindings !== null) texts[optional] = bindings;
  return { texts, problems };
};

/** Null when there is no such file. */
export const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
};
