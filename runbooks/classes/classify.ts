// What a command line may do to the world: the worst of what its programs, redirections and variables may do.
import type { CommandClass } from '../model.ts';
import type { ReadCommand } from '../shell/shell-model.ts';

export interface Classification {
  readonly commandClass: CommandClass;
  readonly reasons: readonly string[];
  readonly escapes: readonly string[];
  readonly inverse: string | null;
}

export const classify = (_: Pick<ReadCommand, 'problem' | 'invocations' | 'functions'>): Classification => ({
  commandClass: 'U',
  reasons: [],
  escapes: [],
  inverse: null,
});
