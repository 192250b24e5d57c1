import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ArrivedSeal, Callers, RowCalls, type RowCallAnswer } from '@sunshine/exchange';
import { Time, transaction } from '@sunshine/platform';
import { round } from '../figures.js';
import { withTwoNodes, type BenchNode } from './linked.js';

export interface RowsOptions {
  readonly rows: number;
  /** JSON lines with `id`, `title` and `content`, which stand for the matters; without one they are invented. */
  readonly file?: string | undefined;
}

interface Said {
  readonly id: string;
  readonly summary: string;
  readonly text: string;
}

const SYSTEM = 'county.990144';
const DIVISION = '990100';
const A_CALL = 200;
/** Of the rows of each call so many stand in the next one again, and so many bear a day that is none. */
const AGAIN = 20;
const BAD_EACH = 50;

const rowOf = ({ id, summary, text }: Said, bad: boolean) => ({
  ...{ xfjid: id, xfjbh: `乙信${id}`, xfrq: bad ? '02/03/2025' : '2025-03-02', xfxs: '100', xfmddm: '01', nrfldm: '990000' },
  ...{ gkxx: summary, tsnr: text, wtsddm: DIVISION, xm: '周水生', sjh: '13900007777', xfrs: 1 },
});

async function saidOf(file: string | undefined, most: number): Promise<Said[]> {
  if (file === undefined)
    return Array.from({ length: most }, (_of, n) => ({
      id: `${n}`,
      summary: `反映第${n}号工地夜间施工`,
      text: '夜间施工影响休息。'.repeat(12),
    }));
  const said: Said[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (said.length === most) break;
    const { id, title, content } = JSON.parse(line) as { id: string | number; title: string; content: string };
    said.push({ id: String(id), summary: title, text: content });
  }
  return said;
}

/** Enters a county system of rows, as its operator would. It answers its secret. */
async function joined(city: BenchNode): Promise<string> {
  const all = JSON.stringify({ kinds: ['transfer'], divisions: [DIVISION] });
  const names = JSON.stringify({ channel: { '100': '来信' }, purpose: { '01': '求决' } });
  await city.db.query(
    `insert into partner (node, name, suite, way, organ_id, state, sends, receives, registered_at, changed_at)
     values ($1, $1, 'international', 'rows', gen_random_uuid(), 'active', $2, $2, now(), now())`,
    [SYSTEM, all],
  );
  await city.db.query('insert into row_system (node, names) values ($1, $2::jsonb)', [SYSTEM, names]);
  const { secret } = await transaction(city.db, (tx) => city.get(Callers).newSecret(tx, SYSTEM, 90, new Date()));
  return secret;
}

/**
 * Matters that a county system brings by rows, two hundred a call, out of order, a tenth of each call doubled in the next and one in fifty bad. Each good
 * one is to lie here once with the very text that was brought, each bad one is to be told by its id (`untold`: those that were not); `wronglyRefused` counts good ones that were refused.
 */
export async function benchExchangeRows({ rows: most, file }: RowsOptions): Promise<Record<string, unknown>> {
  const said = await saidOf(file, most);
  return withTwoNodes(new Time(), async (city) => {
    const secret = await joined(city);
    const isBad = (n: number) => n % BAD_EACH === BAD_EACH - 1;
    const rows = said.map((one, n) => rowOf(one, isBad(n)));
    const expected = new Map(said.filter((_one, n) => !isBad(n)).map((one) => [`乙信${one.id}`, one]));
    const calls: { readonly rows: readonly object[] }[] = [];
    for (let at = 0; at < rows.length; at += A_CALL - AGAIN)
      calls.push({ rows: [...rows.slice(Math.max(0, at - AGAIN), at), ...rows.slice(at, at + A_CALL - AGAIN)].toReversed() });
    const answers: RowCallAnswer[] = [];
    const started = performance.now();
    for (const call of calls) {
      const text = JSON.stringify({ system: SYSTEM, secret, ...call });
      const answer = await city.get(RowCalls).answer('POST', '/exchange/rows/transfer', text, '192.0.2.7');
      answers.push((await answer.json()) as RowCallAnswer);
    }
    const takenSeconds = (performance.now() - started) / 1_000;
    while (await city.apply());
    const seconds = (performance.now() - started) / 1_000;
    const ids = (of: string) => of.split(',').filter(Boolean);
    const taken = answers.flatMap(({ successStr }) => ids(successStr));
    const told = answers.flatMap(({ failSituationList }) => failSituationList.map(({ failId }) => failId));
    const arrived = (await city.db.query('select message_id id, number, body from arrived_matter where state = $1', ['waiting'])) as {
      id: string;
      number: string;
      body: string;
    }[];
    const seal = city.get(ArrivedSeal);
    const altered = arrived.filter(({ id, number, body }) => {
      const { summary, text } = seal.open(id, body);
      const brought = expected.get(number);
      return brought?.summary !== summary || brought.text !== text;
    });
    const numbers = new Set(arrived.map(({ number }) => number));
    return {
      bench: 'exchange-rows',
      rows: rows.length,
      calls: calls.length,
      bad: rows.length - expected.size,
      untold: rows.length - expected.size - new Set(told.filter((id) => !expected.has(`乙信${id}`))).size,
      again: answers.flatMap(({ conflictStr }) => ids(conflictStr)).length,
      lost: [...expected.keys()].filter((number) => !numbers.has(number)).length,
      doubled: arrived.length - numbers.size + taken.length - new Set(taken).size,
      altered: altered.length,
      wronglyRefused: told.filter((id) => expected.has(`乙信${id}`)).length,
      takenPerSecond: round(taken.length / takenSeconds),
      arrivedPerSecond: round(arrived.length / seconds),
    };
  });
}
