import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphClient } from '@sunshine/infra';
import { attempted, type Attempt } from './dress-up.js';
import { dayBefore, inputTypeOf } from './script.js';

/** A row that was answered late, as it was published. */
export interface LateRow {
  readonly user: string;
  readonly title: string;
  readonly content: string;
  /** Day on which it came, YYYY-MM-DD. */
  readonly on: string;
}

/** Where the letters come in and who answers them. */
export interface Places {
  readonly organId: string;
  readonly bureauId: string;
  readonly division: string;
}

interface Letter {
  readonly id: string;
  readonly requests: readonly { readonly id: string }[];
  readonly petitioners: readonly { readonly id: string }[];
  readonly receivedOn: string;
  /** Last day of the duty that is dressed up, inclusive. */
  readonly dueOn: string;
}

type Step = 'routed' | 'accepted';
type Clocks = readonly { readonly term: string; readonly effectiveDue: string }[] | null;

/** The year of the law in force to which the rows are moved, so that every way of Art 31 is open. */
const YEAR = 2023;
const YEARS = [YEAR, YEAR + 1];
const FIGURES = `query ($organId: ID!, $period: PeriodInput!) { timeliness(organId: $organId, level: ORGAN, period: $period) {
  figures { definition { id } numerator denominator } } }`;
const CLOCKS = 'query ($id: ID!) { petition(id: $id) { clocks { term effectiveDue } } }';
const RECORDS = 'query ($id: ID!, $kinds: [String!]) { petition(id: $id) { records(kinds: $kinds) { id } } }';
const REASON = '重新核对台账，需要调整';
const [DESK, DISPATCHER, AUDITOR] = ['registrar.city', 'dispatcher.city', 'auditor.city'];
const [HANDLER, CHECKER, HEAD] = ['handler.housing', 'checker.housing', 'head.housing'];
const BY_POST = { way: 'post', proof: { receiptNumber: '挂号1' } };
const OTHER_WAY = { exit: '31(4)', channelId: 'land_ownership', starts: [], basis: '《信访工作条例》第三十一条第（四）项' };
const TOLD_OF_IT = { path: '依法定途径提出', procedure: '向有权处理的机关提出', guidance: { papers: ['申请书'] }, ...BY_POST };
const GROUNDS = [
  'opinion_served',
  'opinion_executed',
  'led_into_procedure',
  'settled',
  'withdrawn',
  'refused',
  'merged',
  'kept_for_reference',
];

const later = (day: string, days: number): string => dayBefore(day, -days);

/** The acts of officers on letters, whose papers may be entered afterwards: each with the day on which it would have been done. */
class Office {
  constructor(
    private readonly client: GraphClient,
    private readonly at: Places,
  ) {}

  async act(account: string, name: string, petitionId: string, on: string, more: object = {}): Promise<void> {
    const mutation = `mutation ($input: ${inputTypeOf(name)}!) { ${name}(input: $input) { id } }`;
    await this.client.query(account, mutation, { input: { petitionId, on, ...more } });
  }

  /** A letter with the words of a row, brought to that step on the day on which it came. */
  async letter({ user, title, content, on }: LateRow, step: Step, after = 0): Promise<Letter> {
    const receivedOn = later(`${YEAR}-${on.slice(5) === '02-29' ? '02-28' : on.slice(5)}`, after);
    const { registerPetition } = await this.client.query<{ registerPetition: { petition: Omit<Letter, 'receivedOn' | 'dueOn'> } }>(
      DESK,
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id requests { id } petitioners { id } } } }',
      {
        input: {
          on: receivedOn,
          receivedOn,
          organId: this.at.bureauId,
          division: this.at.division,
          channel: 'LETTER',
          kind: 'CLAIM',
          summary: title.slice(0, 200),
          text: content.slice(0, 10_000),
          requests: [{ text: title }],
          petitioners: [{ name: user }],
          peopleCount: 1,
        },
      },
    );
    const { petition } = registerPetition;
    await this.act(DISPATCHER, 'routePetition', petition.id, receivedOn, {
      kind: 'TRANSFER',
      toOrganId: this.at.organId,
      reason: '属该单位职责',
    });
    if (step === 'accepted') await this.act(HANDLER, 'acceptPetition', petition.id, receivedOn, BY_POST);
    return { ...petition, receivedOn, dueOn: await this.dueOf(petition.id, step === 'accepted' ? 'HANDLE' : 'NOTIFY_TRANSFERRED') };
  }

  async dueOf(id: string, term: string): Promise<string> {
    for (let tries = 0; tries < 30; tries += 1) {
      const { petition } = await this.client.query<{ petition: { clocks: Clocks } | null }>(HANDLER, CLOCKS, { id });
      const clock = petition?.clocks?.findLast((one) => one.term === term);
      if (clock) return clock.effectiveDue;
      await sleep(1_000);
    }
    throw new Error(`${id} 没有期限 ${term}`);
  }

  async latest(account: string, id: string, kind: string): Promise<string> {
    const { petition } = await this.client.query<{ petition: { records: { id: string }[] } }>(account, RECORDS, { id, kinds: [kind] });
    return petition.records.at(-1)?.id ?? '';
  }

  async merge(lead: Letter, joined: Letter, on: string): Promise<void> {
    await this.act(DISPATCHER, 'mergePetitions', lead.id, on, { joined: [{ petitionId: joined.id }], reason: REASON });
    await this.act(AUDITOR, 'confirmMerge', lead.id, on, { mergeId: await this.latest(AUDITOR, lead.id, 'merge') });
  }

  async decide(act: 'decideExit' | 'correctExit', { id }: Letter, on: string, way: object): Promise<void> {
    await this.act(HANDLER, act, id, on, { reason: REASON, ...way });
    await this.act(CHECKER, 'confirmExit', id, on, { decisionId: await this.latest(HANDLER, id, 'exitDecision') });
  }

  /** The written answer to all requests of the letters that go together. */
  async answer(lead: Letter, requests: Letter['requests'], on: string): Promise<void> {
    const talk = { form: 'INTERVIEW', text: '本人陈述来信所述情况', readBack: true, signature: '本人签名', copyGiven: true };
    await this.act(HANDLER, 'recordInquiry', lead.id, on, { ...talk, petitionerId: lead.petitioners[0]?.id });
    const papers = { form: 'MATERIAL_REQUEST', text: '调取并核对台账', withWhom: '有关单位', until: on };
    await this.act(HANDLER, 'recordInquiry', lead.id, on, papers);
    const answers = requests.map(({ id }) => ({
      id,
      outcome: 'EXPLAINED',
      answer: '已经核实并说明',
      basis: ['《信访工作条例》第三十二条'],
    }));
    await this.act(HANDLER, 'draftOpinion', lead.id, on, { facts: '来信所述情况已经核实。', evidence: ['台账'], answers });
    await this.act(CHECKER, 'checkOpinion', lead.id, on);
    await this.act(HEAD, 'issueOpinion', lead.id, on, BY_POST);
  }

  async withdraw({ id, petitioners }: Letter, on: string): Promise<void> {
    const fileId = await this.client.upload(DESK, '撤回信访申请');
    await this.act(DESK, 'withdrawPetition', id, on, { reason: REASON, fileId, signedBy: petitioners.map((one) => one.id) });
    await this.act(AUDITOR, 'confirmWithdrawal', id, on, { contact: '电话询问本人', willing: true });
    const closedOn = later(on, 60);
    await this.act(HANDLER, 'closePetition', id, closedOn, { ground: 'withdrawn' });
    await this.act(AUDITOR, 'verifyCompletion', id, closedOn);
  }

  /** Numerators and denominators of the organ by figure and year, once they stand still. */
  async figures(): Promise<Figures> {
    for (let before = '', tries = 0; ; tries += 1) {
      const now: Record<string, Record<number, Count>> = {};
      for (const year of YEARS) {
        const period = { from: `${year}-01-01`, to: `${year}-12-31` };
        const { timeliness } = await this.client.query<{
          timeliness: { figures: { definition: { id: string }; numerator: number | null; denominator: number | null }[] };
        }>('supervisor.city', FIGURES, { organId: this.at.organId, period });
        for (const { definition, numerator, denominator } of timeliness.figures)
          (now[definition.id] ??= {})[year] = [numerator ?? 0, denominator ?? 0];
      }
      const text = JSON.stringify(now);
      if (text === before) return now;
      if (tries === 60) throw new Error('数字一分钟内没有停止变动');
      before = text;
      await sleep(1_500);
    }
  }
}

interface Way {
  /** What is done, and on which letters: those of the late rows, each with one that came `leadAfter` days later where it is named. */
  readonly step: Step;
  readonly leadAfter?: number;
  /** A figure whose duty this way truly does in time. */
  readonly keeps?: string;
  readonly done: (office: Office, late: Letter, lead: Letter, at: number) => Promise<void>;
}

/** Ways to make a duty look kept that nobody keeps by its last day. */
const WAYS: Readonly<Record<string, Way>> = {
  /** Joined on the last day to one that came later, and both answered when that one is due. */
  merging: {
    step: 'accepted',
    leadAfter: 30,
    done: async (office, late, lead) => {
      await office.merge(lead, late, later(late.dueOn, -1));
      await office.answer(lead, [...lead.requests, ...late.requests], later(late.dueOn, 10));
    },
  },
  mergingUnaccepted: {
    step: 'routed',
    leadAfter: 7,
    done: async (office, late, lead) => {
      await office.merge(lead, late, late.dueOn);
      await office.act(HANDLER, 'acceptPetition', lead.id, later(late.dueOn, 3), BY_POST);
    },
  },
  relabelling: { step: 'accepted', done: (office, late) => office.decide('correctExit', late, later(late.dueOn, -1), OTHER_WAY) },
  /** Another way is decided on the last day and nobody is told of it by then. */
  otherWayUntold: {
    step: 'routed',
    done: async (office, late) => {
      await office.decide('decideExit', late, late.dueOn, OTHER_WAY);
      await office.act(HANDLER, 'informPetitioner', late.id, later(late.dueOn, 5), TOLD_OF_IT);
    },
  },
  /** Another way is decided and told on the last day, then corrected, and the claim accepted late after all. */
  otherWayThenAccepting: {
    step: 'routed',
    keeps: 'told_in_time',
    done: async (office, late) => {
      await office.decide('decideExit', late, late.dueOn, OTHER_WAY);
      await office.act(HANDLER, 'informPetitioner', late.id, late.dueOn, TOLD_OF_IT);
      const on = later(late.dueOn, 20);
      await office.decide('correctExit', late, on, { exit: '31(6)', basis: '《信访工作条例》第三十一条第（六）项' });
      await office.act(HANDLER, 'acceptPetition', late.id, on, BY_POST);
    },
  },
  earlyClosing: {
    step: 'accepted',
    done: (office, late, _lead, at) =>
      office.act(HANDLER, 'closePetition', late.id, later(late.dueOn, -1), { ground: GROUNDS[at % GROUNDS.length] }),
  },
  earlyClosingUnaccepted: {
    step: 'routed',
    done: (office, late, _lead, at) => office.act(HANDLER, 'closePetition', late.id, late.dueOn, { ground: GROUNDS[at % GROUNDS.length] }),
  },
  withdrawingLate: { step: 'accepted', done: (office, late) => office.withdraw(late, later(late.dueOn, 1)) },
  withdrawingUnacceptedLate: { step: 'routed', done: (office, late) => office.withdraw(late, later(late.dueOn, 1)) },
};

type Count = readonly [numerator: number, denominator: number];

export interface Dressed extends Attempt {
  /** Figures, with the year up to whose end a numerator has grown or a denominator has shrunk. */
  raised: string[];
  /** By figure over the years, before and after. */
  figures: Record<string, { before: Count; after: Count }>;
}

/**
 * Files the late rows again as letters for each way, none answered, and tries the way on each with the days of its acts before or just after
 * the last day. Nobody was answered in time, so no numerator may grow and no denominator may shrink; a duty may become due in an earlier
 * year, as a lead does that counts from the earliest start, never in a later one.
 */
export async function dressBefore(client: GraphClient, at: Places, rows: readonly LateRow[]): Promise<Record<string, Dressed>> {
  const office = new Office(client, at);
  const all: Record<string, Dressed> = {};
  for (const [name, { step, leadAfter, keeps, done }] of Object.entries(WAYS)) {
    const letters: { late: Letter; lead: Letter }[] = [];
    for (const row of rows) {
      const late = await office.letter(row, step);
      letters.push({ late, lead: leadAfter === undefined ? late : await office.letter(row, step, leadAfter) });
    }
    const before = await office.figures();
    const attempt = await attempted(letters, ({ late, lead }, n) => done(office, late, lead, n));
    const after = await office.figures();
    const raised: string[] = [];
    for (const figure of Object.keys(before).filter((id) => id !== keeps))
      for (const year of YEARS) {
        const [was, is] = [upTo(before, figure, year), upTo(after, figure, year)];
        if (is[0] > was[0] || is[1] < was[1]) raised.push(`${figure} ${year}`);
      }
    const last = Math.max(...YEARS);
    const counts = (id: string) => [id, { before: upTo(before, id, last), after: upTo(after, id, last) }] as const;
    all[name] = { ...attempt, raised, figures: Object.fromEntries(Object.keys(before).map(counts)) };
  }
  return all;
}

type Figures = Readonly<Record<string, Readonly<Record<number, Count>>>>;

/** What was due up to the end of that year. */
const upTo = (figures: Figures, id: string, year: number): Count =>
  YEARS.filter((one) => one <= year)
    .map((one): Count => figures[id]?.[one] ?? [0, 0])
    .reduce(([n, d], [m, e]): Count => [n + m, d + e], [0, 0]);
