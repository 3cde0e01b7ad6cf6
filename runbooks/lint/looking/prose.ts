// Lines of a shell fence that no shell was meant to read.

export type ProseKind = 'sentence' | 'bullet' | 'cron';

/** What a line that is no command looks like; null for everything that may be one. */
export const proseIn = (line: string): ProseKind | null => {
  const text = line.trim();
  // What a command printed is nobody's prose.
  if (isOutput(text)) return null;
  if (/^(?:[\d*/,-]+\s+){5}\S*[a-z/]/.test(text)) return 'cron';
  if (/^(?:\d+[.)]|[-*•✅❌⚠→])\s+\S+/u.test(text) && !/^-\s*$/.test(text)) return 'bullet';
  return isSentence(text) ? 'sentence' : null;
};

/** `NAME   READY   STATUS`, a rule of dashes or a box. */
const isOutput = (text: string): boolean =>
  /^[A-Z][A-Z_%/()-]+(?:\s{2,}[A-Z][A-Z_%/() -]+){2,}$/.test(text) ||
  /^[+|][-+=|]{6,}$/.test(text) ||
  /^[-=]{5,}$/.test(text);

const isSentence = (text: string): boolean => {
  const words = text.split(/\s+/);
  const [first = ''] = words;
  if (words.length < 3 || /[;$`|<>{}=]|&&|--|\s-\w|\w[./]\w/.test(text)) return false;
  // Programs are written small; SQL and PowerShell verbs are not prose.
  if (!/^[A-Z][a-z]+[,:]?$/.test(first) || sqlOrPowershell.test(text)) return false;
  const plain = words.filter((word) => /^["'(#@]?[A-Za-z][A-Za-z'-]*[.,:;!?)"']*$/.test(word));
  return plain.length * 3 >= words.length * 2;
};

const sqlOrPowershell =
  /^(select|insert|update|delete|alter|create|drop|show|use|set|with|explain|grant|begin|commit|match)\b|^[A-Z][a-z]+-[A-Z]/i;
