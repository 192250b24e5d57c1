import { parseArgs } from 'node:util';
import { engineOf } from '@sunshine/demo';
import { command } from '@sunshine/infra';
import { benchBoard } from './board.js';
import { benchExchangeFaults } from './exchange/faults.js';
import { benchExchangeFuzz, GROWN_MAX } from './exchange/hostile.js';
import { benchExchangeRows } from './exchange/rows.js';
import { benchExchange } from './exchange/speed.js';
import { benchExport } from './export.js';
import { benchFresh } from './fresh.js';
import { benchKill } from './kill.js';
import { benchKillRooms, type KillRoomsOptions } from './kill-rooms.js';
import { benchLife } from './life.js';
import { benchMinutes } from './minutes.js';
import { benchRace } from './race.js';
import { benchPlanted } from './planted.js';
import { benchRecompute } from './recompute.js';
import { benchRepeats } from './repeats.js';
import { benchSweep, benchSweepChaos } from './sweep.js';
import { benchVote } from './vote.js';

const usage = `npm run bench -- life [--petitions 10000] [--users 50] [--seconds 60] [--rounds 3] [--readers 5] [--engine embedded|kafka]
npm run bench -- fresh [--samples 200] [--engine embedded|kafka]
npm run bench -- kill [--users 16] [--seconds 120] [--engine embedded|kafka]
npm run bench -- kill --rooms [--users 16] [--petitions 200] [--room directory|intake|case|supervision|hearing|exchange|gateway|kafka] [--engine embedded|kafka]
npm run bench -- repeats [--petitions 10000] [--pairs 100] [--engine embedded|kafka]
npm run bench -- export [--rows 100000] [--engine embedded|kafka]
npm run bench -- vote [--entitled 200] [--engine embedded|kafka]
npm run bench -- planted [--each 300] [--seed 1]
npm run bench -- minutes [--entries 2000] [--engine embedded|kafka]
npm run bench -- sweep [--clocks 100000] [--workers 2] [--kill] [--chaos SECONDS] [--seed 1] [--engine embedded|kafka]
npm run bench -- recompute [--clocks 100000] [--workers 2] [--engine embedded|kafka]
npm run bench -- board [--clocks 7000000] [--open 1000000] [--users 16] [--seconds 30] [--engine embedded|kafka]
npm run bench -- exchange [--messages 2000]
npm run bench -- exchange-faults [--messages 2000] [--seed 1]
npm run bench -- exchange-fuzz [--envelopes 10000] [--seed 1]
npm run bench -- exchange-rows [--rows 10000] [--file FILE.jsonl]
npm run bench -- race [--sequences 1000] [--seed 1] [--engine embedded|kafka]
`;

/** Within which a killed room must be back. A broker is a Java process whose readers have to join again. */
const BACK_SECONDS = 10;
const BROKER_BACK_SECONDS = 30;

/** How long clocks that cross one line may wait for their step. */
const JUDGED_SECONDS = 60;
/** How long a recomputation of all clocks may take. */
const RECOMPUTED_SECONDS = 300;
/** Figures of which any is wrong. */
const WRONG = [
  'lost',
  'doubled',
  'missed',
  'missing',
  'disordered',
  'wronglyWithdrawn',
  'wronglyStanding',
  'unreadAfterDrain',
  'personListLeaks',
  'twoDeciders',
  'stuck',
  'secondRun',
  'internal',
  'taken',
  'crashed',
  'altered',
  'wronglyRefused',
  'untold',
];

/** The last line of standard output is one JSON object; everything else goes to standard error. */
await command(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: 'string' },
      petitions: { type: 'string' },
      users: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      readers: { type: 'string', default: '5' },
      samples: { type: 'string', default: '200' },
      pairs: { type: 'string', default: '100' },
      rows: { type: 'string' },
      file: { type: 'string' },
      entitled: { type: 'string', default: '200' },
      entries: { type: 'string', default: '2000' },
      sequences: { type: 'string', default: '1000' },
      open: { type: 'string', default: '1000000' },
      messages: { type: 'string', default: '2000' },
      envelopes: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      each: { type: 'string', default: '300' },
      clocks: { type: 'string' },
      workers: { type: 'string', default: '2' },
      kill: { type: 'boolean', default: false },
      chaos: { type: 'string' },
      rooms: { type: 'boolean', default: false },
      room: { type: 'string' },
    },
  });
  const engine = engineOf(values.engine);
  const number = (text: string | undefined, fallback: number) => (text === undefined ? fallback : Number(text));
  const benches: Record<string, () => Promise<Record<string, unknown>>> = {
    life: () =>
      benchLife({
        engine,
        petitions: number(values.petitions, 10_000),
        users: number(values.users, 50),
        seconds: number(values.seconds, 60),
        rounds: number(values.rounds, 3),
        readers: number(values.readers, 5),
      }),
    fresh: () => benchFresh({ engine, samples: number(values.samples, 200) }),
    kill: () =>
      values.rooms
        ? benchKillRooms({
            engine,
            users: number(values.users, 16),
            petitions: number(values.petitions, 200),
            room: values.room as KillRoomsOptions['room'],
          })
        : benchKill({ engine, users: number(values.users, 16), seconds: number(values.seconds, 120) }),
    repeats: () => benchRepeats({ engine, petitions: number(values.petitions, 10_000), pairs: number(values.pairs, 100) }),
    export: () => benchExport({ engine, rows: number(values.rows, 100_000) }),
    race: () => benchRace({ engine, sequences: number(values.sequences, 1_000), seed: number(values.seed, 1) }),
    sweep: () => {
      const { kill, chaos } = values;
      const options = { engine, workers: number(values.workers, 2), seed: number(values.seed, 1) };
      return chaos === undefined
        ? benchSweep({ ...options, clocks: number(values.clocks, 100_000), kill })
        : benchSweepChaos({ ...options, clocks: number(values.clocks, 50_000), seconds: number(chaos, 180) });
    },
    recompute: () =>
      benchRecompute({ engine, workers: number(values.workers, 2), clocks: number(values.clocks, 100_000), seed: number(values.seed, 1) }),
    planted: () => Promise.resolve(benchPlanted({ each: number(values.each, 300), seed: number(values.seed, 1) })),
    board: () =>
      benchBoard({
        engine,
        clocks: number(values.clocks, 7_000_000),
        open: number(values.open, 1_000_000),
        users: number(values.users, 16),
        seconds: number(values.seconds, 30),
      }),
    exchange: () => benchExchange({ messages: number(values.messages, 2_000) }),
    'exchange-faults': () => benchExchangeFaults({ messages: number(values.messages, 2_000), seed: number(values.seed, 1) }),
    'exchange-fuzz': () => benchExchangeFuzz({ envelopes: number(values.envelopes, 10_000), seed: number(values.seed, 1) }),
    'exchange-rows': () => benchExchangeRows({ rows: number(values.rows, 10_000), file: values.file }),
    vote: () => benchVote({ engine, entitled: number(values.entitled, 200) }),
    minutes: () => benchMinutes({ engine, entries: number(values.entries, 2_000) }),
  };
  const bench = benches[positionals[0] ?? ''];
  if (!bench) {
    process.stderr.write(usage);
    return 2;
  }
  const figures = await bench();
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  const failed = Object.keys((figures['errors'] as object | undefined) ?? {}).length > 0;
  const none = WRONG.every((figure) => (figures[figure] ?? 0) === 0);
  const missing = figures['complete'] !== undefined && figures['complete'] !== figures['petitions'];
  const uncounted =
    figures['entitled'] !== undefined && (figures['accepted'] !== figures['entitled'] || figures['results'] !== figures['votes']);
  const late = Number(figures['backSeconds'] ?? 0) > (figures['killed'] === 'kafka' ? BROKER_BACK_SECONDS : BACK_SECONDS);
  const disordered = figures['orders'] !== undefined && figures['orders'] !== 1;
  const slow = figures['bench'] === 'sweep' && figures['chaos'] === undefined && Number(figures['seconds']) > JUDGED_SECONDS;
  const unmoved =
    figures['bench'] === 'recompute' &&
    (['moved', 'ledger', 'notices'].some((figure) => figures[figure] !== figures['clocks']) ||
      Number(figures['seconds']) > RECOMPUTED_SECONDS);
  const grown = Number(figures['grownMb'] ?? 0) > GROWN_MAX;
  const unequal = figures['equal'] === false;
  return !grown && !unequal && !slow && !unmoved && !failed && none && !missing && !uncounted && !disordered && !late ? 0 : 1;
});
