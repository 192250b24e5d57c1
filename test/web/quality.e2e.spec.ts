import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId, personId } from '@sunshine/demo';
import type { Browser, Page } from 'playwright-core';
import { demoWorld, type World } from '../world.js';
import { DESKTOP, DRAWN, findings, look, openBrowser, overflow, PHONE, shownOn, signIn, TABLET } from './browser.js';
import { fontsOf, sentOf, pathsIn, shiftOf, watchShifts } from './quality.js';

const LONG = 300_000;
/** People's machines have Chinese fonts and never fetch a slice of ours; for shifts it is left out, as it is for them. */
const OUR_FONT = /\.woff2|\/fonts-[^/]*\.css/;
const WIDTHS = [DESKTOP, TABLET, PHONE];

let city: World;
let browser: Browser;
let address: string;
/** Ids that pages of one thing are opened with, by the parameter of their path. */
let shown: Record<string, string>;

beforeAll(async () => {
  [city, browser] = await Promise.all([demoWorld(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
  const { petitions } = await city.client.query<{ petitions: { edges: { node: { id: string; number: string } }[] } }>(
    'handler.housing',
    '{ petitions(filter: { kinds: [CLAIM], stages: ["handling"] }, first: 1) { edges { node { id number } } } }',
  );
  const petition = petitions.edges[0]?.node;
  if (!petition) throw new Error('the demo has no claim that housing handles');
  const { proposePack } = await city.client.query<{ proposePack: { proposal: { id: string } } }>(
    'sysadmin',
    'mutation ($input: ProposePackInput!) { proposePack(input: $input) { proposal { id } } }',
    {
      input: {
        yaml: readFileSync(join(import.meta.dirname, '../../libs/procedure/packs/CN-2022.yaml'), 'utf8').replace(
          /^revision: (\d+)$/m,
          (_line, n) => `revision: ${Number(n) + 1}`,
        ),
      },
    },
  );
  const { hearings } = await city.client.query<{ hearings: { edges: { node: { id: string } }[] } }>(
    'handler.housing',
    '{ hearings(first: 1) { edges { node { id } } } }',
  );
  const hearingId = hearings.edges[0]?.node.id;
  if (!hearingId) throw new Error('the demo has no hearing that housing may see');
  shown = {
    id: petition.id,
    hearingId,
    number: petition.number,
    act: 'requestExtension',
    proposalId: proposePack.proposal.id,
    organId: organId('housing.city'),
    personId: personId('handler.housing'),
  };
}, LONG);

afterAll(async () => {
  await browser.close();
  await city.close();
});

const opened = (path: string): string => path.replace(/:(\w+)\??/g, (_whole, name: string) => shown[name] ?? `no-${name}`);
const portalPaths = pathsIn('web/src/portal');
const workbenchPaths = pathsIn('web/client/workbench/pages.ts');

/** All drawn, all asked for, nothing moving. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/**
 * What a page lacks at each width and in both modes, named by where. All rules are asked of whatever is there and shown, once: where a width or
 * a mode shows the very same elements, only the rules that look at how they are drawn can answer otherwise.
 */
async function lacks(page: Page, modes: (mode: string) => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const mode of ['standard', 'elder']) {
    await modes(mode);
    for (const viewport of WIDTHS) {
      await page.setViewportSize(viewport);
      const at = `${new URL(page.url()).pathname} ${mode} ${viewport.width}`;
      const shown = await shownOn(page);
      found.push(...(await findings(page, 'html', seen.has(shown) ? DRAWN : [])).map((finding) => `${at} ${finding}`));
      seen.add(shown);
      const wider = await overflow(page);
      if (wider > 0) found.push(`${at} is ${wider} px too wide`);
      const heads = await page.getByRole('heading', { level: 1 }).count();
      if (heads !== 1) found.push(`${at} has ${heads} first headings`);
    }
  }
  const boxes = (await fontsOf(page)).filter((font) => !font.startsWith('Noto Sans SC'));
  if (boxes.length > 0) found.push(`${page.url()} draws letters that the font lacks: ${boxes.join(', ')}`);
  return found;
}

describe('every page of the portal', () => {
  it.each(portalPaths)(
    '%s: nothing to find for axe in both modes at three widths, nothing too wide, no complaint',
    async (path) => {
      const { page, context, complaints } = await look(browser, address);
      const found = await lacks(page, async (mode) => {
        await page.goto(mode === 'elder' ? `/elder${path === '/' ? '' : path}` : path);
        await settled(page);
      });
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it.each(portalPaths)('%s: at most 60 kB of script, and nothing moves while it loads', async (path) => {
    for (const viewport of [DESKTOP, PHONE]) {
      const { page, context } = await look(browser, address, { viewport });
      await page.route(OUR_FONT, (route) => route.abort());
      await page.addInitScript(watchShifts);
      const scripts: string[] = [];
      page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.push(request.url());
      });
      await page.goto(path);
      await settled(page);
      expect(scripts.map(sentOf).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(60_000);
      expect(await shiftOf(page)).toBeLessThanOrEqual(0.05);
      await context.close();
    }
  });
});

/** Who opens it: an officer of the role that the page is for. */
const READERS: readonly [account: string, paths: readonly string[]][] = [
  [
    'handler.housing',
    [
      '/',
      '/petitions',
      '/board',
      '/exports',
      '/hearings',
      '/hearings/pool',
      '/hearings/:hearingId',
      '/hearings/:hearingId/sitting',
      '/petition/:id',
      '/petition/:id/act/:act',
      '/petition/:id/opinion',
      '/number/:number',
      '/account',
    ],
  ],
  ['dispatcher.city', ['/dispatch']],
  [
    'supervisor.city',
    [
      '/today',
      '/supervision/orders',
      '/supervision/advice',
      '/supervision/measures',
      '/supervision/conduct',
      '/supervision/reviews',
      '/supervision/rounds',
      '/supervision/assessment',
      '/supervision/weekly',
      '/supervision/figures',
      '/supervision/units/:organId',
    ],
  ],
  ['exchange.city', ['/exchange', '/exchange/messages', '/exchange/reconciliation', '/exchange/questions']],
  ['checker.housing', ['/confirmations']],
  ['registrar.city', ['/desk', '/pending', '/desk/arrivals', '/desk/visits', '/desk/lost-code', '/desk/day']],
  [
    'sysadmin',
    [
      '/organs',
      '/organs/:organId',
      '/people',
      '/people/:personId',
      '/law',
      '/law/notice',
      '/law/packs',
      '/law/pack',
      '/law/proposals',
      '/held',
    ],
  ],
  ['security', ['/law/proposals/:proposalId']],
  ['audit', ['/audit']],
];

describe('every page of the workbench', () => {
  it('is opened by somebody below', () => {
    expect(READERS.flatMap(([, paths]) => paths).sort()).toEqual([...workbenchPaths].sort());
  });

  it.each(READERS)(
    'for %s: nothing to find for axe in both modes at three widths, nothing too wide, no complaint',
    async (account, paths) => {
      const { page, context, complaints } = await look(browser, address);
      await signIn(page, account, DEMO_PASSWORD);
      const found: string[] = [];
      for (const path of paths) {
        await page.setViewportSize(DESKTOP);
        await page.goto(`/work${opened(path)}`);
        await settled(page);
        found.push(...(await lacks(page, (mode) => page.evaluate<undefined>(`void (document.documentElement.dataset.mode = '${mode}')`))));
      }
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
    LONG,
  );

  it.each(READERS)(
    'for %s: at most 160 kB of script, and nothing moves while it loads',
    async (account, paths) => {
      const { page, context } = await look(browser, address);
      await page.route(OUR_FONT, (route) => route.abort());
      await signIn(page, account, DEMO_PASSWORD);
      await page.addInitScript(watchShifts);
      const found: string[] = [];
      let scripts: string[] = [];
      page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.push(request.url());
      });
      for (const path of paths)
        for (const viewport of [DESKTOP, PHONE]) {
          await page.setViewportSize(viewport);
          scripts = [];
          await page.goto(`/work${opened(path)}`);
          await settled(page);
          const bytes = scripts.map(sentOf).reduce((sum, size) => sum + size, 0);
          if (bytes > 160_000) found.push(`${path} loads ${bytes} bytes of script`);
          const shift = await shiftOf(page);
          if (shift > 0.05) found.push(`${path} moves by ${shift.toFixed(3)} at ${viewport.width}`);
        }
      expect(found).toEqual([]);
      await context.close();
    },
    LONG,
  );
});
