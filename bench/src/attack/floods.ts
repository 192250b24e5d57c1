import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LIMITS } from '@sunshine/gateway';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { dataOf, filing, graph, signIn, SUBMIT, uploadWhole, passFor, type Heard } from './asking.js';
import type { Attack, Field } from './attack.js';

const TRACK = 'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number } }';
const WRONG = 'Wrong-Password-2025';

interface Receipt {
  readonly number: string;
  readonly queryCode: string;
  readonly secret: string;
}

/** A filing of somebody else, in the midst of the attack. */
async function filedBy(field: Field, from: string): Promise<Receipt | null> {
  const heard = await graph(field.target.origin, SUBMIT, { input: filing() }, { from });
  field.expect(heard.what === '200 ok', `a citizen could not file: ${heard.what}`);
  return heard.what === '200 ok' ? dataOf<{ submitPetition: Receipt }>(heard).submitPetition : null;
}

const track = (field: Field, { queryCode, secret }: Pick<Receipt, 'queryCode' | 'secret'>, from: string): Promise<Heard> =>
  graph(field.target.origin, TRACK, { queryCode, secret }, { from });

const running = (number: string) => Number(number.slice(-6));

/** Each for another reason, none of them taken. */
const REFUSED: readonly Record<string, unknown>[] = [
  { summary: '' },
  { uploadPass: 'a.b.c', attachments: [randomUUID()] },
  { organId: randomUUID() },
  { division: '000000' },
  { requests: [] },
];

/** Numbers that other people's filings may take in the meantime. */
const OTHERS_MAX = 20;

/** Who is told to wait comes again, and then passes: a guesser may cost others a pause, never their way in. */
async function patiently(once: () => Promise<Heard>): Promise<Heard> {
  let heard = await once();
  for (let tries = 0; tries < 3 && /"kind":"TOO_MANY"/.test(heard.text); tries += 1) {
    await sleep(5_500);
    heard = await once();
  }
  return heard;
}

/** Officers of the demo city: neither the honest ones nor head.land, whose account sign-in-flood has slowed. */
const FORGERS = ['head.housing', 'handler.housing', 'dispatcher.city', 'head.labour'];

export const floodAttacks: readonly Attack[] = [
  {
    name: 'filings-flood',
    tries: '400 filings from one address, then 50 that are refused: no number is lost by them',
    short: true,
    async run(field) {
      const from = field.address();
      const agent = new Agent({ keepAlive: true, maxSockets: 8 });
      await field.flood(400, 8, 60, (index) =>
        field.graph(SUBMIT, { input: filing({ summary: `请求检修第${index}盏路灯` }) }, { agent, from }),
      );
      const before = await filedBy(field, field.address());
      const other = field.address();
      await field.flood(50, 4, 30, async (index) => {
        const { what } = await field.graph(SUBMIT, { input: filing(REFUSED[index % REFUSED.length]) }, { agent, from: other });
        field.expect(what !== '200 ok', 'a filing that breaks a rule was taken');
      });
      const after = await filedBy(field, field.address());
      if (before && after) {
        const jump = running(after.number) - running(before.number);
        field.expect(jump <= OTHERS_MAX, `50 refused filings moved the next number by ${jump}`);
      }
      agent.destroy();
    },
  },
  {
    name: 'lockouts',
    tries: 'wrong passwords and query codes from elsewhere and from the same address: the right person still comes in',
    short: true,
    async run(field) {
      const { origin } = field.target;
      const elsewhere = Array.from({ length: 10 }, () => field.address());
      for (const from of elsewhere) field.heard(await signIn(origin, 'issuer.labour', WRONG, { from }));
      const home = field.address();
      const right = await patiently(() => signIn(origin, 'issuer.labour', DEMO_PASSWORD, { from: home }));
      field.expect(right.what === '200 ok', `the right person could not sign in: ${right.what}`);

      const office = field.address();
      await field.flood(30, 3, 30, async (index) => field.heard(await signIn(origin, `nobody${index}.city`, WRONG, { from: office })));
      const colleague = await patiently(() => signIn(origin, 'head.housing', DEMO_PASSWORD, { from: office }));
      field.expect(colleague.what === '200 ok', `a colleague at the same address could not sign in: ${colleague.what}`);

      const hall = field.address();
      const receipts = [];
      for (let n = 0; n < 7; n += 1) receipts.push(await filedBy(field, field.address()));
      const [mine, ...known] = receipts.filter((receipt) => receipt !== null);
      await field.flood(30, 3, 30, async (index) => {
        const queryCode = known[index % known.length]?.queryCode ?? '';
        field.heard(await track(field, { queryCode, secret: 'wrong1' }, hall));
      });
      if (!mine) return;
      for (const from of elsewhere) field.heard(await track(field, { ...mine, secret: 'wrong2' }, from));
      const own = await patiently(() => track(field, mine, home));
      field.expect(own.what === '200 ok', `the right code and secret were refused from home: ${own.what}`);
      const atHall = await patiently(() => track(field, mine, hall));
      field.expect(atHall.what === '200 ok', `the right code and secret were refused at the hall: ${atHall.what}`);
    },
  },
  {
    name: 'sign-in-flood',
    tries: 'wrong passwords of many accounts from many addresses, 100 at once: each costs the node a slow hash',
    short: true,
    async run(field) {
      const addresses = Array.from({ length: 200 }, () => field.address());
      await field.flood(field.times(3_000), 100, 30, async (index) => {
        const from = addresses[index % addresses.length]!;
        const account = index % 2 ? `nobody${index}.city` : 'head.land';
        field.heard(await signIn(field.target.origin, account, WRONG, { from }));
      });
    },
  },
  {
    name: 'forged-after',
    tries: 'x-after of as many keys as are let in, that nobody wrote, by 300 connections, half of them of four accounts',
    short: true,
    async run(field) {
      const connections = field.times(300);
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      const from = field.address();
      const tokens = await Promise.all(FORGERS.map((account) => field.target.tokenOf(account)));
      const forged = (keys: number) =>
        JSON.stringify(Array.from({ length: keys }, () => ({ source: 'case', key: randomUUID(), seq: 1_000_000 })));
      const query = '{dutyCount(organIds:[]){__typename}}';
      const over = await field.graph(query, {}, { from, token: tokens[0]!, headers: { 'x-after': forged(LIMITS.after + 1) } });
      field.expect(over.what === '400 AFTER_TOO_LONG', `more keys than are let in were answered ${over.what}`);
      await field.flood(field.times(3_000), connections, field.times(30), (index) => {
        const token = index % 2 ? { token: tokens[(index >> 1) % tokens.length]! } : {};
        return field.graph(query, {}, { agent, from, ...token, headers: { 'x-after': forged(LIMITS.after) } });
      });
      agent.destroy();
    },
  },
  {
    name: 'small-requests',
    tries: '10,000 small requests, a thousand at once, from one address',
    short: true,
    async run(field) {
      const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
      const from = field.address();
      await field.flood(field.times(10_000), 1_000, 60, () => field.graph('{organs(first:1){edges{node{id}}}}', {}, { agent, from }));
      agent.destroy();
    },
  },
  {
    name: 'pages-flood',
    tries: '6,000 pages of the portal, 200 at once, each with another query',
    short: false,
    async run(field) {
      const agent = new Agent({ keepAlive: true, maxSockets: 200 });
      const from = field.address();
      const pages = ['/', '/guide', '/file', '/track', '/work/', '/nowhere'];
      await field.flood(field.times(6_000), 200, 60, (index) =>
        field.ask({ path: `${pages[index % pages.length]}?${randomUUID()}`, agent, from }),
      );
      agent.destroy();
    },
  },
  {
    name: 'uploads-flood',
    tries: 'full uploads of 19 MB from many addresses, 8 at once, none of which is ever filed',
    short: false,
    async run(field) {
      const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(19 * 1_048_576, 'x')]);
      await field.flood(120, 8, 40, async () => {
        const from = field.address();
        field.heard(await uploadWhole(field.target.origin, file, await passFor(field.target.origin, from), from));
      });
    },
  },
];
