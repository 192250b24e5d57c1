import { setTimeout as sleep } from 'node:timers/promises';
import { GraphClient } from '@sunshine/infra';
import { withBenchNode, type BenchNode } from './bench-node.js';
import { quantile, round } from './figures.js';
import { life } from './lives.js';

export interface FreshOptions {
  engine: 'embedded' | 'kafka';
  samples: number;
}

const STAGE = 'query ($id: ID!) { petition(id: $id) { stage clocks { term } } }';

interface Seen {
  petition: { stage: string | null; clocks: { term: string }[] | null } | null;
}

/** Milliseconds from an answered registration until another service, asked without read-your-write, shows the clock it started. */
async function once(node: BenchNode, index: number): Promise<number> {
  const writer = new GraphClient(node.url, node.password);
  const reader = node.reader;
  let seen = Number.NaN;
  const department = node.city.departments[index % node.city.departments.length]!;
  let watched = false;
  await life(writer, node.city, department, node.today, `fresh:${node.run}:${index}`, () => undefined, async (sending) => {
    const answer = await sending();
    const petition = (answer as { registerPetition?: { petition: { id: string } } }).registerPetition?.petition;
    if (petition && !watched) {
      watched = true;
      const answered = performance.now();
      for (;;) {
        const { petition: shown } = await reader.query<Seen>(node.city.registrar, STAGE, { id: petition.id });
        if (shown?.clocks?.length) break;
        if (performance.now() - answered > 10_000) throw new Error('not visible after ten seconds');
        await sleep(2);
      }
      seen = performance.now() - answered;
    }
    return answer;
  });
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
