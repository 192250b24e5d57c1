import { life, loadCity, organId, personId } from '@sunshine/demo';
import type { GraphClient } from '@sunshine/infra';
import { leaveFor } from './world.js';

/** A hearing at one of its steps. */
export interface Heard {
  readonly petitionId: string;
  readonly hearingId: string;
}

/** Hearings of the housing department, at the steps that the rows need. */
export interface Hearings {
  /** Accepted, and nobody has asked for a hearing. */
  free: string;
  passOfFree: string;
  requested: Heard;
  passOfRequested: string;
  /** A decision waits for the head. */
  proposed: Heard;
  decided: Heard;
  /** Decided, of a matter whose opinion waits for its issue alone. */
  answered: Heard;
  /** With a panel and a time in a fortnight; nobody is told yet. */
  listed: Heard;
  /** Of today, with everybody told but the members. */
  untold: Heard;
  told: Heard;
  challenged: Heard;
  challengeId: string;
  open: Heard;
  deliberating: Heard;
  /** A vote runs, and the presider has voted. */
  voting: Heard;
  /** Concluded, its file bound once, and signed by nobody. */
  bound: Heard;
  /** Asked for again after a conclusion at the same step, without new evidence. */
  again: Heard;
  petitioner: string;
  pool: { readonly id: string; readonly personId: string };
  roomId: string;
  endedRoomId: string;
}

export const CLERK = 'handler2.housing';
/** The presider first. */
export const SEATS = ['handler.land', 'handler.ecology', 'handler.education'] as const;
export const SUBSTITUTE = 'handler.health';
/** In the pool with a term that is over, on leave today, and with a part in every matter of the department. */
export const TERM_OVER = 'handler.traffic';
export const ON_LEAVE = 'handler.civil';
export const HANDLED = 'handler.housing';

interface Making {
  readonly client: GraphClient;
  readonly today: string;
  readonly pass: (petitionId: string) => Promise<string>;
}

const ENTRIES = ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement', 'last_words'].map((kind) => ({
  kind,
  text: '记录',
}));

export async function hearingStock({ client, today, pass }: Making): Promise<Hearings> {
  const dayFrom = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  const begun = dayFrom(-20);
  const housing = loadCity.departments[0]!;
  const doing = <T = { id: string }>(account: string, name: string, input: object, fields = 'id') =>
    client
      .query<Record<string, T>>(
        account,
        `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`,
        { input },
      )
      .then((answer) => answer[name] as T);
  const grant = (account: string, role: string, organ: string) =>
    doing('security', 'grantRole', { personId: personId(account), organId: organId(organ), role });

  const back = leaveFor(begun);
  await grant(CLERK, 'CLERK', 'housing.city');
  const pooled = [...SEATS, SUBSTITUTE, TERM_OVER, ON_LEAVE, HANDLED];
  const terms = new Map<string, string>();
  for (const account of pooled) {
    await grant(account, 'PANEL_MEMBER', `${account.split('.')[1]}.city`);
    const { id } = await doing('head.housing', 'keepPoolMember', {
      ...{ personId: personId(account), name: account, from: '2020-01-01' },
      ...(account === TERM_OVER && { until: dayFrom(-1) }),
      ...(account === ON_LEAVE && { leaves: [{ from: dayFrom(-1), to: dayFrom(60) }] }),
    });
    terms.set(account, id);
  }
  const rooms = await Promise.all(
    [{ name: '听证室' }, { name: '旧听证室', endedOn: dayFrom(-1) }].map((room) =>
      doing('head.housing', 'keepHearingRoom', { ...room, place: '政务中心', seats: 40 }),
    ),
  );
  const [roomId, endedRoomId] = rooms.map(({ id }) => id) as [string, string];

  const matter = (tag: string, until: 'accept' | 'check' = 'accept') =>
    life({ client, city: loadCity, department: housing, today: begun, tag: `hearing ${tag}`, until });
  const propose = async (petitionId: string): Promise<Heard> => {
    const { id } = await doing('handler.housing', 'proposeHearing', { petitionId, reason: '事实有争议' });
    return { petitionId, hearingId: id };
  };
  const decide = (at: Heard) => doing('handler.housing', 'decideHearing', { ...at, hold: true, reason: '重大、复杂' });
  const confirm = (at: Heard) => doing('head.housing', 'confirmHearing', at);
  const list = (at: Heard) => {
    const [presiderId, ...memberIds] = SEATS.map(personId);
    return doing(CLERK, 'listPanel', { ...at, byLot: false, presiderId, memberIds, substituteIds: [personId(SUBSTITUTE)] });
  };
  /** Nobody and no room is in two hearings at a time: each has its own hour. */
  const slot = (day: string, hour: number) => ({
    roomId,
    startsAt: `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`,
    endsAt: `${day}T${String(hour).padStart(2, '0')}:50:00.000Z`,
    public: true,
    clerkIds: [personId(CLERK)],
  });
  const schedule = (day: string, hour: number) => (at: Heard) => doing(CLERK, 'scheduleHearing', { ...at, ...slot(day, hour) });
  const tell = async (at: Heard) => {
    const { hearing } = await client.query<{ hearing: { untold: { kind: string; to: string }[] } }>(
      CLERK,
      'query ($id: ID!) { hearing(id: $id) { untold { kind to } } }',
      { id: at.hearingId },
    );
    for (const { kind, to } of hearing.untold)
      await doing(CLERK, 'serveHearingNotice', { ...at, kind, to, way: 'in_person', proof: { signature: '签收' }, servedOn: begun });
  };
  const through = async (tag: string, ...steps: ((at: Heard) => Promise<unknown>)[]): Promise<Heard> => {
    const at = await propose(await matter(tag));
    for (const step of steps) await step(at);
    return at;
  };
  const ready = (tag: string, hour: number) => through(tag, decide, confirm, list, schedule(today, hour), tell);

  const answered = await propose(await matter('answered', 'check'));
  await decide(answered);
  await confirm(answered);
  const [free, asked, proposed, decided, listed, untold] = await Promise.all([
    matter('free'),
    matter('requested'),
    through('proposed', decide),
    through('decided', decide, confirm),
    through('listed', decide, confirm, list, schedule(dayFrom(5), 1)),
    through('untold', decide, confirm, list, schedule(today, 1)),
  ]);
  const { id: requestedId } = await doing('registrar.city', 'requestHearing', { petitionId: asked, reason: '事实没有查清' });
  const [told, challenged, open, deliberating, voting, concluded] = await Promise.all([
    ready('told', 2),
    ready('challenged', 3),
    ready('open', 4),
    ready('deliberating', 5),
    ready('voting', 6),
    ready('concluded', 7),
  ]);
  back();

  const challenge = { ...challenged, memberId: personId(SEATS[1]), reason: '与被反映人相识' };
  const { challenges } = await doing<{ challenges: { id: string }[] }>(CLERK, 'challengeMember', challenge, 'challenges { id }');
  const sit = async (at: Heard) => {
    await doing(CLERK, 'openHearing', { ...at, presentIds: [...SEATS, CLERK].map(personId) });
    await doing(CLERK, 'addHearingEntries', { ...at, entries: ENTRIES.slice(0, 3) });
  };
  const withdraw = async (at: Heard) => {
    await sit(at);
    await doing(CLERK, 'addHearingEntries', { ...at, entries: ENTRIES.slice(3) });
    await doing(CLERK, 'endSitting', at);
  };
  const vote = (at: Heard) => doing(CLERK, 'openVote', { ...at, question: '是否支持', options: ['支持', '不支持'] });
  const cast = (at: Heard, account: string) => doing(account, 'castBallot', { ...at, choice: '支持' });
  await sit(open);
  for (const at of [deliberating, voting, concluded]) await withdraw(at);
  await vote(voting);
  await cast(voting, SEATS[0]);
  await vote(concluded);
  for (const account of SEATS) await cast(concluded, account);
  await doing(CLERK, 'stopVote', concluded);
  await doing(CLERK, 'concludeHearing', { ...concluded, text: '建议支持' });
  await doing(CLERK, 'sealHearingBundle', concluded);
  const again = await propose(concluded.petitionId);
  const { petition } = await client.query<{ petition: { petitioners: { id: string }[] } }>(
    'handler.housing',
    'query ($id: ID!) { petition(id: $id) { petitioners { id } } }',
    { id: told.petitionId },
  );
  const requested = { petitionId: asked, hearingId: requestedId };
  return {
    ...{
      free,
      requested,
      proposed,
      decided,
      answered,
      listed,
      untold,
      told,
      challenged,
      open,
      deliberating,
      voting,
      again,
      roomId,
      endedRoomId,
    },
    bound: concluded,
    passOfFree: await pass(free),
    passOfRequested: await pass(asked),
    challengeId: challenges[0]?.id ?? '',
    petitioner: petition.petitioners[0]?.id ?? '',
    pool: { id: terms.get(SEATS[0]) ?? '', personId: personId(SEATS[0]) },
  };
}
