import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GraphClient,
  Parts,
  startKafka,
  startSettings,
  type Kafka,
  type NodeOptions,
  type RunningNode,
  type RunningProcesses,
} from '@sunshine/infra';
import { DEMO_PASSWORD } from './city.js';
import { startDemoNode, startDemoProcesses } from './node.js';

export type Engine = 'embedded' | 'kafka';

/** The engine a command was asked for. @throws RangeError for another word */
export function engineOf(word: string | undefined): Engine {
  if (word === undefined || word === 'embedded' || word === 'kafka') return word ?? 'embedded';
  throw new RangeError(`没有名为 ${word} 的消息引擎；可选 embedded、kafka`);
}

const progress = (line: string) => void process.stderr.write(`${line}\n`);

/** A broker where the engine needs one, in a folder that goes afterwards; and the environment by which a node finds it. */
async function withOwnBroker<T>(
  engine: Engine,
  parts: Parts,
  work: (env: NodeJS.ProcessEnv, kafka: Kafka | null, brokerFolder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-command-'));
  const brokerFolder = join(folder, 'kafka');
  const kafka = engine === 'kafka' ? await startKafka({ folder: brokerFolder, parts, progress }) : null;
  try {
    return await work(kafka ? { BUS: 'kafka', KAFKA_BROKERS: kafka.brokers } : { BUS: 'embedded' }, kafka, brokerFolder);
  } finally {
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Runs `work` on a node of its own with the demo city's people, with a broker of its own where asked; all of it goes afterwards. */
export async function withOwnNode<T>(
  engine: Engine,
  options: NodeOptions,
  work: (node: RunningNode, brokerFolder: string) => Promise<T>,
): Promise<T> {
  return withOwnBroker(engine, new Parts(progress), async (bus, _kafka, brokerFolder) => {
    const node = await startDemoNode({ ...options, env: { ...options.env, ...bus } });
    try {
      return await work(node, brokerFolder);
    } finally {
      await node.close();
    }
  });
}

/** As `withOwnNode`, with a process for each service, kept alive; safe against kills. `kafka` is null on the embedded engine. */
export async function withOwnProcesses<T>(engine: Engine, work: (node: RunningProcesses, kafka: Kafka | null) => Promise<T>): Promise<T> {
  const parts = new Parts(progress);
  return withOwnBroker(engine, parts, async (env, kafka) => {
    const node = await startDemoProcesses({ env, parts, safety: 'durable', progress });
    try {
      return await work(node, kafka);
    } finally {
      await node.close();
    }
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false; // nothing listens there: the command brings its own node
  }
}

/**
 * Runs `work` with a client of the node that `npm start` serves; where none is running, starts it on its data for the time of the command.
 */
export async function withNodeOfData<T>(work: (client: GraphClient) => Promise<T>): Promise<T> {
  const { port, dataDir, databaseUrl, env } = startSettings(process.env);
  const served = `http://127.0.0.1:${port}`;
  if (await answers(`${served}/health/ready`)) return withClient(`${served}/graphql`, work);
  const node = await startDemoNode({ dataDir, databaseUrl, env, progress: (line) => void process.stderr.write(`${line}\n`) });
  try {
    return await withClient(node.url, work);
  } finally {
    await node.close();
  }
}

export async function withClient<T>(url: string, work: (client: GraphClient) => Promise<T>): Promise<T> {
  const client = new GraphClient(url, DEMO_PASSWORD);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
