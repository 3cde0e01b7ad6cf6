// Sections that say what one must have before one begins.
import type { Section } from '../../model.ts';

export const isPrerequisites = ({ title }: Section): boolean =>
  /^(?:\d+[.)]?\s*)?(?:pre-?requisites?|requirements|pre-?conditions|required (?:access|tools)|before you (?:begin|start)|what you need)\b/i.test(
    title,
  );
