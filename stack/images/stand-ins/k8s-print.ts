// How kubectl prints: tables, JSON, YAML and the commoner JSONPath templates.

/** Columns as wide as their longest cell, three blanks apart. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('   ')
          .trimEnd()}\n`,
    )
    .join('');
};

export const yaml = (value: unknown, indent = ''): string => {
  if (Array.isArray(value)) {
    if (value.length === 0) return `${indent}[]\n`;
    return value.map((one) => `${indent}- ${yaml(one, `${indent}  `).slice(indent.length + 2)}`).join('');
  }
  if (typeof value !== 'object' || value === null) return `${indent}${scalar(value)}\n`;
  return Object.entries(value)
    .map(([key, one]) => {
      const nested = typeof one === 'object' && one !== null && Object.keys(one).length > 0;
      if (!nested)
        return `${indent}${key}: ${typeof one === 'object' && one !== null ? (Array.isArray(one) ? '[]' : '{}') : scalar(one)}\n`;
      return `${indent}${key}:\n${yaml(one, Array.isArray(one) ? indent : `${indent}  `)}`;
    })
    .join('');
};

const scalar = (value: unknown): string =>
  typeof value === 'string' && !/^[A-Za-z][\w./-]*$/.test(value) ? JSON.stringify(value) : String(value);

/** Text and `{.a.b[0].c}`, `{.items[*].x}`, `{"\n"}`, `{range .items[*]}…{end}`. */
export const jsonPath = (template: string, value: unknown): string => {
  const range = /\{range ([^}]*)\}([^]*?)\{end\}/.exec(template);
  if (range !== null) {
    const [whole, path = '', body = ''] = range;
    const middle = select(path, value)
      .map((one) => jsonPath(body, one))
      .join('');
    const after = template.slice(range.index + whole.length);
    return jsonPath(template.slice(0, range.index), value) + middle + jsonPath(after, value);
  }
  return template.replace(/\{([^}]*)\}/g, (_, inner: string) => {
    if (inner.startsWith('"') || inner.startsWith("'"))
      return inner.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\t', '\t');
    return select(inner, value).map(shown).join(' ');
  });
};

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

const select = (path: string, value: unknown): readonly unknown[] => {
  const steps = path.match(/\['[^']*'\]|\[[^\]]*\]|(?:\\.|[^.[\]])+/g) ?? [];
  return steps.reduce<readonly unknown[]>(
    (found, step) => found.flatMap((one) => stepInto(one, step)),
    [value],
  );
};

const stepInto = (value: unknown, step: string): readonly unknown[] => {
  if (step === '$' || step === '@') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (step === '[*]') return Object.values(value);
  const index = /^\[(-?\d+)\]$/.exec(step)?.[1];
  const found =
    Array.isArray(value) && index !== undefined ? (value.at(Number(index)) as unknown) : entry(value, step);
  return found === undefined ? [] : [found];
};

const entry = (value: object, step: string): unknown =>
  (value as Readonly<Record<string, unknown>>)[step.replace(/^\['(.*)'\]$/, '$1').replaceAll('\\.', '.')];
