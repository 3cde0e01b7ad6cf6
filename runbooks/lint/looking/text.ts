// Text of a runbook as messages quote it.

/** On one line, and not too long. */
export const quotedText = (text: string): string => {
  const folded = text.replace(/\s+/g, ' ').replace(/"/g, "'").trim();
  return folded.length > 80 ? `${folded.slice(0, 77)}…` : folded;
};
