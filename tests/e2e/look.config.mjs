// How `cargo x look` takes its pictures: the walks of `steps/screens.mjs`, one run for each language, scheme and size.
import { defineConfig } from '@playwright/test';
import usual from './playwright.config.mjs';
import { asked } from './look/asked.mjs';

const { launchOptions } = usual.use;
// Text that a person has made larger in the browser's settings, in percent of the usual 16 px.
const larger = asked.text === 100 ? [] : [`--blink-settings=defaultFontSize=${(16 * asked.text) / 100}`];

export default defineConfig({
  ...usual,
  testDir: 'look',
  projects: undefined,
  timeout: 300_000,
  globalTeardown: './look/sheets.mjs',
  use: { ...usual.use, screenshot: 'off', launchOptions: { ...launchOptions, args: [...launchOptions.args, ...larger] } },
});
