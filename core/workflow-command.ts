// Workflow commands of GitHub Actions: one line on standard output becomes an annotation.
import { visible } from './visible.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** `file`, `line`, `title` …, in this order. */
  readonly properties: Readonly<Record<string, string | number>>;
  readonly message: string;
}

export const workflowCommand = ({ level, properties, message }: Annotation): string => {
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${level}${listed.length === 0 ? '' : ` ${listed.join(',')}`}::${text(visible(message))}`;
};

const text = (value: string): string =>
  value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (value: string): string =>
  text(visible(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
