import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD, loadCity, seedPetitions, withOwnNode, type Engine } from '@sunshine/demo';
import { GraphClient, type RunningNode } from '@sunshine/infra';
import { round } from './figures.js';

export interface ExportOptions {
  engine: Engine;
  rows: number;
}

const SIGN_IN =
  'mutation ($account: String!, $password: String!) { signIn(input: { account: $account, password: $password }) { accessToken } }';
const EXPORT = 'mutation ($input: ExportPetitionsInput!) { exportPetitions(input: $input) { id link } }';
const ROWS = '{ petitionExports { id rows } }';
const COLUMNS = [
  'number',
  'kind',
  'channel',
  'registeredOn',
  'receivedOn',
  'summary',
  'text',
  'stage',
  'organ',
  'registeringOrgan',
  'maskedName',
];

/** Megabytes of the process, which holds the whole node. */
const memory = (): number => process.memoryUsage().rss / 1_048_576;

async function once(node: RunningNode, client: GraphClient, format: 'XLSX' | 'CSV') {
  const account = loadCity.registrar;
  const { signIn } = await client.query<{ signIn: { accessToken: string } }>(null, SIGN_IN, { account, password: DEMO_PASSWORD });
  const { exportPetitions } = await client.query<{ exportPetitions: { id: string; link: string } }>(account, EXPORT, {
    input: { columns: COLUMNS, format, purpose: '测量导出用时' },
  });
  global.gc?.();
  const before = memory();
  let [peak, bytes] = [before, 0];
  const started = performance.now();
  const response = await fetch(new URL(exportPetitions.link, node.url), { headers: { authorization: `Bearer ${signIn.accessToken}` } });
  if (!response.body || response.status !== 200) throw new Error(`the export answers ${response.status}`);
  for await (const piece of response.body) {
    bytes += (piece as Uint8Array).length;
    peak = Math.max(peak, memory());
  }
  const seconds = (performance.now() - started) / 1_000;
  for (let tries = 0; tries < 100; tries += 1) {
    const { petitionExports } = await client.query<{ petitionExports: { id: string; rows: number | null }[] }>(account, ROWS);
    const rows = petitionExports.find(({ id }) => id === exportPetitions.id)?.rows ?? null;
    if (rows !== null) return { rows, seconds: round(seconds), megabytes: round(bytes / 1_048_576), peakGrowthMb: round(peak - before) };
    await sleep(50);
  }
  throw new Error('the export was not finished');
}

/** The whole register as a file, once in each format, and how far the memory of the node grew meanwhile. */
export async function benchExport({ engine, rows }: ExportOptions): Promise<Record<string, unknown>> {
  return withOwnNode(engine, { safety: 'throwaway' }, async (node) => {
    await seedPetitions(node, rows, (done) => void process.stderr.write(`${done} petitions seeded\n`));
    const client = new GraphClient(node.url, DEMO_PASSWORD);
    try {
      return { bench: 'export', engine, csv: await once(node, client, 'CSV'), xlsx: await once(node, client, 'XLSX') };
    } finally {
      client.close();
    }
  });
}
