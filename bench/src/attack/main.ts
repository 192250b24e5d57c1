import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineOf } from '@sunshine/demo';
import { command, startKafka, StartRefusal } from '@sunshine/infra';
import { attacked, lineOf, type Attack, type Outcome } from './attack.js';
import { bodyAttacks } from './bodies.js';
import { connectionAttacks } from './connections.js';
import { documentAttacks } from './documents.js';
import { fileAttacks } from './files.js';
import { floodAttacks } from './floods.js';
import type { Mode } from './node-process.js';
import { Target } from './target.js';
import { uploadAttacks } from './uploads.js';
import { longestWait, growthOf } from './verdict.js';

const attacks: readonly Attack[] = [
  ...uploadAttacks,
  ...documentAttacks,
  ...fileAttacks,
  ...floodAttacks,
  ...connectionAttacks,
  ...bodyAttacks,
];

const usage = `npm run attack -- [--short] [--only NAME,NAME] [--engine embedded|kafka] [--mode in-process|http|processes] [--kill-at MB]

${attacks.map(({ name, tries, short }) => `  ${name.padEnd(24)}${short ? 'short ' : '      '}${tries}`).join('\n')}
`;

const SHORT = 0.15;

function chosen(only: string | undefined, short: boolean): readonly Attack[] {
  if (only === undefined) return attacks.filter((attack) => !short || attack.short);
  return only.split(',').map((name) => {
    const found = attacks.find((attack) => attack.name === name);
    if (!found) throw new StartRefusal(`There is no attack ${name}.\n${usage}`);
    return found;
  });
}

/** One attack after the other; a node that died, or is not itself any more, is followed by a new one. */
async function run(
  list: readonly Attack[],
  given: Mode,
  scale: number,
  options: { brokers: string | null; killAtMb: number },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let target: Target | null = null;
  try {
    // Those that want a node of another kind come last, so that nodes change once.
    const inOrder = [...list].sort((a, b) => Number(a.mode !== undefined) - Number(b.mode !== undefined));
    for (const attack of inOrder) {
      const mode = attack.mode ?? given;
      if (target && (target.mode !== mode || !(await target.ready()))) {
        await target.close();
        target = null;
      }
      target ??= await Target.start({ mode, ...options });
      const outcome = await attacked(attack, target, scale, 20 + outcomes.length);
      outcomes.push(outcome);
      process.stdout.write(`${lineOf(outcome)}\n`);
      if (outcome.reasons.length > 0) process.stderr.write(`the node's last words:\n${await target.lastWords()}\n`);
      // What a successful attack left in memory must not be the calm before the next.
      if (outcome.reasons.length > 0) {
        await target.close();
        target = null;
      }
    }
  } finally {
    await target?.close();
  }
  return outcomes;
}

await command(async () => {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      engine: { type: 'string' },
      mode: { type: 'string', default: 'in-process' },
      'kill-at': { type: 'string', default: '3000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const mode = (['in-process', 'http', 'processes'] as const).find((known) => known === values.mode);
  if (!mode) throw new StartRefusal(usage);
  const list = chosen(values.only, values.short);
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-attack-broker-'));
  const kafka = engineOf(values.engine) === 'kafka' ? await startKafka({ folder: join(folder, 'kafka') }) : null;
  const started = performance.now();
  try {
    const outcomes = await run(list, mode, values.short ? SHORT : 1, {
      brokers: kafka?.brokers ?? null,
      killAtMb: Number(values['kill-at']),
    });
    const broken = outcomes.filter(({ reasons }) => reasons.length > 0);
    const figures = {
      attacks: outcomes.length,
      repelled: outcomes.length - broken.length,
      alive: outcomes.every(({ alive }) => alive),
      worstWaitMs: Math.round(Math.max(0, ...outcomes.map(({ waits }) => longestWait(waits)?.ms ?? 0))),
      peakRssMb: Math.round(Math.max(0, ...outcomes.map(({ peakMb }) => peakMb))),
      growthMb: Math.round(Math.max(0, ...outcomes.map(growthOf))),
      broken: broken.map(({ name }) => name),
      engine: kafka ? 'kafka' : 'embedded',
      mode,
      seconds: Math.round((performance.now() - started) / 1_000),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
