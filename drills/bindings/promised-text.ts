// What a command prints, of what a runbook says about it: "→ should print `PONG`" promises PONG. Prose itself is never printed.
import type { ExpectedOutput } from '../../runbooks/model.ts';

/** Null: the runbook only describes it. */
export const promisedText = ({ form, text }: Pick<ExpectedOutput, 'form' | 'text'>): string | null => {
  if (form === 'fence' || form === 'prompt-output') return firstLine(text) || null;
  const said = firstLine(text);
  const quoted = [...said.matchAll(/"([^"]+)"|`([^`]+)`|“([^”]+)”|(?<!\w)'([^']+)'(?!\w)/g)];
  const bare = withoutLead(said);
  if (isJson(bare)) return bare;
  if (quoted.length === 1) return quoted[0]?.slice(1).find((one) => one !== undefined) ?? null;
  return quoted.length === 0 && /^\S+$/.test(bare) && !aboutOutput.test(bare) ? bare : null;
};

const firstLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '') ?? '';

const withoutLead = (text: string): string => text.replace(lead, '').replace(/[.!]$/, '').trim();

const lead = new RegExp(
  `^(?:${[
    String.raw`(?:→|⇒|=>|->|:)\s*`,
    String.raw`(?:you|we|it|this|that)\s+`,
    String.raw`(?:the\s+)?(?:expected\s+)?(?:outputs?|results?|responses?|answers?)\b:?\s+`,
    String.raw`(?:should|must|will|shall|(?:has|have|needs?|ought)\s+to)\s+`,
    String.raw`expect(?:ed|s)?\b:?\s+(?:to\s+(?:see|get|be)\s+)?`,
    String.raw`(?:begin|start|end|respond|answer|reply|look)s?\s+(?:with|like)\s+`,
    String.raw`(?:print|show|return|display|contain|include|say|see|read|report|give|equal)s?\b:?\s+`,
    String.raw`(?:be|is)\s+`,
  ].join('|')})+`,
  'i',
);

/** Words that speak of an output and are hardly ever one. */
const aboutOutput =
  /^(?:nothing|something|empty|none|no|output|success|successful(?:ly)?|succeeds?|fails?|errors?)$/i;

const isJson = (text: string): boolean => {
  if (!/^[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Only the look of it: then it is read as words.
    return false;
  }
};
