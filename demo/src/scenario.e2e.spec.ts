import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '@sunshine/events';
import { ACT_NAMES } from '@sunshine/case';
import { Time, Tokens, shanghaiDay, shanghaiNoon } from '@sunshine/platform';
import pg from 'pg';
import { allRead, checkData, GraphClient, type RunningNode } from '@sunshine/infra';
import { checkDemo } from './check-demo.js';
import { accountOf, DEMO_PASSWORD } from './city.js';
import { petitions } from './petitions.js';
import { playDemo, type DemoPlayed } from './scenario.js';
import { startDemoNode } from './node.js';

let node: RunningNode;
let client: GraphClient;
let played: DemoPlayed;
const today = shanghaiDay(new Date());

/** Petitions that no one filed: the parts of a letter that was split. */
const PARTS = 2;

/** A client that is killed in the midst of the demo. */
const dyingAfter = (acts: number) => ({
  upload: (account: string, content: string): Promise<string> => client.upload(account, content),
  query<T>(account: string | null, document: string, variables: Record<string, unknown>): Promise<T> {
    if (acts-- <= 0) return Promise.reject(new Error('killed'));
    return client.query<T>(account, document, variables);
  },
});

beforeAll(async () => {
  node = await startDemoNode();
  client = new GraphClient(node.url, DEMO_PASSWORD);
  await expect(playDemo(dyingAfter(300), Time.shared, today)).rejects.toThrow('killed');
  played = await playDemo(client, Time.shared, today);
  Time.shared.set(new Date(shanghaiNoon(today))); // midnight in the course of the tests makes no other day of it
}, 240_000);
afterAll(async () => {
  client?.close();
  await node?.close();
});

const LIST =
  'query ($after: String) { petitions(first: 100, after: $after) { edges { node { id number kind stage clocks { term state } } } pageInfo { hasNextPage endCursor } } }';
interface Listed {
  id: string;
  number: string;
  kind: string;
  stage: string | null;
  clocks: { term: string; state: string }[] | null;
}
async function listAs(account: string): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let after: string | null = null; ;) {
    const { petitions: page }: { petitions: { edges: { node: Listed }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await client.query(account, LIST, { after });
    found.push(...page.edges.map((edge) => edge.node));
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}

describe('the demo', () => {
  it('goes on after a kill, and no petition is there twice', async () => {
    process.stdout.write(`demo: ${played.petitions} petitions, ${played.acts} acts, ${played.seconds.toFixed(1)} s\n`);
    expect(played.receipts).toHaveLength(petitions().length);
    const seen = new Set<string>();
    for (const account of [
      'supervisor.city',
      'registrar.city',
      'registrar.xiling',
      'handler.party.city',
      'handler.conference',
      'handler.discipline',
    ])
      for (const { number } of await listAs(account)) seen.add(number);
    const filed = played.receipts.map(({ number }) => number);
    expect(filed.filter((number) => !seen.has(number))).toEqual([]);
    expect(seen.size).toBe(filed.length + PARTS);
  });

  it('leaves petitions in every stage and clocks in every state that the day allows', async () => {
    // Nobody sees a report along the tree, so those of the bureau's own desk are listed there.
    const all = [...(await listAs('supervisor.city')), ...(await listAs('registrar.city')).filter(({ kind }) => kind === 'REPORT')];
    const count = (stage: string) => all.filter((petition) => petition.stage === stage).length;
    expect(Stage.options.filter((stage) => count(stage) === 0)).toEqual([]);
    const states = new Set(all.flatMap(({ clocks }) => (clocks ?? []).map(({ state }) => state)));
    process.stdout.write(`${Stage.options.map((stage) => `${stage} ${count(stage)}`).join(', ')}; ${[...states].join(' ')}\n`);
    for (const state of ['running', 'warning', 'due_today', 'overdue', 'met', 'met_late', 'cancelled'])
      expect([...states]).toContain(state);
  });

  it('tells at the window of every act what the tracking page tells, and nothing else', async () => {
    const passes = node.services.intake.app.get(Tokens);
    const line = '{ on actor act actName basis }';
    type Line = Readonly<Record<'on' | 'actor' | 'act' | 'actName' | 'basis', string>>;
    const atOf = new Map(petitions().map(({ code, at }) => [code, at]));
    const done = new Set<string>();
    const told = new Set<string>();
    for (const { code, number } of played.receipts) {
      const { petitionByNumber: window } = await client.query<{
        petitionByNumber: { id: string; kind: string; history: Pick<Line, 'act'>[]; courseTold: Line[] };
      }>(
        accountOf(atOf.get(code)!, 'REGISTRAR'),
        `query ($number: String!) { petitionByNumber(number: $number) { id kind history { act } courseTold ${line} } }`,
        { number },
      );
      const pass = await passes.issuePass(window.id, null);
      const { trackedPetition: portal } = await client.query<{ trackedPetition: { history: Line[] } }>(
        null,
        `query ($pass: String!) { trackedPetition(pass: $pass) { history ${line} } }`,
        { pass },
      );
      expect({ code, window: window.courseTold }).toEqual({ code, window: portal.history });
      expect({ code, told: window.courseTold.length > 0 }).toEqual({ code, told: window.kind !== 'REPORT' });
      for (const { act } of window.history) done.add(act);
      for (const { act } of window.courseTold) told.add(act);
    }
    // The rest is about an officer's list, or about the register of numbers.
    expect(ACT_NAMES.filter((act) => !done.has(act)).toSorted()).toEqual(['moveMatters', 'voidDocument']);
    const office = ['proposeOptions', 'decideOptions', 'recordInstruction', 'addEvidence', 'recordInquiry', 'draftOpinion', 'checkOpinion'];
    expect(office.filter((act) => told.has(act) || !done.has(act))).toEqual([]);
    expect(['routePetition', 'acceptPetition', 'issueOpinion', 'recordService'].filter((act) => !told.has(act))).toEqual([]);
  });

  it('shows every role at its organs, every stage of every way, every kind by every channel and every outcome', async () => {
    const lines: string[] = [];
    const { cells, empty } = await checkDemo(client, (line) => lines.push(line));
    expect({ empty, lines: lines.filter((line) => line.includes('空')) }).toEqual({ empty: 0, lines: [] });
    expect(cells).toBeGreaterThan(150);
  });

  it('stands every check of the data', async () => {
    const admin = new pg.Client({ connectionString: node.database.adminUrl });
    await admin.connect();
    await allRead(admin).finally(() => admin.end());
    const lines: string[] = [];
    const { wrong } = await checkData(node.database.adminUrl, (line) => lines.push(line));
    expect({ wrong, lines: lines.filter((line) => line.startsWith('错')) }).toEqual({ wrong: 0, lines: [] });
  });

  it('is the same when it is played again', async () => {
    const before = await listAs('supervisor.city');
    const again = await playDemo(client, Time.shared, today);
    expect(again.receipts.toSorted((a, b) => a.code.localeCompare(b.code))).toEqual(
      played.receipts.toSorted((a, b) => a.code.localeCompare(b.code)),
    );
    expect(await listAs('supervisor.city')).toEqual(before);
  }, 60_000);
});
