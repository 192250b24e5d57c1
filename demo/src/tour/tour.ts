import { parseArgs } from 'node:util';
import { Time } from '@sunshine/platform';
import { command, type GraphClient } from '@sunshine/infra';
import { engineOf, withClient, withOwnNode } from '../command-node.js';
import { organId } from '../city.js';
import { exits } from './exits.js';
import { group } from './group.js';
import { hearing } from './hearing.js';
import { life } from './life.js';
import { objection } from './objection.js';
import { tourLevels } from './levels.js';
import { listenToOutputs, plantedHits } from './planted.js';
import { report } from './report.js';
import { supervision } from './supervision.js';
import { actor, nextDuty, standingOf, type Step, type TourState } from './script.js';

const TOURS: Readonly<Record<string, readonly Step[]>> = { life, exits, group, report, objection, hearing, supervision };

/** Beijing time has been UTC+8 without change for all the years of the packs. */
const instantOf = (at: string) => new Date(`${at}:00+08:00`);

export interface TourResult {
  tour: string;
  steps: number;
  failed: number;
  petition: string | null;
  seconds: number;
}

/** Walks one tour on a node whose time it moves, and says a line a step. */
export async function walk(client: GraphClient, name: string, say: (line: string) => void): Promise<TourResult> {
  const steps = TOURS[name];
  if (!steps) throw new RangeError(`没有名为 ${name} 的演示流程；可选：${Object.keys(TOURS).join('、')}`);
  const started = performance.now();
  let failed = 0;
  let number: string | null = null;
  const state: TourState = {
    client,
    petitionId: '',
    reader: 'supervisor.city',
    duty: null,
    notes: { housing: organId('housing.city') },
    act: actor(client),
  };
  try {
    for (const [index, step] of steps.entries()) {
      Time.shared.set(instantOf(step.at));
      client.signOutAll();
      state.duty = null;
      try {
        await step.run(state);
        const standing = await standingOf(state);
        number = standing.number;
        const duty = state.duty ?? nextDuty(standing);
        say(`${index + 1} ${step.role} ${step.name} ${number} ${standing.stage ?? '—'} ${duty.term} ${duty.date} ${duty.because}`);
      } catch (error) {
        failed += 1;
        say(
          `${index + 1} ${step.role} ${step.name} ${number ?? '—'} 失败 ${(error as { code?: string }).code ?? ''} ${(error as Error).message}`,
        );
      }
    }
  } finally {
    Time.shared.set(null);
  }
  return { tour: name, steps: steps.length, failed, petition: number, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { engine: { type: 'string' } } });
  const name = positionals[0] ?? 'life';
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (name === 'levels') {
    const result = await tourLevels(say);
    say(JSON.stringify(result));
    return result.failed;
  }
  if (!TOURS[name]) {
    process.stderr.write(`没有名为 ${name} 的演示流程；可选：${[...Object.keys(TOURS), 'levels'].join('、')}\n`);
    return 2;
  }
  const heard = listenToOutputs();
  const result = await withOwnNode(engineOf(values.engine), {}, async (node, brokerFolder) => ({
    ...(await withClient(node.url, (client) => walk(client, name, say))),
    plantedHits: await plantedHits(node, heard(), brokerFolder),
  }));
  say(JSON.stringify(result));
  return result.failed > 0 || Object.values(result.plantedHits).some((hits) => hits > 0) ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) await command(main);
