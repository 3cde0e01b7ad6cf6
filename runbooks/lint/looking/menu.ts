// What a fence with several ways in it is to the rules: its lines, its commands, its comments.
import type { Block, Command, Place } from '../../model.ts';
import type { Level, LintDocument } from '../rule.ts';
import type { Comment } from './comments.ts';

export interface Menu {
  readonly at: Place;
  readonly message: string;
  readonly level: Level;
  readonly related: readonly { readonly at: Place; readonly message: string }[];
}

export interface Fence {
  readonly document: LintDocument;
  readonly block: Block;
  readonly commands: readonly Command[];
  readonly comments: readonly Comment[];
}

export const placeOfFence = ({ block }: Fence): Place => ({
  line: block.fence?.firstLine ?? block.line,
  endLine: (block.fence?.firstLine ?? block.line) + (block.fence?.lines.length ?? 1) - 1,
});
