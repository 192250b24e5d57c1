import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { shanghaiDay } from '@sunshine/platform';
import { LEVELS, type LevelName } from '../levels/levels.js';
import { linkLevels } from '../levels/link.js';
import { watchMemory } from '../levels/memory.js';
import { startLevels, type Levels } from '../levels/running.js';
import { organId, organOf } from '../city.js';
import { dayBefore } from '../script.js';
import { expectRefusal, must, on, post } from './acts.js';
import { PLANTED } from './planted.js';
import { actor, nextDuty, standingOf, type Duty, type Standing, type TourState } from './script.js';

interface Petition {
  readonly id: string;
  readonly number: string;
  readonly requests: readonly { readonly id: string }[];
  readonly petitioners: readonly { readonly id: string }[];
}

/** The matter as one node has it. */
interface Held extends TourState {
  readonly level: LevelName;
  petition: Petition;
}

/** A message between two nodes, as the operator of one of them sees it. */
interface Message {
  readonly kind: string;
  readonly conversation: string;
  readonly state: string;
  readonly receivedAt: string | null;
  readonly code: string | null;
  readonly business: readonly { readonly answer: string; readonly items: readonly { readonly reason: string | null }[] }[];
}

interface Listed {
  readonly messageId: string;
  readonly number: string;
  readonly kind: string;
  readonly partnerName: string;
  readonly receivedOn: string;
  readonly reportBy: string | null;
}

interface Opened {
  readonly kind: string | null;
  readonly summary: string;
  readonly text: string | null;
  readonly requests: readonly string[];
  readonly petitioners: readonly Record<string, unknown>[];
  readonly peopleCount: number | null;
  readonly handing: { readonly from: string | null };
}

interface Step {
  /** Where the step is done; the standing of the matter there is told with it. */
  readonly level: LevelName;
  readonly role: string;
  readonly name: string;
  /** What passed between nodes, instead of the standing. */
  run(tour: Tour): Promise<string | void>;
}

type Tour = Readonly<Record<LevelName, Held>>;

const PATIENCE_MS = 60_000;
const KNOWN = 'id number requests { id } petitioners { id }';
const MESSAGES = `query ($filter: ExchangeMessageFilter!) { exchangeMessages(filter: $filter, first: 50) { edges { node {
  kind conversation state receivedAt code business { answer items { reason } }
} } } }`;
const ARRIVED = `query ($filter: ArrivedMatterFilter) { arrivedMatters(filter: $filter, first: 10) { edges { node {
  messageId number kind partnerName receivedOn reportBy
} } } }`;
const OPENED = `kind summary text requests peopleCount handing { from }
  petitioners { name phone address idType idNumber representative }`;

/** Asks until the answer is there. @throws Error with `what` after a minute */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const last = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    const found = await ask();
    if (found !== undefined) return found;
    must(Date.now() < last, `一分钟内没有等到：${what}`);
  }
}

async function messages({ level, client }: Held, direction: 'in' | 'out', other: LevelName, kind: string): Promise<Message[]> {
  const filter = { node: LEVELS[other].node, direction, kind };
  const { exchangeMessages } = await client.query<{ exchangeMessages: { edges: { node: Message }[] } }>(LEVELS[level].operator, MESSAGES, {
    filter,
  });
  return exchangeMessages.edges.map(({ node }) => node);
}

const timeOf = (instant: string | null): string => instant?.slice(0, 19).concat('Z') ?? '—';

/** Waits until a message of this kind lies at the other node, by both nodes' books and under one instant. */
async function handedOver(from: Held, to: Held, kind: string): Promise<string> {
  const { node } = LEVELS[to.level];
  const sent = await until(`${kind} 的送达回执`, async () => {
    const [found] = await messages(from, 'out', to.level, kind);
    must(!['refused', 'failed'].includes(found?.state ?? ''), `${node} 拒收 ${kind}：${String(found?.code)}`);
    return found?.state === 'sent' ? found : undefined;
  });
  const came = await until(`${kind} 在 ${node} 处理`, async () => {
    const [found] = await messages(to, 'in', from.level, kind);
    must(found?.state !== 'parked', `${node} 不能处理 ${kind}：${String(found?.code)}`);
    return found?.state === 'applied' ? found : undefined;
  });
  must(
    sent.receivedAt === came.receivedAt && sent.receivedAt !== null,
    `${kind} 的收到时刻两端不同：${sent.receivedAt} ${came.receivedAt}`,
  );
  return `${LEVELS[from.level].node} → ${node} ${kind} ${sent.conversation} 送达回执 ${timeOf(sent.receivedAt)}`;
}

/** Waits for the business receipt of the message by which a matter was handed over, and finds the number of the other node in it. */
async function taken(from: Held, to: Held, kind: string): Promise<string> {
  const { answer, items } = await until(`${LEVELS[to.level].node} 的业务回执`, async () =>
    (await messages(from, 'out', to.level, kind)).flatMap(({ business }) => business).at(-1),
  );
  must(answer === 'accepted', `业务回执是 ${answer}`);
  must(
    items.some(({ reason }) => reason === to.petition.number),
    `业务回执没有载明对方的编号 ${to.petition.number}`,
  );
  return `${LEVELS[to.level].node} → ${LEVELS[from.level].node} 业务回执 ${answer} 对方编号 ${to.petition.number}`;
}

const arrived = ({ client }: Held, account: string, states: readonly string[]): Promise<Listed[]> =>
  client
    .query<{ arrivedMatters: { edges: { node: Listed }[] } }>(account, ARRIVED, { filter: { states } })
    .then(({ arrivedMatters }) => arrivedMatters.edges.map(({ node }) => node));

/** What a registrar does with a matter that came: finds it, opens it and registers it once, with the day of its transport receipt. */
async function register(at: Held, from: Held, account: string): Promise<void> {
  const [matter] = await arrived(at, account, ['waiting']);
  must(matter?.number === from.petition.number, `来文登记没有 ${from.petition.number}`);
  const { messageId } = matter;
  const opened = await at.act<Opened>(account, 'openArrivedMatter', { messageId, purpose: '登记上级交办的来文' }, OPENED);
  must(opened.petitioners[0]?.['name'] === PLANTED.names[0], '来文没有带来信访人');
  const input = {
    channel: 'TRANSFER_IN',
    kind: opened.kind,
    receivedOn: matter.receivedOn,
    transferIn: {
      ...{ arrivedMessageId: messageId, sender: opened.handing.from ?? matter.partnerName, number: matter.number },
      ...{ kind: 'ASSIGNMENT', reportBy: matter.reportBy },
    },
    // Where it happened is known more exactly the nearer the desk.
    division: organOf('land.xiling').division,
    summary: opened.summary,
    text: opened.text ?? opened.summary,
    requests: opened.requests.map((text) => ({ text })),
    petitioners: opened.petitioners,
    peopleCount: opened.peopleCount,
  };
  const { petition } = await until('来文可以登记', async () => {
    try {
      return await at.act<{ petition: Petition }>(account, 'registerPetition', input, `petition { ${KNOWN} }`);
    } catch (error) {
      if ((error as { code?: string }).code === 'ARRIVED_MATTER_UNKNOWN') return undefined; // intake has not heard of it yet
      throw error;
    }
  });
  takeUp(at, petition);
  await expectRefusal(() => at.act(account, 'registerPetition', input, 'number'), 'ARRIVED_MATTER_ENDED');
}

function takeUp(held: Held, petition: Petition): void {
  held.petition = petition;
  held.petitionId = petition.id;
}

/** What the county tells the city, and the city the province. */
const TOLD: readonly string[] = ['information-given', 'acceptance', 'opinion', 'service', 'assigned-matter-report', 'completion'];

const COURSE = `query ($id: ID!) { petition(id: $id) { course { node way state number steps { kind on text } } } }`;

interface AtNode {
  readonly node: string;
  readonly way: 'sent' | 'came';
  readonly state: string;
  readonly number: string | null;
  readonly steps: readonly { readonly kind: string; readonly on: string; readonly text: string | null }[];
}

/** What a registrar sees of the matter at other nodes: to which it was sent and what was told there, and from which it came. */
async function course({ client, petitionId, reader }: Held, expected: Readonly<Record<string, readonly string[]>>): Promise<string> {
  // What the node below told goes on to the node above by a message of its own.
  const found = await until(`本件在其他节点的情况 ${JSON.stringify(expected)}`, async () => {
    const { petition } = await client.query<{ petition: { course: AtNode[] } | null }>(reader, COURSE, { id: petitionId });
    const nodes = petition?.course ?? [];
    const seen = Object.fromEntries(nodes.map(({ node, way, state, steps }) => [`${way} ${node} ${state}`, steps.map(({ kind }) => kind)]));
    return isDeepStrictEqual(seen, expected) ? nodes : undefined;
  });
  return found
    .map(({ node, way, state, number, steps }) =>
      [`${way === 'sent' ? '送往' : '来自'} ${node}`, state, number ?? '—', ...steps.map(({ kind, on: day }) => `${kind} ${day}`)].join(
        ' ',
      ),
    )
    .join('；');
}

const today = () => shanghaiDay(new Date());
const inDays = (days: number) => dayBefore(today(), -days);

/** Assigns the matter by the head of a bureau to an organ, with a day for the report. */
const assign = (at: Held, head: string, to: string, days: number) =>
  at.act(
    head,
    'routePetition',
    on(at, {
      ...{ kind: 'ASSIGNMENT', toOrganId: organId(to), reportBy: inDays(days), points: ['青苗补偿未付的金额和原因'] },
      reason: `属${organOf(to).name}职责范围`,
    }),
  );

const HANDLER = 'handler.land.xiling';

const county = (role: string, name: string, run: (held: Held) => Promise<unknown>): Step => ({
  ...{ level: 'county', role, name },
  run: async (tour) => void (await run(tour.county)),
});

/** The city hears from the county what was just done there. */
const told = (kind: string): Step => ({
  ...{ level: 'city', role: LEVELS.city.operator, name: kind },
  run: ({ county: from, city: to }) => handedOver(from, to, kind),
});

/**
 * A matter that the province assigns to the city, and the city to the county. The county objects, the city holds that it is the county's, and
 * there it is handled.
 */
export const levelsTour: readonly Step[] = [
  {
    ...{ level: 'province', role: 'registrar.province', name: 'registerPetition' },
    async run({ province }) {
      const { petition } = await province.act<{ petition: Petition }>(
        'registrar.province',
        'registerPetition',
        {
          ...{ channel: 'LETTER', kind: 'CLAIM', receivedOn: today(), division: organOf(LEVELS.city.bureau).division },
          summary: '柳石公路改线占用上柳村耕地，青苗补偿迟迟未付',
          text: `测量、签字都做完了，青苗和田埂的补偿一直没有，${PLANTED.words[0]}。`,
          requests: [{ text: '请求支付青苗和地上附着物的补偿' }],
          petitioners: [{ name: PLANTED.names[0], phone: PLANTED.phones[0], address: '西岭县柳河镇上柳村3组', representative: true }],
          peopleCount: 1,
        },
        `petition { ${KNOWN} }`,
      );
      takeUp(province, petition);
    },
  },
  {
    ...{ level: 'province', role: 'head.bureau.province', name: 'routePetition' },
    run: async ({ province }) => void (await assign(province, 'head.bureau.province', LEVELS.city.bureau, 80)),
  },
  {
    ...{ level: 'province', role: LEVELS.province.operator, name: 'assignment' },
    run: ({ province, city }) => handedOver(province, city, 'assignment'),
  },
  {
    ...{ level: 'city', role: 'registrar.city', name: 'registerPetition' },
    run: ({ city, province }) => register(city, province, 'registrar.city'),
  },
  {
    ...{ level: 'province', role: LEVELS.province.operator, name: 'receipt' },
    run: ({ province, city }) => taken(province, city, 'assignment'),
  },
  {
    ...{ level: 'city', role: 'head.bureau.city', name: 'routePetition' },
    run: async ({ city }) => void (await assign(city, 'head.bureau.city', LEVELS.county.bureau, 70)),
  },
  {
    ...{ level: 'city', role: LEVELS.city.operator, name: 'assignment' },
    run: ({ city, county: to }) => handedOver(city, to, 'assignment'),
  },
  {
    ...{ level: 'county', role: 'registrar.xiling', name: 'registerPetition' },
    run: ({ county: at, city }) => register(at, city, 'registrar.xiling'),
  },
  {
    ...{ level: 'city', role: LEVELS.city.operator, name: 'receipt' },
    run: ({ city, county: to }) => taken(city, to, 'assignment'),
  },
  county('dispatcher.xiling', 'objectToTransfer', (at) =>
    at.act(
      'dispatcher.xiling',
      'objectToTransfer',
      on(at, {
        ...{ reason: '公路由市交通局建设，补偿由建设单位支付', basis: '市交通局职能配置规定' },
        ...{ proposedOrganId: organId('traffic.city'), sender: '市信访局' },
      }),
    ),
  ),
  county('head.bureau.xiling', 'confirmObjection', async (at) => {
    await at.act('head.bureau.xiling', 'confirmObjection', on(at));
    await expectRefusal(() => at.act('head.bureau.xiling', 'confirmObjection', on(at)), 'OBJECTION_NOT_PROPOSED');
  }),
  told('objection'),
  {
    ...{ level: 'city', role: 'dispatcher.city', name: 'decideObjection' },
    async run({ city }) {
      const decide = () =>
        city.act('dispatcher.city', 'decideObjection', on(city, { upheld: false, reason: '征收补偿由县自然资源局组织支付，属该县职责' }));
      // The message lies here; the case follows it a moment later.
      await until('县里的异议待核实', async () => {
        try {
          return await decide();
        } catch (error) {
          if ((error as { code?: string }).code === 'OBJECTION_NONE') return undefined;
          throw error;
        }
      });
    },
  },
  {
    ...{ level: 'city', role: 'head.bureau.city', name: 'confirmObjectionDecision' },
    run: async ({ city }) => void (await city.act('head.bureau.city', 'confirmObjectionDecision', on(city))),
  },
  {
    ...{ level: 'city', role: LEVELS.city.operator, name: 'objection-decision' },
    run: ({ city, county: to }) => handedOver(city, to, 'objection-decision'),
  },
  county('head.bureau.xiling', 'routePetition', (at) => assign(at, 'head.bureau.xiling', 'land.xiling', 60)),
  county(HANDLER, 'informPetitioner', (at) =>
    at.act(
      HANDLER,
      'informPetitioner',
      on(at, { path: '信访事项办理程序', procedure: '由我局调查核实，六十日内作出处理意见', ...post('EMS-0101') }),
    ),
  ),
  told('information-given'),
  county(HANDLER, 'acceptPetition', (at) => at.act(HANDLER, 'acceptPetition', on(at, post('EMS-0102')))),
  told('acceptance'),
  county(HANDLER, 'recordInquiry', (at) =>
    at.act(
      HANDLER,
      'recordInquiry',
      on(at, {
        ...{ form: 'INTERVIEW', text: '本人陈述占地和补偿登记的经过', petitionerId: at.petition.petitioners[0]?.id },
        ...{ readBack: true, signature: '本人签名', copyGiven: true },
      }),
    ),
  ),
  county(HANDLER, 'recordInquiry', (at) =>
    at.act(
      HANDLER,
      'recordInquiry',
      on(at, {
        ...{ form: 'SITE_VISIT', text: '实地测量青苗和附着物', place: '上柳村3组', people: '承办人员二人' },
        findings: '附着物清单中面积登记有误，补偿没有拨付',
      }),
    ),
  ),
  county(HANDLER, 'draftOpinion', (at) =>
    at.act(
      HANDLER,
      'draftOpinion',
      on(at, {
        facts: '附着物清单中面积登记有误，青苗补偿没有拨付。',
        evidence: ['实地测量图', '询问笔录'],
        answers: [
          {
            ...{ id: at.petition.requests[0]?.id, outcome: 'SUPPORTED' },
            ...{ answer: '更正登记后将补偿款支付到户。', basis: ['《土地管理法》第四十八条'] },
          },
        ],
        executeBy: inDays(50),
      }),
    ),
  ),
  county('checker.land.xiling', 'checkOpinion', (at) => at.act('checker.land.xiling', 'checkOpinion', on(at))),
  county('head.land.xiling', 'issueOpinion', (at) => at.act('head.land.xiling', 'issueOpinion', on(at, post('EMS-0103')))),
  told('opinion'),
  county(HANDLER, 'recordService', (at) =>
    at.act(
      HANDLER,
      'recordService',
      on(at, {
        ...{ petitionerId: at.petition.petitioners[0]?.id, way: 'in_person', servedOn: today() },
        proof: { signature: '送达回证第1号' },
      }),
    ),
  ),
  told('service'),
  // On whom it was served the city finds out first; only then it tells the province.
  {
    ...{ level: 'province', role: LEVELS.province.operator, name: 'service' },
    run: ({ city, province }) => handedOver(city, province, 'service'),
  },
  county(HANDLER, 'reportAssignment', (at) =>
    at.act(HANDLER, 'reportAssignment', on(at, { report: '已作出处理意见并送达，随附处理意见书和送达回证。' })),
  ),
  told('assigned-matter-report'),
  county(HANDLER, 'recordExecution', (at) =>
    at.act(HANDLER, 'recordExecution', on(at, { evidence: '补偿款到户回单', petitionerAsked: true })),
  ),
  county(HANDLER, 'closePetition', (at) => at.act(HANDLER, 'closePetition', on(at, { ground: 'opinion_executed' }))),
  county('auditor.xiling', 'verifyCompletion', (at) => at.act('auditor.xiling', 'verifyCompletion', on(at))),
  told('completion'),
  {
    ...{ level: 'county', role: 'registrar.xiling', name: 'course' },
    run: ({ county: at }) => course(at, { [`came ${LEVELS.city.node} held`]: ['objection-decision'] }),
  },
  {
    ...{ level: 'city', role: 'registrar.city', name: 'course' },
    run: ({ city }) =>
      course(city, {
        [`came ${LEVELS.province.node} held`]: [],
        [`sent ${LEVELS.county.node} held`]: ['objection', ...TOLD],
      }),
  },
  {
    ...{ level: 'province', role: 'registrar.province', name: 'course' },
    run: ({ province }) => course(province, { [`sent ${LEVELS.city.node} held`]: TOLD }),
  },
];

const READERS: Readonly<Record<LevelName, string>> = { province: 'registrar.province', city: 'registrar.city', county: 'registrar.xiling' };
const NOBODY: Petition = { id: '', number: '—', requests: [], petitioners: [] };

export interface LevelsResult {
  readonly tour: 'levels';
  readonly steps: number;
  readonly failed: number;
  readonly numbers: Readonly<Record<LevelName, string>>;
}

/** The next duty; nothing while the copies of the act are still underway. */
async function dutyOf(held: Held): Promise<{ standing: Standing; duty: Duty } | undefined> {
  const standing = await standingOf(held);
  const duty = nextDuty(standing);
  return duty.date === '—' ? undefined : { standing, duty };
}

/** Walks the tour on three nodes that are linked, and says a line a step; it ends at the first step that fails. */
export async function walkLevels(levels: Levels, say: (line: string) => void): Promise<LevelsResult> {
  const heldAt = (level: LevelName): Held => {
    const { client } = levels[level];
    return { ...{ level, client, petitionId: '', reader: READERS[level], duty: null, notes: {}, petition: NOBODY }, act: actor(client) };
  };
  const tour: Tour = { province: heldAt('province'), city: heldAt('city'), county: heldAt('county') };
  let failed = 0;
  for (const [index, { level, role, name, run }] of levelsTour.entries()) {
    const held = tour[level];
    const begin = `${index + 1} ${LEVELS[level].title} ${role} ${name}`;
    try {
      const passed = await run(tour);
      if (passed) {
        say(`${begin} ${passed}`);
        continue;
      }
      const { standing, duty } = await until('本件的期限', () => dutyOf(held));
      say(`${begin} ${standing.number} ${standing.stage ?? '—'} ${duty.term} ${duty.date} ${duty.because}`);
    } catch (error) {
      failed = 1;
      say(`${begin} ${held.petition.number} 失败 ${(error as { code?: string }).code ?? ''} ${(error as Error).message}`);
      break;
    }
  }
  const { province, city, county: last } = tour;
  const numbers = { province: province.petition.number, city: city.petition.number, county: last.petition.number };
  return { tour: 'levels', steps: levelsTour.length, failed, numbers };
}

/** Starts three nodes in a folder that goes afterwards, links them and walks the tour. */
export async function tourLevels(
  say: (line: string) => void,
): Promise<LevelsResult & { readonly minutes: number; readonly peakMb: number | null }> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-levels-'));
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const levels = startLevels({ folder, portOf: () => 0, petitions: false, safety: 'throwaway', progress });
  const pids = [process.pid];
  const memory = watchMemory(() => pids);
  try {
    const nodes = await levels.ready;
    pids.push(...Object.values(nodes).flatMap((node) => node.pids));
    await linkLevels(nodes);
    const result = await walkLevels(nodes, say);
    return { ...result, minutes: Math.round((performance.now() - started) / 600) / 100, peakMb: memory.stop() };
  } finally {
    memory.stop();
    await levels.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
