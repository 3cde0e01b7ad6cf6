// The history page in a real browser: at two widths, in both colour schemes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { foldHistory } from '../reports/history/fold.ts';
import { historyPage } from '../reports/history/page.ts';
import { readRuns } from '../reports/history/read-runs.ts';
import { writeReports } from '../reports/reporters.ts';

const example = fileURLToPath(new URL('../reports/fixtures/game-day.ndjson', import.meta.url));

// Written anew by each process that reads this file, and there are several: beside the other tests' output, where it is found again.
const folder = fileURLToPath(new URL('../reports/test/history', import.meta.url));

const writeHistory = (): string => {
  for (const run of ['one', 'two', 'three']) writeReports({ journals: [example], folder: join(folder, run) });
  mkdirSync(join(folder, 'broken'), { recursive: true });
  const file = join(folder, 'history.html');
  writeFileSync(
    file,
    historyPage(foldHistory(readRuns(folder, { journals: true })), (run) => `${run}/report.html`),
  );
  return pathToFileURL(file).href;
};
const address = writeHistory();

for (const width of [1280, 390])
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 900 }, colorScheme });

      test('loads nothing but itself, is accessible, does not scroll sideways', async ({ page }) => {
        const requests: string[] = [];
        page.on('request', (request) => requests.push(request.url()));
        await page.goto(address);
        for (const details of await page.locator('details').all())
          await details.evaluate((node) => node.setAttribute('open', ''));
        expect(requests).toEqual([address]);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
        const [content, shown] = await page.evaluate<[number, number]>(
          '[document.documentElement.scrollWidth, window.innerWidth]',
        );
        expect(content).toBeLessThanOrEqual(shown);
      });
    });

test('lists every run and links its page', async ({ page }) => {
  await page.goto(address);
  await expect(page.locator('section[aria-labelledby=runs] tbody tr')).toHaveCount(4);
  await page.locator('section[aria-labelledby=runs] a').first().click();
  await expect(page).toHaveURL(/report\.html$/);
});
