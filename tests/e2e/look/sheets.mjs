// Contact sheets: the pictures of a walk side by side, twelve to a sheet, with their names and a line where the window
// ends. What is longer than three windows is cut there; the pictures themselves are whole.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import usual from '../playwright.config.mjs';
import { asked, sets } from './asked.mjs';

/** A picture's width on the sheet, in px. */
const WIDTH = { narrow: 240, wide: 480 };
const SHEET = 1600;
const PICTURES = 12;
const WINDOWS = 3;

const style = (width, fold) => `
  body { margin: 16px; display: grid; grid-template-columns: repeat(auto-fill, ${width}px); gap: 24px 16px; font: 13px system-ui; background: #888; align-items: start; }
  figure { margin: 0; } figcaption { color: #fff; padding-bottom: 4px; }
  div { position: relative; max-height: ${WINDOWS * fold}px; overflow: hidden; } img { display: block; width: 100%; }
  div::after { content: ''; position: absolute; inset: ${fold}px 0 auto; border-top: 1px dashed #e0007a; }`;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

async function sheet(folder, files, { width, height }) {
  const shown = width < 700 ? WIDTH.narrow : WIDTH.wide;
  const figures = await Promise.all(files.map(async (file) => {
    const bytes = (await readFile(path.join(folder, file))).toString('base64');
    return `<figure><figcaption>${escaped(file.slice(0, -4))}</figcaption><div><img alt="" src="data:image/png;base64,${bytes}"></div></figure>`;
  }));
  return `<!doctype html><meta charset="utf-8"><style>${style(shown, (height * shown) / width)}</style>${figures.join('')}`;
}

/** The pictures of each sheet; the first sign of a picture's name is its walk. */
function sheetsOf(pictures) {
  const walks = [...new Set(pictures.map((file) => file[0]))].map((walk) => pictures.filter((file) => file[0] === walk));
  return walks.flatMap((files) => Array.from({ length: Math.ceil(files.length / PICTURES) }, (_, sheet) => files.slice(sheet * PICTURES, (sheet + 1) * PICTURES)));
}

export default async function sheets() {
  const browser = await chromium.launch(usual.use.launchOptions);
  const page = await browser.newPage({ viewport: { width: SHEET, height: 1000 } });
  for (const { name, viewport } of sets) {
    const folder = path.join(asked.folder, name);
    const pictures = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.png')).sort();
    for (const [number, files] of sheetsOf(pictures).entries()) {
      await page.setContent(await sheet(folder, files, viewport), { waitUntil: 'load' });
      const target = path.join(asked.folder, `${name}, sheet ${number + 1}.png`);
      await writeFile(target, await page.screenshot({ fullPage: true }));
      console.log(target);
    }
  }
  await browser.close();
}
