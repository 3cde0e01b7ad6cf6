// The browser's view of the report: Debian's own Chromium, no download.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test',
  testMatch: '*.spec.ts',
  outputDir: 'reports/test/playwright',
  reporter: 'line',
  // Judging the contrast of everything in a long report is most of their time.
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env['GAMEDAY_CHROMIUM'] ?? '/usr/bin/chromium',
      // As root, in a container, without a display or a GPU.
      args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-dev-shm-usage'],
    },
  },
});
