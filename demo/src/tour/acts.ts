import { organId, organOf } from '../city.js';
import { PLANTED } from './planted.js';
import { standingOf, type Standing, type Step, type TourState } from './script.js';

interface Registered {
  petition: { id: string; number: string; requests: { id: string }[]; petitioners: { id: string }[] };
  queryCode: string;
  secret: string;
}

/** @throws Error where the act is accepted, or refused for another reason */
export async function expectRefusal(run: () => Promise<unknown>, code: string): Promise<void> {
  try {
    await run();
  } catch (error) {
    if ((error as { code?: string }).code === code) return;
    throw error;
  }
  throw new Error(`应当被拒绝：${code}`);
}

/** @throws Error with `what` where the tour does not find what the law says */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

export const post = (receiptNumber: string) => ({ way: 'post', proof: { receiptNumber } });

/** The matter in hand, with what a step adds. */
export const on = (state: TourState, more: Record<string, unknown> = {}) => ({ petitionId: state.petitionId, ...more });

interface Filing {
  /** Names the matter in the notes. */
  readonly name: string;
  readonly desk?: string;
  readonly kind?: string;
  readonly channel?: string;
  readonly receivedOn: string;
  readonly summary: string;
  readonly requests: readonly string[];
  /** Which of the invented people file it. */
  readonly people?: readonly number[];
  readonly more?: Record<string, unknown>;
}

/** Registers a matter and takes it up; its ids, number and query code go into the notes under its name. */
export async function file(state: TourState, { name, desk = 'registrar.city', people = [0], ...filing }: Filing): Promise<void> {
  const { petition, queryCode, secret } = await state.act<Registered>(
    desk,
    'registerPetition',
    {
      channel: filing.channel ?? 'LETTER',
      kind: filing.kind ?? 'CLAIM',
      receivedOn: filing.receivedOn,
      division: '990100',
      summary: filing.summary,
      text: `${filing.summary}，${PLANTED.words[0]}。`,
      requests: filing.requests.map((text) => ({ text })),
      petitioners: people.map((n) => ({
        name: PLANTED.names[n],
        phone: PLANTED.phones[n],
        idType: '111',
        idNumber: PLANTED.idNumbers[n],
        address: PLANTED.addresses[n],
        representative: n === people[0],
      })),
      peopleCount: people.length,
      ...filing.more,
    },
    'petition { id number requests { id } petitioners { id } } queryCode secret',
  );
  Object.assign(state.notes, {
    [name]: petition.id,
    [`${name}.number`]: petition.number,
    [`${name}.queryCode`]: queryCode,
    [`${name}.secret`]: secret,
    ...Object.fromEntries(petition.requests.map(({ id }, n) => [`${name}.request${n + 1}`, id])),
    ...Object.fromEntries(petition.petitioners.map(({ id }, n) => [`${name}.petitioner${n + 1}`, id])),
  });
  state.petitionId = petition.id;
}

/** Takes up a matter filed before. */
export function takeUp(state: TourState, name: string): void {
  const id = state.notes[name];
  must(id !== undefined, `没有登记过 ${name}`);
  state.petitionId = id;
}

export const route = (state: TourState, to: string, by = 'dispatcher.city') =>
  state.act(by, 'routePetition', on(state, { kind: 'TRANSFER', toOrganId: organId(to), reason: `属${organOf(to).name}职责范围` }));

/** The newest record of a kind, as an account sees it. */
export async function latest(state: TourState, account: string, kind: string): Promise<string> {
  const { petition } = await state.client.query<{ petition: { records: { id: string }[] } }>(
    account,
    'query ($id: ID!, $kinds: [String!]) { petition(id: $id) { records(kinds: $kinds) { id } } }',
    { id: state.petitionId, kinds: [kind] },
  );
  const id = petition.records.at(-1)?.id;
  must(id !== undefined, `${account} 看不到 ${kind}`);
  return id;
}

interface Tracked {
  readonly number: string;
  readonly stage: string | null;
  readonly progress: string;
  readonly organ: { id: string } | null;
  readonly nextRight: { term: string; lastDay: string } | null;
}

/** What the holder of the query code sees. */
export async function track(state: TourState, name: string): Promise<Tracked> {
  const { trackPetition } = await state.client.query<{ trackPetition: Tracked }>(
    null,
    'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number stage progress organ { id } nextRight { term lastDay } } }',
    { queryCode: state.notes[`${name}.queryCode`], secret: state.notes[`${name}.secret`] },
  );
  return trackPetition;
}

type Clock = NonNullable<Standing['clocks']>[number];

/** The clocks of a term in the order they started. */
export async function clocksOf(state: TourState, term: string): Promise<Clock[]> {
  const { clocks } = await standingOf(state);
  return (clocks ?? []).filter((clock) => clock.term === term);
}

/** Says the step by the newest clock of a term, in whatever state that is. */
export async function tellClock(state: TourState, term: string): Promise<Clock> {
  const clock = (await clocksOf(state, term)).at(-1);
  must(clock !== undefined, `没有期限 ${term}`);
  const because = clock.explanation.map(({ text }) => text).join('；');
  state.duty = { term, date: clock.effectiveDue, because: `${clock.state} ${because}` };
  return clock;
}

export const step = (at: string, role: string, name: string, run: Step['run']): Step => ({ at, role, name, run });
