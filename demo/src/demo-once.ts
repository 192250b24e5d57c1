import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Time } from '@sunshine/platform';
import { GraphClient, GraphError, type RunningNode } from '@sunshine/infra';
import { DEMO_PASSWORD } from './city.js';
import { playDemo } from './scenario.js';

interface Mark {
  /** The day from which the demo counts back, Asia/Shanghai. */
  day: string;
  done: boolean;
}

const markOf = (dataDir: string) => join(dataDir, 'demo.json');

async function read(dataDir: string): Promise<Mark | null> {
  const text = await readFile(markOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  return text === null ? null : (JSON.parse(text) as Mark);
}

async function write(dataDir: string, mark: Mark): Promise<void> {
  await writeFile(`${markOf(dataDir)}.new`, JSON.stringify(mark));
  await rename(`${markOf(dataDir)}.new`, markOf(dataDir));
}

export const demoIsThere = async (dataDir: string) => (await read(dataDir))?.done === true;

/**
 * Brings the demo's petitions in on the first start; one that was cut short goes on where it stood.
 * @param accounts as of `playDemo`
 */
export async function playDemoOnce(
  node: RunningNode,
  dataDir: string,
  progress: (line: string) => void,
  accounts?: ReadonlySet<string>,
): Promise<void> {
  const mark = (await read(dataDir)) ?? { day: Time.shared.today(), done: false };
  if (mark.done) return;
  await write(dataDir, mark);
  progress(accounts ? 'bringing in its petitions of the demo' : 'bringing in the petitions of the demo city (about fifteen seconds)');
  const client = new GraphClient(node.url, DEMO_PASSWORD);
  try {
    const { petitions, acts, seconds } = await playDemo(client, Time.shared, mark.day, accounts);
    progress(`${petitions} petitions, ${acts} acts in ${seconds.toFixed(0)} s`);
  } catch (error) {
    // A database that another folder's demo filled on another day: its petitions are there.
    if (!(error instanceof GraphError && error.code === 'REQUEST_REUSED')) throw error;
  } finally {
    client.close();
  }
  await write(dataDir, { ...mark, done: true });
}
