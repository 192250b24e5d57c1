import { setTimeout as sleep } from 'node:timers/promises';
import { GraphError, type GraphClient } from '@sunshine/infra';
import { organId } from './city.js';

/** One department with its people, as accounts of the demo city. */
export interface Department {
  organId: string;
  handler: string;
  checker: string;
  issuer: string;
}

export interface City {
  registrar: string;
  dispatcher: string;
  departments: Department[];
}

const DEPARTMENTS = ['housing', 'labour', 'land', 'ecology', 'education', 'health', 'traffic', 'civil'] as const;

/** The demo city's bureau and eight of its departments, so that load does not queue at one organ's number row. */
export const loadCity: City = {
  registrar: 'registrar.city',
  dispatcher: 'dispatcher.city',
  departments: DEPARTMENTS.map((name) => ({
    organId: organId(`${name}.city`),
    handler: `handler.${name}`,
    checker: `checker.${name}`,
    issuer: name === 'housing' || name === 'labour' ? `issuer.${name}` : `head.${name}`,
  })),
};

export const CALLS = ['register', 'route', 'inform', 'accept', 'hear', 'inquire', 'draft', 'check', 'issue', 'serve', 'query'] as const;
export type Call = (typeof CALLS)[number];

export interface LoadResult {
  lives: number;
  seconds: number;
  /** Milliseconds of each call, by kind. */
  samples: Record<Call, number[]>;
  errors: Record<string, number>;
}

interface Filed {
  registerPetition: { petition: { id: string; requests: { id: string }[]; petitioners: { id: string }[] } };
}

const mutation = (name: string, type: string, fields: string) => `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;

const inquiry = mutation('recordInquiry', 'RecordInquiryInput', 'id stage');
const DOCUMENTS = {
  register: mutation('registerPetition', 'RegisterPetitionInput', 'petition { id requests { id } petitioners { id } } queryCode'),
  route: mutation('routePetition', 'RoutePetitionInput', 'id stage'),
  inform: mutation('informPetitioner', 'InformPetitionerInput', 'id stage'),
  accept: mutation('acceptPetition', 'AcceptPetitionInput', 'id stage'),
  hear: inquiry,
  inquire: inquiry,
  draft: mutation('draftOpinion', 'DraftOpinionInput', 'id stage'),
  check: mutation('checkOpinion', 'CheckOpinionInput', 'id stage'),
  issue: mutation('issueOpinion', 'IssueOpinionInput', 'id stage'),
  serve: mutation('recordService', 'RecordServiceInput', 'id stage'),
  query:
    'query ($id: ID!) { petition(id: $id) { number stage organ { name } clocks { term state effectiveDue } nextRight { term lastDay } } }',
} satisfies Record<Call, string>;

/** What a caller of `life` hears of each answered call: its kind and how long the answer took. */
export type Heard = (call: Call, milliseconds: number) => void;

export interface LifeOptions {
  readonly client: GraphClient;
  readonly city: City;
  readonly department: Department;
  /** Asia/Shanghai. */
  readonly today: string;
  /** Makes the request ids of the life, so that a call whose answer was lost can be sent again. */
  readonly tag: string;
  readonly heard?: Heard;
  readonly again?: Again;
  /** The last call of the life; the whole life by default. */
  readonly until?: Call;
}

/** One life of a petition, as its people would act; answers the petition's id. */
export async function life({ client, city, department, today, tag, heard, again, until = 'query' }: LifeOptions): Promise<string> {
  const last = CALLS.indexOf(until);
  const send = async <T>(call: Call, account: string, variables: Record<string, unknown>): Promise<T | null> => {
    if (CALLS.indexOf(call) > last) return null;
    const started = performance.now();
    const sending = () => client.query<T>(account, DOCUMENTS[call], variables);
    const answer = again ? await again(sending) : await sending();
    heard?.(call, performance.now() - started);
    return answer;
  };
  const filed = (await send<Filed>('register', city.registrar, { input: { requestId: `${tag}:register`, ...filing(today) } })) as Filed;
  const { id: petitionId, requests, petitioners } = filed.registerPetition.petition;
  const input = (call: Call, more: object) => ({ input: { petitionId, requestId: `${tag}:${call}`, ...more } });
  const sent = { way: 'electronic', proof: { consent: '电话告知并同意电子送达' } };
  await send('route', city.dispatcher, input('route', { kind: 'TRANSFER', toOrganId: department.organId, reason: '属该部门职责' }));
  await send('inform', department.handler, input('inform', { path: '信访事项办理程序', procedure: '六十日内办结', ...sent }));
  await send('accept', department.handler, input('accept', sent));
  const talk = {
    form: 'INTERVIEW',
    text: '高峰时段经常停水，物业称须主管部门协调',
    readBack: true,
    signature: '本人签名',
    copyGiven: true,
  };
  await send('hear', department.handler, input('hear', { ...talk, petitionerId: petitioners[0]?.id }));
  const visit = { form: 'SITE_VISIT', text: '现场测压', place: '二次供水泵房', people: '承办人员二人', findings: '高峰时段水压低于标准' };
  await send('inquire', department.handler, input('inquire', visit));
  await send(
    'draft',
    department.handler,
    input('draft', {
      facts: '经现场测压，高峰时段水压低于标准。',
      evidence: ['测压记录'],
      answers: [
        {
          id: requests[0]?.id,
          outcome: 'EXPLAINED',
          answer: '设备更新已列入年度计划，现阶段调整水泵参数。',
          basis: ['《供水条例（演示）》第十条'],
        },
      ],
    }),
  );
  await send('check', department.checker, input('check', {}));
  await send('issue', department.issuer, input('issue', sent));
  await send(
    'serve',
    department.handler,
    input('serve', { petitionerId: petitioners[0]?.id, way: 'in_person', servedOn: today, proof: { signature: '送达回证' } }),
  );
  await send('query', department.handler, { id: petitionId });
  return petitionId;
}

const filing = (today: string) => ({
  channel: 'PHONE',
  kind: 'CLAIM',
  receivedOn: today,
  division: '990100',
  summary: '小区二次供水水压不足，请求检修',
  text: '本小区高层住户早晚用水高峰时水压不足，物业称须由主管部门协调，请求尽快检修二次供水设备。',
  requests: [{ text: '检修二次供水设备' }],
  petitioners: [{ name: '申某', phone: '19900001234', address: '东湖区演示路1号' }],
  peopleCount: 1,
  anonymous: false,
});

/** Sends until it is answered: for nodes that are killed in between. */
export type Again = <T>(sending: () => Promise<T>) => Promise<T>;

/** Kinds of refusals that pass by themselves. */
const PASSING: readonly unknown[] = ['UNAVAILABLE', 'NOT_YET', 'TOO_MANY'];

/**
 * Repeats a call until it is answered, or `givenUp`. No answer, and a refusal that passes by itself, is none; any other refusal is, an
 * internal error too.
 */
export function untilAnswered(givenUp: () => boolean, onTry: () => void): Again {
  return async (sending) => {
    for (;;) {
      try {
        return await sending();
      } catch (error) {
        if (!(error instanceof GraphError) || !PASSING.includes(error.kind) || givenUp()) throw error;
        onTry();
        await sleep(100);
      }
    }
  };
}

/**
 * Lives in a closed loop by `users` at once for `seconds`, without think time. Lives begun before the end are finished, and counted by
 * their share. All sign in before the clock starts: officers do so once a day, and a password costs more than a whole life.
 */
export async function load(
  client: GraphClient,
  city: City,
  today: string,
  users: number,
  seconds: number,
  tag: string,
): Promise<LoadResult> {
  const samples = Object.fromEntries(CALLS.map((call) => [call, [] as number[]])) as LoadResult['samples'];
  const errors: Record<string, number> = {};
  const departments = city.departments.slice(0, users);
  await client.signIn([city.registrar, city.dispatcher, ...departments.flatMap((one) => [one.handler, one.checker, one.issuer])]);
  const started = performance.now();
  const end = started + seconds * 1_000;
  let calls = 0;
  await Promise.all(
    Array.from({ length: users }, async (_, user) => {
      const department = city.departments[user % city.departments.length] as Department;
      for (let round = 0; performance.now() < end; round += 1) {
        try {
          const heard: Heard = (call, milliseconds) => {
            if (performance.now() > end) return;
            samples[call].push(milliseconds);
            calls += 1;
          };
          await life({ client: client.apart(), city, department, today, tag: `${tag}:${user}:${round}`, heard });
        } catch (error) {
          const code = error instanceof GraphError ? error.code : (error as Error).message;
          errors[code] = (errors[code] ?? 0) + 1;
          await sleep(50);
        }
      }
    }),
  );
  return { lives: calls / CALLS.length, seconds, samples, errors };
}
