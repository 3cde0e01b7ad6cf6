// Variables that a call sets with their values: `NAME=value program …`, `export NAME=value`.
import type { Invocation } from './shell-model.ts';

export interface SetVariable {
  readonly name: string;
  /** Without the quotes around it. */
  readonly value: string;
}

const setting = /^(?:export|declare|typeset|local|readonly|setx)$/;

/** Of arguments only those without an expansion. */
export const setVariables = ({ program, assignments, args }: Invocation): readonly SetVariable[] => {
  const own = setting.test(program) ? args.filter(({ literal }) => literal).map(({ value }) => value) : [];
  const pairs = own.flatMap((text) => {
    const [, name, value] = /^([A-Za-z_]\w*)=(.+)$/s.exec(text) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
  return [...assignments, ...pairs].map(({ name, value }) => ({
    name,
    value: value.replace(/^["']|["']$/g, ''),
  }));
};
