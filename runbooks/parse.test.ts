// Sections, paths, lines and steps of runbooks as people write them; any input is answered.
import { describe, expect, it } from 'vitest';
import type { Action } from './model.ts';
import { parseRunbook } from './parse.ts';

const brief = (steps: readonly Action[] | undefined): readonly string[] =>
  (steps ?? []).map((step) => {
    const what =
      step.kind === 'wait'
        ? `wait ${step.ms}`
        : `${step.kind === 'wait-until' ? 'until ' : ''}${step.command}`;
    return `${step.line}-${step.endLine} ${what}`;
  });

const text = [
  '# Flash Sale Engine',
  '',
  '## 🚨 Circuit `Breaker` Open',
  '',
  '### Diagnosis',
  '',
  '1. Look at the containers: `docker-compose ps`. The metric `up` is 0.',
  '2. Read the log:',
  '',
  '   ```bash',
  '   # the last lines',
  '   docker-compose logs \\',
  '     --tail=20 redpanda',
  '   ```',
  '',
  '### Resolution',
  '',
  '```sh',
  'docker-compose restart redpanda',
  '```',
  '',
  'Wait until `curl -fsS http://localhost:8080/health` succeeds,',
  'for at most 5 minutes.',
  '',
  '#### Verification',
  '```bash',
  "curl -d '{",
  "}' localhost",
  '```',
  '## Next',
  'Wait 30 seconds.',
  '',
].join('\n');

describe('parseRunbook', () => {
  const { sections } = parseRunbook(text);
  const byTitle = (title: string) => sections.find((section) => section.title === title);

  it('gives titles, paths without the document title, levels and lines', () => {
    expect(
      sections.map(({ path, level, line, endLine }) => [path.join(' > '), level, line, endLine]),
    ).toEqual([
      ['Flash Sale Engine', 1, 1, 31],
      ['Circuit Breaker Open', 2, 3, 29],
      ['Circuit Breaker Open > Diagnosis', 3, 5, 15],
      ['Circuit Breaker Open > Resolution', 3, 16, 29],
      ['Circuit Breaker Open > Resolution > Verification', 4, 25, 29],
      ['Next', 2, 30, 31],
    ]);
  });

  it('finds fenced commands, inline commands of numbered steps and waits, in order', () => {
    expect(brief(byTitle('Diagnosis')?.actions)).toEqual([
      '7-7 docker-compose ps',
      '12-13 docker-compose logs \\\n  --tail=20 redpanda',
    ]);
    expect(byTitle('Diagnosis')?.actions[1]).toMatchObject({ label: 'the last lines' });
    expect(brief(byTitle('Next')?.actions)).toEqual(['31-31 wait 30000']);
  });

  it('counts the steps of nested sections in', () => {
    expect(brief(byTitle('Resolution')?.actions)).toEqual([
      '19-19 docker-compose restart redpanda',
      '22-23 until curl -fsS http://localhost:8080/health',
      "27-28 curl -d '{\n}' localhost",
    ]);
    expect(byTitle('Resolution')?.actions[1]).toMatchObject({ kind: 'wait-until', atMostMs: 300_000 });
  });

  it('takes bold lines as headings, numbered ones below named ones', () => {
    const { sections: bold } = parseRunbook(
      '## Broker down\n**Alert:** prose\n\n**Diagnosis:**\n```sh\nls -l\n```\n**1. Look**\n\n**2. Think**:\ntext\n\n**Fix**\n- a\n',
    );
    expect(bold.map(({ path, level }) => `${level} ${path.join(' > ')}`)).toEqual([
      '2 Broker down',
      '3 Broker down > Diagnosis',
      '4 Broker down > Diagnosis > 1. Look',
      '4 Broker down > Diagnosis > 2. Think',
      '3 Broker down > Fix',
    ]);
  });

  it('leaves other fences and CRLF alone', () => {
    const { sections: windows } = parseRunbook(
      '# A\r\n```json\r\nls -l\r\n```\r\n```bash\r\nls -l\r\nps aux\r\n```\r\n',
    );
    expect(brief(windows[0]?.actions)).toEqual(['6-6 ls -l', '7-7 ps aux']);
  });

  it.each([
    '',
    '\n',
    '#',
    '```bash',
    '```bash\n',
    '```bash\n\\',
    '> ```sh\n> ls -l',
    '**',
    '1. `',
    'wait until `',
    '\u0000\ud800',
    '>'.repeat(2000),
    '- '.repeat(500),
    '[['.repeat(2000),
    '`'.repeat(3000),
    '```sh\n(\n\'\n"\n<<A\n```',
  ])('answers any input %#', (input) => {
    expect(parseRunbook(input).sections).toBeInstanceOf(Array);
  });
});
