// Beside the verdicts, for a terminal: known failures, what was left out, what to do next.
import { expectedText } from '../../reports/fold/expected.ts';
import type { Report } from '../../reports/schema.ts';

export const besideText = ({ drills, selection, actions }: Report): readonly string[] => [
  ...drills.flatMap((drill) => {
    const text = expectedText(drill);
    return text === null ? [] : [`  ${drill.id} ${text}`];
  }),
  ...(selection?.leftOut ?? []).map(({ drill, reason }) => `  left out: ${drill}, ${reason}`),
  ...actions.map(({ drill, what, owner }) => {
    const who = owner === null ? '' : ` (${owner})`;
    return `  next, for ${drill}: ${what}${who}`;
  }),
];
