// What --plan shows of a drill, and what validate tells of steps that no drill takes.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemText } from '../../core/errors.ts';
import { hashInYaml } from '../../drills/bindings/command-key.ts';
import { leftOut } from '../../drills/policy/check-steps.ts';
import { stepsSource } from '../../drills/policy/survey.ts';
import { planDrill } from '../../drills/scenario/plan.ts';
import { selectGameDay } from '../scenarios.ts';
import { permitOf } from './approve.ts';
import { planExitCode, planText } from './print-plan.ts';

const runbook = `# Shop

## Web Down

### Diagnosis

\`\`\`bash
docker-compose ps web
\`\`\`

### Resolution

1. Restart it:
   \`\`\`bash
   docker-compose restart web
   \`\`\`
2. If the database is slow:
   \`\`\`bash
   docker-compose restart db
   ./warm.sh <REGION>
   \`\`\`
`;

let scenarios = '';
beforeAll(() => {
  scenarios = join(mkdtempSync(join(tmpdir(), 'gameday-plan-')), 'scenarios');
  cpSync(join(import.meta.dirname, '../../test/fixtures/scenarios'), scenarios, { recursive: true });
  writeFileSync(join(scenarios, 'shop/runbook.md'), runbook);
});
afterAll(() => rmSync(join(scenarios, '..'), { recursive: true }));

const select = (foreign?: string, flags: readonly string[] = []) => ({
  ...selectGameDay(['shop/web-killed'], scenarios, undefined, foreign),
  permit: permitOf(flags),
  missing: [],
});

it('a title acts on no terminal', () => {
  const { paced, drills } = select();
  const planned = drills.map((drill) => planDrill(paced.scenario, drill, paced));
  const hostile = planned.map((one) => ({
    ...one,
    plan: { ...one.plan, title: '\u001b[31mred\n::error::x' },
  }));
  expect(planText(select(), hostile)).toContain('shop/web-killed: ␛[31mred ::error::x');
});

describe('steps that begin with "If …"', () => {
  it('stand in the plan as not taken', () => {
    const selection = select();
    const { paced, drills } = selection;
    const text = planText(
      selection,
      drills.map((drill) => planDrill(paced.scenario, drill, paced)),
    );
    const words = text.replace(/\s+/g, ' ');
    expect(text).toContain('  remediate  W1 docker-compose restart web\n  remediate');
    expect(words).toContain('W1 docker-compose restart db line 19, not taken, only by hand: only "If');
    expect(words).toMatch(/warm\.sh <REGION> line 20, not taken.*; unbound: <REGION> has no value/);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('are told by validate, with what would hold them', () => {
    const { scenario } = select().paced;
    const told = leftOut('runbook.md', scenario.spec.drills, stepsSource(scenario)).map(problemText);
    expect(told).toEqual([
      expect.stringMatching(/^runbook\.md:19:4 docker-compose restart db: no drill takes it \(only "/),
      expect.stringMatching(
        /^runbook\.md:20:4 [^]*no drill takes it [^]*it could not be run: <REGION> has no value[^]*hint: /,
      ),
    ]);
  });

  it('are no news where a drill takes them', () => {
    const { scenario } = select().paced;
    const { drills } = scenario.spec;
    const drill = drills['web-killed'];
    const taking = { ...drill, runbook: { ...drill?.runbook, take: ['database is slow'] } };
    expect(leftOut('runbook.md', { ...drills, taking } as never, stepsSource(scenario))).toEqual([]);
  });
});

describe('a command that needs an approval', () => {
  const wipe = 'docker-compose exec -T web redis-cli FLUSHALL';
  const two = `${wipe} && docker-compose exec -T web redis-cli CONFIG SET maxmemory 1mb`;
  const wiping = (command: string): string => runbook.replace('docker-compose restart web', command);
  const own = (command: string): string => join(scenarios, 'shop', command);
  const planOf = (selection: ReturnType<typeof select>): string => {
    const { paced, drills } = selection;
    const planned = drills.map((drill) => planDrill(paced.scenario, drill, paced));
    return planText(selection, planned).replace(/\s+/g, ' ');
  };
  beforeAll(() => {
    writeFileSync(own('runbook.md'), wiping(wipe));
    writeFileSync(
      own('bindings.yaml'),
      `commands: [{ command: '${wipe}', approve: X1, hash: ${hashInYaml(wipe)}, reason: test data }]\n`,
    );
    writeFileSync(join(scenarios, 'other.md'), wiping(wipe));
    writeFileSync(join(scenarios, 'two.md'), wiping(two));
  });
  afterAll(() => {
    writeFileSync(own('runbook.md'), runbook);
    rmSync(own('bindings.yaml'));
  });

  it('runs where bindings.yaml approves it, and the plan says so', () => {
    expect(planOf(select())).toContain(`X1 ${wipe} line 15, approved by bindings.yaml: test data`);
  });

  it('does not run in somebody else’s runbook, although the line is the same', () => {
    const other = join(scenarios, 'other.md');
    expect(planOf(select(other))).toContain(`X1 ${wipe} line 15, not run, blocked: class X1`);
    expect(planOf(select(other, ['X1']))).toContain(`X1 ${wipe} line 15, approved by --approve X1`);
  });

  it('says every class that is missing', () => {
    expect(planOf(select(join(scenarios, 'two.md')))).toContain('needs an approval: --approve X1,W2');
  });
});

describe('the exit code of a plan', () => {
  const drill = (faults: number, refused: number) =>
    ({ plan: { faults: Array(faults).fill({}) }, undetectable: Array(refused).fill({}) }) as never;
  it.each([
    ['a placebo alone', [drill(0, 0)], 0],
    ['a drill that is refused', [drill(1, 1)], 4],
    ['a placebo and a drill that is refused', [drill(0, 0), drill(1, 1)], 4],
    ['one that is refused beside one that is not', [drill(1, 1), drill(1, 0)], 0],
  ])('%s: %#', (_, planned, code) => {
    expect(planExitCode(planned)).toBe(code);
  });
});
