// What people want of a game day, from flags or a file: objectives, hypothesis, participants, notes.
import { z } from 'zod';
import type { Brief } from '../../core/journal/events.ts';
import { invalidInput } from '../../core/errors.ts';
import { checkShape } from '../../core/yaml/check-shape.ts';
import { parseYaml } from '../../core/yaml/yaml-file.ts';
import { readText } from '../../drills/scenario/read-folder.ts';

export interface BriefArgs {
  readonly brief?: string;
  readonly objective?: readonly string[];
  readonly hypothesis?: string;
  readonly participant?: readonly string[];
  readonly note?: readonly string[];
}

const text = z.string().min(1);
const briefSchema = z.strictObject({
  objectives: z.array(text).default([]),
  hypothesis: text.optional(),
  participants: z.array(text).default([]),
  notes: z.array(text).default([]),
});

/** Flags add to the file's lists; a hypothesis on the command line stands in place of the file's. Null: nothing is said. */
export const briefOf = (args: BriefArgs): Brief | null => {
  const file = args.brief === undefined ? null : readBrief(args.brief);
  const brief: Brief = {
    objectives: [...(file?.objectives ?? []), ...(args.objective ?? [])],
    hypothesis: args.hypothesis ?? file?.hypothesis ?? null,
    participants: [...(file?.participants ?? []), ...(args.participant ?? [])],
    notes: [...(file?.notes ?? []), ...(args.note ?? [])],
  };
  const { objectives, hypothesis, participants, notes } = brief;
  return objectives.length + participants.length + notes.length === 0 && hypothesis === null ? null : brief;
};

/** Throws invalidInput (64). */
const readBrief = (file: string) => {
  const found = readText(file);
  if (found === null) {
    const hint = 'a YAML file with objectives, hypothesis, participants, notes';
    throw invalidInput([{ file, line: null, column: null, message: 'no such file', hint }]);
  }
  const { value, problems } = checkShape(parseYaml(file, found), briefSchema);
  if (value === null || problems.length > 0) throw invalidInput(problems);
  return value;
};
