import { setTimeout as sleep } from 'node:timers/promises';
import { life, type Again } from '@sunshine/demo';
import { GraphClient } from '@sunshine/infra';
import { withBenchNode, type BenchNode } from './bench-node.js';
import { quantile, round } from './figures.js';

export interface FreshOptions {
  engine: 'embedded' | 'kafka';
  samples: number;
}

const STAGE = 'query ($id: ID!) { petition(id: $id) { stage clocks { term } } }';

interface Seen {
  petition: { stage: string | null; clocks: { term: string }[] | null } | null;
}

async function untilShown(node: BenchNode, id: string): Promise<number> {
  const answered = performance.now();
  for (;;) {
    const { petition } = await node.reader.query<Seen>(node.city.registrar, STAGE, { id });
    if (petition?.clocks?.length) return performance.now() - answered;
    if (performance.now() - answered > 10_000) throw new Error('not visible after ten seconds');
    await sleep(2);
  }
}

/** Milliseconds from an answered registration until another service, asked without read-your-write, shows the clock it started. */
async function once(node: BenchNode, index: number): Promise<number> {
  const writer = new GraphClient(node.url, node.password);
  let seen = Number.NaN;
  const department = node.city.departments[index % node.city.departments.length]!;
  const again: Again = async (sending) => {
    const answer = await sending();
    const petition = (answer as { registerPetition?: { petition: { id: string } } }).registerPetition?.petition;
    if (petition) seen = await untilShown(node, petition.id);
    return answer;
  };
  await life({ client: writer, city: node.city, department, today: node.today, tag: `fresh:${node.run}:${index}`, again });
  writer.close();
  return seen;
}

/** From an answered mutation to its visibility in two further subgraphs, one at a time and under a light load. */
export async function benchFresh(options: FreshOptions): Promise<Record<string, unknown>> {
  return withBenchNode({ engine: options.engine, petitions: 0, readers: 5 }, async (node) => {
    const samples: number[] = [];
    for (let index = 0; index < options.samples; index += 1) samples.push(await once(node, index));
    return {
      bench: 'fresh',
      engine: options.engine,
      samples: samples.length,
      p50Ms: round(quantile(samples, 0.5)),
      p95Ms: round(quantile(samples, 0.95)),
      maxMs: round(Math.max(...samples)),
    };
  });
}
