import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');

/** Layout shifts that no input caused, from the first byte on; read by `shiftOf`. */
export const watchShifts = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

export const shiftOf = (page: Page): Promise<number> => page.evaluate<number>('window.shifted');

/** Bytes of a script by gzip, which every browser and every proxy on the way speaks; by Brotli it is a tenth less. */
export const sentOf = (url: string): number =>
  statSync(join(root, 'web/dist-client', `${new URL(url).pathname.slice('/assets/'.length)}.gz`)).size;

/** Paths that a file, or the files of a folder, name, so that a new page is looked at without being told. */
export function pathsIn(place: string): string[] {
  const whole = join(root, place);
  const files = statSync(whole).isFile()
    ? [whole]
    : readdirSync(whole, { recursive: true, encoding: 'utf8' }).map((name) => join(whole, name));
  const sources = files.filter((file) => /\.tsx?$/.test(file)).map((file) => readFileSync(file, 'utf8'));
  return [...new Set(sources.flatMap((source) => [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path ?? '')))].sort();
}

/** Fonts that the browser drew the page's text with, as `family` or `family (system)`. */
export async function fontsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root: document } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', {
    nodeId: document.nodeId,
    selector: 'h1, h2, p, a, button, label, td, th, dd, dt, li',
  });
  const seen = new Set<string>();
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const { familyName, isCustomFont } of fonts) seen.add(isCustomFont ? familyName : `${familyName} (system)`);
  }
  await session.detach();
  return [...seen];
}
