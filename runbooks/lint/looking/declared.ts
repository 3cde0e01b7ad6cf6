// "Replace your-domain.com with …": stand-ins that the text explains.
import type { LintDocument } from '../rule.ts';
import { oncePer } from './once.ts';
import { saidLines } from './said.ts';

const explains =
  /\b(?:replac|substitut|chang|swap|adjust|stands? for|set (?:this|it) to|e\.g\.|for example|placeholder|where\b)/i;

const explainingLines = oncePer((document: LintDocument): readonly string[] =>
  saidLines(document).flatMap(({ text }) => (explains.test(text) ? [text.toLowerCase()] : [])),
);

export const isDeclared = (document: LintDocument, standIn: string): boolean =>
  explainingLines(document).some((line) => line.includes(standIn.toLowerCase()));
