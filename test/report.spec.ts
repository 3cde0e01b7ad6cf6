// The report in a real browser: GAMEDAY_REPORT names a run's folder, else the example journal is rendered.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Report } from '../reports/schema.ts';
import { msText } from '../reports/text.ts';
import { worstSignal } from '../reports/worst-signal.ts';
import { writeReports } from '../reports/reporters.ts';

const example = fileURLToPath(new URL('../reports/fixtures/game-day.ndjson', import.meta.url));

const renderExample = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gameday-report-'));
  writeReports({ journals: [example], folder });
  return folder;
};

const folder = resolve(process.env['GAMEDAY_REPORT'] ?? renderExample());
const address = pathToFileURL(join(folder, 'report.html')).href;
const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;

const widths = [1280, 390] as const;
const schemes = ['light', 'dark'] as const;
const views = widths.flatMap((width) => schemes.map((scheme) => ({ width, scheme })));

for (const { width, scheme } of views) {
  test.describe(`${width} px, ${scheme}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme: scheme });

    test('loads nothing but itself and says nothing on the console', async ({ page }) => {
      const { requests, messages } = listen(page);
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      expect(requests).toEqual([address]);
      expect(messages).toEqual([]);
    });

    test('has no accessibility violation', async ({ page }) => {
      await page.goto(address);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual(
        [],
      );
    });

    test('does not scroll sideways', async ({ page }) => {
      await page.goto(address);
      for (const details of await page.locator('details').all())
        await details.evaluate((node) => node.setAttribute('open', ''));
      const [content, shown] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, window.innerWidth]',
      );
      expect(content).toBeLessThanOrEqual(shown);
    });
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('verdicts and times are those of report.json', async ({ page }) => {
      await page.goto(address);
      await expect(page.locator('h1 .badge')).toContainText(report.verdict);
      await expect(page.locator('.facts')).toContainText(new RegExp(`Exit code\\s*${report.exitCode}\\s`));
      const rows = page.locator('section[aria-labelledby=drills] tbody tr');
      await expect(rows).toHaveCount(report.drills.length);
      for (const [index, drill] of report.drills.entries()) {
        await expect(rows.nth(index)).toContainText(drill.id);
        await expect(rows.nth(index).locator('td').first()).toContainText(drill.verdict);
        await checkDrill(page, drill, index);
      }
    });
  });
}

test('prints with every output open', async ({ page }) => {
  await page.goto(address);
  await page.emulateMedia({ media: 'print' });
  for (const output of await page.locator('details pre').all()) await expect(output).toBeVisible();
});

const checkDrill = async (page: Page, drill: Report['drills'][number], index: number): Promise<void> => {
  const section = page.locator(`#drill-${index + 1}`);
  await expect(section.locator('.verdict-line')).toContainText(drill.verdict);
  const signal = worstSignal(drill);
  if (signal !== null) {
    const delivered = signal.deliveredAfterMs === null ? 'never' : msText(signal.deliveredAfterMs);
    await expect(section.locator('.tiles li').first()).toContainText(
      `${delivered} of ${msText(signal.withinMs)}`,
    );
  }
  for (const { name, verdict, pendingAfterMs, firingAfterMs } of drill.signals) {
    const row = section
      .getByRole('group', { name: 'Time to detect by stage' })
      .locator('tr', { hasText: name });
    await expect(row).toContainText(verdict);
    for (const ms of [pendingAfterMs, firingAfterMs])
      if (ms !== null) await expect(row).toContainText(msText(ms));
  }
  const invariants = section.getByRole('group', { name: 'Invariants and their counts' });
  for (const { code, verdict } of drill.invariants)
    await expect(invariants.locator('tr', { hasText: code })).toContainText(verdict);
  await expect(section.locator('.steps > li')).toHaveCount(drill.steps.length);
};

const listen = (page: Page): { requests: string[]; messages: string[] } => {
  const requests: string[] = [];
  const messages: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  return { requests, messages };
};
