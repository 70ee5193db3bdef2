// How the journeys run: Debian's Chromium, two at a time, each worker with a real server of its own, no second tries.
import { defineConfig } from '@playwright/test';

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
// Chromium refuses its sandbox to root, which is who runs in most containers.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: 'list',
  // The gate starts browsers, kills them and garbles their disks: it may take its time, it waits for nothing but what it asks.
  projects: [
    { name: 'journeys', testIgnore: /faults/ },
    { name: 'gate', testMatch: /faults/, timeout: 90_000, expect: { timeout: 10_000 } },
  ],
  use: {
    actionTimeout: 5_000,
    viewport: { width: 360, height: 740 },
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...quiet, ...asRoot] },
    screenshot: 'only-on-failure',
    trace: 'off',
    // Faults of the line are made for the page; the worker has journeys of its own, which allow it.
    serviceWorkers: 'block',
  },
});
