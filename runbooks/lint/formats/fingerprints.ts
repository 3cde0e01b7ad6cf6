// What tells a finding from others although lines move: its rule, the text that it stands at, and which of several alike it is.
import { createHash } from 'node:crypto';
import type { LintedFile } from '../report.ts';

/** One for each finding, in their order. */
export const fingerprints = ({ lines, findings }: LintedFile): readonly string[] => {
  const seen = new Map<string, number>();
  return findings.map(({ ruleId, span }) => {
    // Its lines alone: what stands around them changes without the finding being another.
    const text = lines
      .slice(span.line - 1, Math.min(span.endLine, span.line + 9))
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .join('\n');
    const hash = createHash('sha256').update(`${ruleId}\n${text}`).digest('hex').slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
};
