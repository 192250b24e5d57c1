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

/** Gzip bytes of a script that the pages were built with. */
export const gzipOf = (url: string): number =>
  statSync(join(root, 'web/dist-client', `${new URL(url).pathname.slice('/assets/'.length)}.gz`)).size;

/** Paths that pages or routes of a source, or of all below a folder, name, so that a new one is looked at without being told. */
export function pathsIn(source: string): string[] {
  const at = join(root, source);
  const files = statSync(at).isDirectory() ? readdirSync(at, { recursive: true, encoding: 'utf8' }).map((name) => join(at, name)) : [at];
  const texts = files.filter((name) => /\.tsx?$/.test(name)).map((name) => readFileSync(name, 'utf8'));
  const paths = texts.flatMap((text) => [...text.matchAll(/\bpath: '([^']+)'/g)]);
  return [...new Set(paths.map(([, path]) => path ?? ''))];
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
