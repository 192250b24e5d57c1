import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuid } from 'uuid';
import { assessmentActs } from './assessments.js';
import { accountOf } from './city.js';
import { complaintActs } from './complaints.js';
import { accountOfPerson, ASKS_FOR_HEARING, HEARING_ACTS, keepings } from './hearings.js';
import { inspectionActs } from './inspections.js';
import { organActs, type Kept, type OrganAct } from './organ-records.js';
import { petitions, type DemoPetition } from './petitions.js';
import { namedInput, SUPERVISION_ACTS } from './supervised.js';
import { actsOf, dayBefore, inputTypeOf, type Act, type Filed } from './script.js';
import { Scan } from './sight.js';

/** Asks the gateway's graph as a demo account, or as a citizen (null). Rejects with the refusal's `code`. */
export interface DemoClient {
  query<T>(account: string | null, document: string, variables: Record<string, unknown>): Promise<T>;
  /** Uploads a paper with these words and answers its id. */
  upload(account: string, content: string): Promise<string>;
}

/** The node's clock of legal acts; null: the machine's own. */
export interface DemoTime {
  set(instant: Date | null): void;
}

export interface DemoPlayed {
  petitions: number;
  acts: number;
  seconds: number;
  /** What the petitioners were given, by the demo's own code. */
  receipts: { code: string; number: string; queryCode: string; secret: string }[];
}

const AT_ONCE = 8;
/** Copies of a fresh petition, or of the roles, may still be underway when the next act asks for them. */
const NOT_HERE_YET = new Set([
  'CASE_NOT_OPEN_YET',
  'COPY_BEHIND',
  'READERS_BEHIND',
  'PETITION_NOT_FOUND',
  'ACT_NOT_YOURS',
  'REFUSAL_COMPARISON_PENDING',
  'HEARING_MATTER_UNKNOWN_YET',
  'HEARING_NOT_IN_STAGE',
  'PUBLICATION_OPINION_UNKNOWN',
  'PUBLICATION_NOT_SERVED',
  'SUPERVISION_ORGAN_NOT_CONCERNED',
  'SAMPLE_TOO_FEW',
]);
const PATIENCE_MS = 8_000;

const KNOWN = 'id number requests { id } petitioners { id }';
const PAPERS = 'documents { id kind }';
const record = (kind: string) => `records(kinds: ["${kind}"]) { id kind }`;
/** What an act makes that a later one names. */
const LEARNS: Readonly<Record<string, string>> = {
  requestExtension: 'extension { id }',
  decideExit: record('exitDecision'),
  correctExit: record('exitDecision'),
  refuseAcceptance: record('refusal'),
  refuseRefiling: record('refusal'),
  recordSettlement: record('promise'),
  requestAssistance: record('assistance'),
  agreeJointHandling: record('assistance'),
  askCountersign: record('countersign'),
  recordInstruction: record('instruction'),
  mergePetitions: record('merge'),
  recordSuccession: 'successions { id }',
  revokeSuccession: record('successionRevocation'),
  confirmSuccession: 'petitioners { id }',
  verifyCompletion: PAPERS,
  confirmPerformance: PAPERS,
  confirmRefusal: PAPERS,
  confirmSplit: PAPERS,
  issueReviewOpinion: 'documents { id kind body }',
  proposePublication: 'publications { id }',
};
/** Acts that answer something else than a petition. */
const ANSWERS: Readonly<Record<string, string>> = { issuePartCodes: 'number', issueMemberCode: 'holderId' };
const REGISTER = (name: string, type: string) =>
  `mutation ($input: ${type}!) { act: ${name}(input: $input) { number queryCode secret petition { ${KNOWN} } } }`;
const ACT = (name: string, type: string) =>
  `mutation ($input: ${type}!) { act: ${name}(input: $input) { ${ANSWERS[name] ?? 'id'} ${LEARNS[name] ?? ''} } }`;
const HEARD = (name: string, type: string) =>
  `mutation ($input: ${type}!) { act: ${name}(input: $input) { id panel { seats { seat person { id } } } challenges { id } followers { id } bundle { signers { id } } } }`;
/** What a ballot answers its member, who sees no panel by it. */
const CAST = 'mutation ($input: CastBallotInput!) { act: castBallot(input: $input) { id } }';
const KEEP = (name: string) => `mutation ($input: ${inputTypeOf(name)}!) { act: ${name}(input: $input) { id } }`;
const EVIDENCE = 'query ($id: ID!) { petition(id: $id) { files { id role } } }';
const BY_NUMBER = `query ($number: String!) { petitionByNumber(number: $number) { ${KNOWN} } }`;

interface Registered {
  number: string;
  queryCode: string;
  secret: string;
  petition: Pick<Filed, 'id' | 'number' | 'requests' | 'petitioners'> | null;
}

interface Learnt {
  id: string;
  extension?: { id: string } | null;
  records?: Filed['records'] | null;
  documents?: Filed['papers'] | null;
  successions?: { id: string }[];
  publications?: { id: string }[];
  petitioners?: Filed['petitioners'];
}

interface HearingLearnt {
  readonly id: string;
  readonly panel?: { readonly seats: readonly { readonly seat: string; readonly person: { readonly id: string } }[] } | null;
  readonly challenges?: readonly { readonly id: string }[] | null;
  readonly followers?: readonly { readonly id: string }[] | null;
  readonly bundle?: { readonly signers: readonly { readonly id: string }[] } | null;
}

const NOTHING: Filed = {
  id: '',
  number: '',
  requests: [],
  petitioners: [],
  extension: null,
  records: [],
  papers: [],
  hearing: null,
  seats: [],
  substitutes: [],
  challenges: [],
  followers: [],
  signers: [],
  rooms: {},
};

/**
 * Lets the people of the demo city file, route, handle and close its petitions in the weeks before `today`, through the graph.
 * Played again after a kill it goes on where it stopped, as long as `today` stays the same: keep the day before playing.
 * The node must be in this process, for its clock is moved; tokens do not follow that clock, so each account signs in once.
 * @param today `YYYY-MM-DD`, Asia/Shanghai: the day on which the board shows what the courses say
 * @param accounts those of a node that has not all of them: what others had a part in is left out, and all records between organs
 */
export async function playDemo(client: DemoClient, time: DemoTime, today: string, accounts?: ReadonlySet<string>): Promise<DemoPlayed> {
  const started = performance.now();
  const has = (account: string) => accounts?.has(account) ?? true;
  const courses = petitions()
    .filter(({ at }) => has(accountOf(at, 'REGISTRAR')))
    .map((petition) => actsOf(petition, today))
    .filter((course) => course.every(({ account }) => account === null || has(account)));
  const acts = courses.flat();
  const between = accounts ? [] : [...organActs(today), ...assessmentActs(today), ...complaintActs(today), ...inspectionActs(today)];
  const play = new Play(client);
  const days = [...new Set([...acts, ...between].map((act) => act.day))].toSorted();
  try {
    time.set(new Date(`${days[0] ?? today}T09:00:00+08:00`));
    await play.keepRoomsAndPool((back) => dayBefore(today, back), has);
    for (const day of days) {
      // On the last day early, so that no act lies in the future of the one who started the node.
      time.set(new Date(`${day}T${day === today ? '00:30' : '10:00'}:00+08:00`));
      await play.day(acts.filter((act) => act.day === day));
      await play.between(between.filter((act) => act.day === day));
    }
  } finally {
    time.set(null);
  }
  return {
    petitions: courses.length,
    acts: acts.length + between.length,
    seconds: (performance.now() - started) / 1000,
    receipts: play.receipts,
  };
}

class Play {
  readonly receipts: DemoPlayed['receipts'] = [];
  private readonly roomIds: Record<string, string> = {};
  private readonly filed = new Map<string, Filed>();
  private readonly kept = new Map<string, Kept>();
  private readonly byCode = new Map<string, DemoPetition>(petitions().map((petition) => [petition.code, petition]));

  constructor(private readonly client: DemoClient) {}

  /**
   * The acts of one day: those of a petition in turn, petitions beside one another. It ends when nothing is underway any more, also
   * after a failure: an act that came after the clock was given back would bear a wrong day.
   */
  async day(acts: readonly Act[]): Promise<void> {
    const open = [...new Set(acts.map(({ petition }) => petition))];
    const work = async () => {
      for (let code = open.shift(); code !== undefined; code = open.shift()) {
        for (const act of acts.filter(({ petition }) => petition === code)) await patiently(() => this.act(act));
      }
    };
    await atOnce(work);
  }

  /** The acts of one day on records between organs, each record in turn. */
  async between(acts: readonly OrganAct[]): Promise<void> {
    for (const act of acts) {
      const { code, account, mutation, inputType, step, fields } = act;
      const document = `mutation ($input: ${inputType}!) { act: ${mutation}(input: $input) { ${fields} } }`;
      await patiently(async () => {
        const kept = this.kept.get(code) ?? { id: '' };
        const input = { ...act.input(kept, (petition) => this.other(petition)), requestId: `demo:between:${code}:${step}` };
        this.kept.set(code, (await this.client.query<{ act: Kept }>(account, document, { input })).act);
      });
    }
  }

  /** The rooms of the city and the pool of its hearing members. */
  async keepRoomsAndPool(day: (back: number) => string, has: (account: string) => boolean): Promise<void> {
    const rest = keepings(day).filter(({ account }) => has(account));
    const work = async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
        const { mutation, account, code, input } = one;
        const { act } = await patiently(() =>
          this.client.query<{ act: { id: string } }>(account, KEEP(mutation), { input: { ...input, requestId: `demo:${code}` } }),
        );
        if (mutation === 'keepHearingRoom') this.roomIds[code.replace('room:', '')] = act.id;
      }
    };
    await atOnce(work);
  }

  /** A notice to several, or the ballots of the panel, are an act each. */
  private async heard(act: Act, filed: Filed, written: Record<string, unknown>): Promise<void> {
    const { mutation, inputType } = act;
    const { to, choice, ...rest } = written;
    const input = { ...rest, ...(!ASKS_FOR_HEARING.has(mutation) && { hearingId: filed.hearing }) };
    if (mutation === 'castBallot') {
      for (const [seat, chosen] of (choice as readonly string[]).entries())
        await this.client.query(accountOfPerson(filed.seats[seat] ?? '') ?? act.account, CAST, {
          input: { ...input, choice: chosen, requestId: `demo:${act.petition}:${act.step}:${seat}` },
        });
      return;
    }
    const each = Array.isArray(to) ? to.map((one) => ({ to: one as unknown })) : [{}];
    const served = mutation === 'serveHearingNotice' ? { way: 'in_person', proof: { signature: '签收' }, servedOn: act.day } : {};
    for (const [at, one] of each.entries()) {
      const { act: learnt } = await this.client.query<{ act: HearingLearnt }>(act.account, HEARD(mutation, inputType), {
        input: { ...served, ...input, ...one, requestId: `demo:${act.petition}:${act.step}:${at}` },
      });
      filed.hearing = learnt.id;
      if (mutation === 'listPanel') seat(filed, written, learnt);
      if (learnt.challenges) filed.challenges = learnt.challenges.map(({ id }) => id);
      if (learnt.followers) filed.followers = learnt.followers.map(({ id }) => id);
      if (learnt.bundle) filed.signers = learnt.bundle.signers.map(({ id }) => id);
    }
  }

  private async act(act: Act): Promise<void> {
    const filed = this.filed.get(act.petition);
    const found = act.input(filed ?? NOTHING, (code) => this.other(code));
    if (filed && HEARING_ACTS.has(act.mutation)) return this.heard(act, filed, found);
    const written =
      filed && SUPERVISION_ACTS.has(act.mutation)
        ? await namedInput(this.client, { account: act.account, mutation: act.mutation, id: filed.id }, found)
        : found;
    const input = {
      ...(act.account === null || !filed ? written : await this.scanned(act.account, filed.id, written)),
      // A citizen's request is known by a UUID alone; the same one again when the demo is played again.
      requestId: act.account === null ? uuid(`demo:${act.petition}:${act.step}`, uuid.URL) : `demo:${act.petition}:${act.step}`,
    };
    if (!filed) {
      const { act: registered } = await this.client.query<{ act: Registered }>(act.account, REGISTER(act.mutation, act.inputType), {
        input,
      });
      return this.keep(act.petition, registered);
    }
    const { act: learnt } = await this.client.query<{ act: Learnt }>(act.account, ACT(act.mutation, act.inputType), { input });
    if (learnt.extension) filed.extension = learnt.extension.id;
    // A draft of parts is no record of the course: it lies sealed at the desk.
    if (act.mutation === 'prepareSplit') learn(filed.records, [{ id: learnt.id, kind: 'split' }]);
    learn(
      filed.records,
      learnt.successions?.map(({ id }) => ({ id, kind: 'succession' })),
    );
    learn(
      filed.records,
      learnt.publications?.map(({ id }) => ({ id, kind: 'publication' })),
    );
    if (learnt.petitioners) filed.petitioners = learnt.petitioners;
    learn(filed.records, learnt.records);
    learn(filed.papers, learnt.documents);
  }

  /** Played again the act names the very files that it has uploaded, so that it is the same request. */
  private async scanned(account: string, id: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const scans = scansOf(input);
    if (scans.length === 0) return input;
    const { petition } = await this.client.query<{ petition: { files: { id: string; role: string }[] } | null }>(account, EVIDENCE, { id });
    const known = (petition?.files ?? []).filter(({ role }) => role === 'EVIDENCE');
    const ids = new Map<Scan, string>();
    for (const [at, scan] of scans.entries()) ids.set(scan, known[at]?.id ?? (await this.client.upload(account, scan.content)));
    return withScans(input, ids) as Record<string, unknown>;
  }

  private other(code: string): Filed {
    const filed = this.filed.get(code);
    if (!filed) throw new Error(`petition ${code} is not filed yet`);
    return filed;
  }

  /** A citizen without account gets number and code, not the petition: the desk looks it up. */
  private async keep(code: string, { number, queryCode, secret, petition }: Registered): Promise<void> {
    const desk = accountOf(this.byCode.get(code)!.at, 'REGISTRAR');
    const known =
      petition ?? (await this.client.query<{ petitionByNumber: Registered['petition'] }>(desk, BY_NUMBER, { number })).petitionByNumber;
    if (!known) throw new Error(`petition ${number} is not there`);
    this.filed.set(code, { ...NOTHING, ...known, records: [], papers: [], rooms: this.roomIds });
    this.receipts.push({ code, number, queryCode, secret });
  }
}

function scansOf(value: unknown): Scan[] {
  if (value instanceof Scan) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(scansOf) : [];
}

function withScans(value: unknown, ids: ReadonlyMap<Scan, string>): unknown {
  if (value instanceof Scan) return ids.get(value);
  if (Array.isArray(value)) return value.map((item) => withScans(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withScans(item, ids)]));
}

/**
 * Who sits. A panel that was named is what the act named: played again, the answer tells the panel of the present, and nothing once the matter
 * has left the organ that heard.
 */
function seat(filed: Filed, { byLot, presiderId, memberIds, substituteIds }: Record<string, unknown>, { panel }: HearingLearnt): void {
  const drawn = (...among: string[]) => (panel?.seats ?? []).flatMap((one) => (among.includes(one.seat) ? [one.person.id] : []));
  filed.seats = byLot === true ? drawn('presider', 'member') : [presiderId as string, ...(memberIds as readonly string[])];
  filed.substitutes = byLot === true ? drawn('substitute') : [...(substituteIds as readonly string[])];
}

/** Rows are answered in the order they were made, so that a demo played again numbers them alike. */
function learn(known: { id: string; kind: string }[], told: readonly { id: string; kind: string }[] | null = []): void {
  known.push(...(told ?? []).filter(({ id }) => !known.some((row) => row.id === id)));
}

/** Ends when nothing is underway any more, also after a failure. */
async function atOnce(work: () => Promise<void>): Promise<void> {
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(40)) {
    try {
      return await ask();
    } catch (error) {
      if (!NOT_HERE_YET.has(String((error as { code?: unknown }).code)) || performance.now() > end) throw error;
    }
  }
}
