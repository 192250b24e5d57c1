import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { RunningNode } from '@sunshine/infra';

/** Personal data that the tours file; invented, and found nowhere but under seal. */
export const PLANTED = {
  names: ['申苹安', '申苹乐'],
  phones: ['19900000001', '19900000002'],
  idNumbers: ['990102198001010011', '990102198202020022'],
  addresses: ['东湖区安置小区三号楼101', '东湖区安置小区三号楼102'],
  words: ['多次报修没有结果'],
} as const;

const planted = (): string[] => Object.values(PLANTED).flat();
const hitsIn = (text: string) => planted().reduce((hits, word) => hits + text.split(word).length - 1, 0);

/** Where personal data must never be: what a process writes about its work, and what it sends. */
const TABLES = ['outbox', 'request', 'held', 'inbox'];
const SCHEMAS = ['directory', 'intake', 'casework', 'supervision', 'hearing', 'exchange'];

async function tableHits(adminUrl: string): Promise<number> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  let hits = 0;
  for (const schema of SCHEMAS) {
    for (const table of TABLES) {
      const { rows } = await admin.query<{ text: string }>(`select t::text as text from ${schema}."${table}" t`);
      for (const { text } of rows) hits += hitsIn(text);
    }
  }
  await admin.end();
  return hits;
}

/** Topics as the broker keeps them on disk; its messages are not compressed. */
async function topicHits(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let hits = 0;
  for (const entry of entries)
    if (entry.isFile() && entry.name.endsWith('.log')) hits += hitsIn(await readFile(join(entry.parentPath, entry.name), 'utf8'));
  return hits;
}

/** How often planted data stands in logs, outbox and requests, metrics and the broker's topics of a node; all should be 0. */
export async function plantedHits(
  node: RunningNode,
  logs: string,
  brokerFolder: string,
): Promise<Record<'logs' | 'outbox' | 'metrics' | 'topics', number>> {
  const metrics = await (await fetch(new URL('/metrics', node.url))).text();
  return {
    logs: hitsIn(logs),
    outbox: await tableHits(node.database.adminUrl),
    metrics: hitsIn(metrics),
    topics: await topicHits(brokerFolder),
  };
}

/** Keeps a copy of all that this process writes to its two outputs from now on. */
export function listenToOutputs(): () => string {
  const heard: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
      heard.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      return write(chunk, ...rest);
    }) as typeof stream.write;
  }
  return () => heard.join('');
}
