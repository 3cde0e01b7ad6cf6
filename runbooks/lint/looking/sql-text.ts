// SQL that a command sends to a database.
import type { Invocation } from '../../shell/shell-model.ts';
import { lookUp } from './look-up.ts';

/** Statements given by option or here-document, comments taken out. */
export const statementsOf = (run: Invocation): readonly string[] =>
  sqlOf(run).flatMap((text) =>
    text
      .replace(/--[^\n]*/g, '')
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ''),
  );

const options: Readonly<Record<string, RegExp>> = {
  psql: /^(-[A-Za-z]*c|--command)$/,
  mysql: /^(-[A-Za-z]*e|--execute)$/,
  mariadb: /^(-[A-Za-z]*e|--execute)$/,
  'clickhouse-client': /^(-q|--query)$/,
  cqlsh: /^(-e|--execute)$/,
};

const sqlOf = ({ program, args, redirections }: Invocation): readonly string[] => {
  const option = lookUp(options, program);
  if (option === undefined) return [];
  const given = args.flatMap(({ value }, at): readonly string[] => {
    if (option.test(args[at - 1]?.value ?? '')) return [unescaped(value)];
    const glued = /^--(command|execute|query)=(.*)$/s.exec(value);
    return glued === null ? [] : [unescaped(glued[2] ?? '')];
  });
  const piped = redirections.flatMap(({ operator, target }) =>
    /^<<[<-]?$/.test(operator) && target !== null ? [target.value] : [],
  );
  return [...given, ...piped];
};

const unescaped = (text: string): string => text.replaceAll('\\"', '"');
