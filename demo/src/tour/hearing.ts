import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nationalPacks, packNamed, packNumber } from '@sunshine/procedure';
import { organId, personId } from '../city.js';
import { clocksOf, expectRefusal, file, must, on, post, route, step, tellClock } from './acts.js';
import type { Step, TourState } from './script.js';

/** Who is drawn by lot: people of organs that have no part in the matter. */
const EXPERTS = ['land', 'ecology', 'education', 'health', 'traffic', 'civil', 'police'].map((short) => ({
  account: `checker.${short}`,
  organ: `${short}.city`,
}));

/** The organ that reviews, with its people. */
interface Reviewing {
  readonly organ: string;
  readonly first: string;
  readonly second: string;
  readonly head: string;
}
const CITY: Reviewing = { organ: 'gov.city', first: 'reviewer.city', second: 'reviewer2.city', head: 'head.gov.city' };
const PROVINCE: Reviewing = {
  organ: 'gov.province',
  first: 'reviewer.province',
  second: 'reviewer2.province',
  head: 'head.gov.province',
};

const signed = { way: 'in_person', proof: { signature: '送达回证' } };

async function passOf(state: TourState): Promise<string> {
  const { trackPetition } = await state.client.query<{ trackPetition: { pass: string } }>(
    null,
    'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { pass } }',
    { queryCode: state.notes['heard.queryCode'], secret: state.notes['heard.secret'] },
  );
  return trackPetition.pass;
}

interface TrackedCourse {
  readonly reviews: { level: string; dueOn: string | null; explanation: { text: string }[] }[];
  readonly history: { actName: string }[];
}

/** What the petitioner reads of the last request for review, and of the course. */
async function trackedReview(state: TourState): Promise<TrackedCourse['reviews'][number] & { readonly lines: readonly string[] }> {
  const { trackPetition } = await state.client.query<{ trackPetition: TrackedCourse }>(
    null,
    'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { reviews { level dueOn explanation { text } } history { actName } } }',
    { queryCode: state.notes['heard.queryCode'], secret: state.notes['heard.secret'] },
  );
  const review = trackPetition.reviews.at(-1);
  must(review !== undefined, '查询页没有复查、复核申请');
  return { ...review, lines: trackPetition.history.map(({ actName }) => actName) };
}

const theHearing = (state: TourState) => on(state, { hearingId: state.notes['hearing'] });

/** A number of hearings and its source, as the pack in force says it. */
function rule(name: string): { readonly days: number; readonly source: string } {
  const { value, source } = packNumber(packNamed(nationalPacks(), 'CN-2022'), name);
  return { days: value, source };
}

/** Says the step by the hearing, with the rule that its day follows. */
function tellHearing(state: TourState, date: string, because: string): void {
  state.duty = { term: '听证', date, because };
}

async function pool(state: TourState, { first }: Reviewing, roomName: string): Promise<void> {
  for (const { account } of EXPERTS)
    await state.act(first, 'keepPoolMember', { personId: personId(account), name: account, from: '2025-01-01', until: '2027-12-31' });
  const room = await state.act<{ id: string }>(first, 'keepHearingRoom', { name: roomName, place: '政务服务中心三楼', seats: 40 });
  state.notes[`room.${first}`] = room.id;
}

/** Asked for by the petitioner, with the reason. */
async function requestHearing(state: TourState, by: Reviewing, reason: string): Promise<void> {
  await state.act(null, 'requestHearing', { pass: await passOf(state), reason }, 'state');
  const { petition } = await state.client.query<{ petition: { hearings: { id: string; decideBy: string; state: string }[] } }>(
    by.first,
    'query ($id: ID!) { petition(id: $id) { hearings { id decideBy state } } }',
    { id: state.petitionId },
  );
  const asked = petition.hearings.find((one) => one.state === 'requested');
  must(asked !== undefined, `${by.first} 看不到听证申请`);
  state.notes['hearing'] = asked.id;
  const { days, source } = rule('hearingDecideDays');
  tellHearing(state, asked.decideBy, `收到听证申请后${days}日内决定（${source}）`);
}

async function listed(state: TourState, { first }: Reviewing): Promise<void> {
  const fields = 'panel { seats { seat person { id } } seed problem }';
  const { panel } = await state.act<{
    panel: { seats: { seat: string; person: { id: string } }[]; seed: string; problem: string | null };
  }>(first, 'listPanel', { ...theHearing(state), byLot: true, size: 3 }, fields);
  must(panel.problem === null, `听证员名单有问题：${String(panel.problem)}`);
  const drawn = panel.seats.filter(({ seat }) => seat !== 'substitute').map(({ person }) => person.id);
  state.notes['panel'] = EXPERTS.filter(({ account }) => drawn.includes(personId(account)))
    .map(({ account }) => account)
    .join(' ');
  must(state.notes['panel'].split(' ').length === 3, '抽签应当抽出三名听证员');
  tellHearing(state, '—', `三名听证员由随听证决定公布的种子 ${panel.seed} 抽签确定，任何人可以重新抽取验证`);
}

async function scheduled(state: TourState, { first }: Reviewing, day: string): Promise<void> {
  const time = { startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T04:00:00.000Z` };
  const place = { roomId: state.notes[`room.${first}`], public: true };
  await state.act(first, 'scheduleHearing', { ...theHearing(state), ...time, ...place });
  const [hold, notice] = [rule('hearingHoldDays'), rule('hearingNoticeDays')];
  tellHearing(state, day, `决定后${hold.days}日内举行，提前${notice.days}日书面通知（${hold.source}）`);
}

/** Serves what has not been served yet, of one kind or of all. */
async function told(state: TourState, { first }: Reviewing, servedOn: string, only?: string): Promise<void> {
  const { hearing } = await state.client.query<{ hearing: { untold: { kind: string; to: string }[] } }>(
    first,
    'query ($id: ID!) { hearing(id: $id) { untold { kind to } } }',
    { id: state.notes['hearing'] },
  );
  for (const { kind, to } of hearing.untold)
    if (only === undefined || kind === only)
      await state.act(first, 'serveHearingNotice', { ...theHearing(state), kind, to, servedOn, ...signed });
}

/** From the opening to the conclusion, in the order of the law. */
async function sitting(state: TourState, { first }: Reviewing, result: string, conclusion: string): Promise<void> {
  const panel = (state.notes['panel'] ?? '').split(' ');
  await expectRefusal(
    () => state.act(first, 'openHearing', { ...theHearing(state), presentIds: panel.slice(1).map(personId) }),
    'PANEL_NO_QUORUM',
  );
  await state.act(first, 'openHearing', { ...theHearing(state), presentIds: panel.map(personId) });
  const entries = [
    { kind: 'opening', text: '主持人宣布听证开始' },
    { kind: 'identity', text: '核对到场人员身份' },
    { kind: 'rules', text: '宣布听证纪律' },
    { kind: 'challenge', text: '告知申请回避的权利，无人申请' },
    { kind: 'petitioner_statement', text: '信访人陈述外墙渗水的经过和请求' },
    { kind: 'organ_statement', text: '办理单位陈述查明的事实和依据' },
    { kind: 'evidence', text: '出示现场照片', hash: 'ab'.repeat(32) },
    { kind: 'question', text: '询问现场查看的时间' },
    { kind: 'answer', text: '办理单位答复' },
    { kind: 'debate', text: '双方就渗水原因辩论' },
    { kind: 'last_words', text: '双方最后陈述' },
  ];
  await state.act(first, 'addHearingEntries', { ...theHearing(state), entries });
  await state.act(first, 'endSitting', theHearing(state));
  await state.act(first, 'openVote', { ...theHearing(state), question: '建议如何处理', options: [result, '不作建议'] });
  for (const member of panel) await state.act(member, 'castBallot', { ...theHearing(state), choice: result });
  await expectRefusal(() => state.act(panel[0] ?? '', 'castBallot', { ...theHearing(state), choice: '不作建议' }), 'VOTE_ALREADY_CAST');
  await state.act(first, 'stopVote', theHearing(state));
  await state.act(first, 'concludeHearing', { ...theHearing(state), text: conclusion });
}

const VERIFIER = fileURLToPath(new URL('../../../services/hearing/dist/bundle/verify-bundle.js', import.meta.url));

/** What `npm run verify-bundle` says of a file, in a process of its own: it needs neither node nor network. */
async function verified(
  text: string | Uint8Array,
): Promise<{ readonly code: number | null; readonly faults: { line: number; place: string }[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-tour-'));
  try {
    const file = join(folder, 'hearing.jsonl');
    await writeFile(file, text);
    const { status, stdout } = spawnSync(process.execPath, ['--no-warnings', VERIFIER, file], { encoding: 'utf8' });
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { faults?: { line: number; place: string }[] };
    return { code: status, faults: report.faults ?? [] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The open part as the petitioner takes it from the tracking page: it proves itself, and one byte changed is found where it is. */
async function bundle(state: TourState, word: string): Promise<void> {
  const { trackPetition } = await state.client.query<{ trackPetition: { hearings: { bundle: { partyLink: string } | null }[] } }>(
    null,
    'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { hearings { bundle { partyLink } } } }',
    { queryCode: state.notes['heard.queryCode'], secret: state.notes['heard.secret'] },
  );
  const link = trackPetition.hearings.at(-1)?.bundle?.partyLink;
  must(link !== undefined, '查询页没有听证卷');
  const text = await (await fetch(new URL(link, state.client.url))).text();
  const whole = await verified(text);
  must(whole.code === 0 && whole.faults.length === 0, `听证卷应当没有改动：${JSON.stringify(whole)}`);
  must(text.includes(word), `听证卷中没有“${word}”`);
  const bytes = Buffer.from(text);
  const at = bytes.indexOf(word);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const changed = await verified(bytes);
  must(changed.code === 1 && changed.faults.length > 0, '改动一个字节应当被发现');
  const [fault] = changed.faults;
  tellHearing(state, '—', `听证卷核对无误；改动一个字节后被发现：第${String(fault?.line)}行，${String(fault?.place)}`);
}

async function opinion(state: TourState, answer: string): Promise<void> {
  await state.act('handler.housing', 'draftOpinion', {
    ...on(state),
    facts: `经查，${answer}`,
    evidence: ['现场查看记录'],
    answers: [{ id: state.notes['heard.request1'], outcome: 'EXPLAINED', answer, basis: ['《城市房屋质量管理条例（演示）》第八条'] }],
  });
}

const servedOpinion = (state: TourState, servedOn: string) =>
  state.act('handler.housing', 'recordService', on(state, { petitionerId: state.notes['heard.petitioner1'], servedOn, ...signed }));

async function appointed(state: TourState, { first, second, head }: Reviewing): Promise<void> {
  await state.act(head, 'appointInvestigators', on(state, { firstId: personId(first), secondId: personId(second) }));
}

async function drafted(state: TourState, { first, second }: Reviewing, what: Record<string, unknown>): Promise<void> {
  const text = { facts: '经听证并查看现场。', basis: ['《信访工作条例》第三十五条、第三十六条'], ...what };
  await state.act(first, 'decideReview', on(state, text));
  await expectRefusal(() => state.act(first, 'checkReviewOpinion', on(state)), 'OWN_PROPOSAL');
  await state.act(second, 'checkReviewOpinion', on(state));
}

async function servedReview(state: TourState, { first }: Reviewing, kind: string, servedOn: string): Promise<void> {
  const { petition } = await state.client.query<{ petition: { documents: { id: string; kind: string }[] } }>(
    first,
    'query ($id: ID!) { petition(id: $id) { documents { id kind } } }',
    { id: state.petitionId },
  );
  const paper = petition.documents.findLast((one) => one.kind === kind);
  must(paper !== undefined, `没有 ${kind}`);
  const to = { documentId: paper.id, petitionerId: state.notes['heard.petitioner1'], servedOn, ...signed };
  await state.act(first, 'recordService', on(state, to));
}

/** Nobody decides it: it follows from the service of the opinion. */
function tellFinality(state: TourState): void {
  const because = '复核意见书送达，同一事实和理由不再受理（信访工作条例 36 ¶3）';
  state.duty = { term: '复核意见送达', date: '2025-06-26', because };
}

const REREVIEW_DUE = { former: '2025-07-03', most: '2025-08-04', heard: '2025-07-15' };

/** Opinion, review with a hearing, revoked and redone, the new opinion reviewed and upheld, re-review with a hearing and its pause, verified. */
export const hearing: readonly Step[] = [
  step('2025-03-03T09:00', 'security', 'grantRole', async (state) => {
    for (const { account, organ } of EXPERTS)
      await state.act('security', 'grantRole', { personId: personId(account), organId: organId(organ), role: 'PANEL_MEMBER' });
    await pool(state, CITY, '市政府听证室');
    await pool(state, PROVINCE, '省政府听证室');
    await file(state, { name: 'heard', receivedOn: '2025-03-03', summary: '安置房外墙渗水，要求维修', requests: ['维修三号楼外墙'] });
  }),
  step('2025-03-04T09:00', 'dispatcher.city', 'routePetition', (state) => route(state, 'housing.city').then(() => undefined)),
  step('2025-03-06T09:00', 'handler.housing', 'acceptPetition', async (state) => {
    await state.act('handler.housing', 'acceptPetition', on(state, post('HEAR-1')));
  }),
  step('2025-03-10T09:00', 'handler.housing', 'recordInquiry', async (state) => {
    const talk = { form: 'INTERVIEW', text: '本人陈述渗水的经过', readBack: true, signature: '本人签名', copyGiven: true };
    await state.act('handler.housing', 'recordInquiry', on(state, { ...talk, petitionerId: state.notes['heard.petitioner1'] }));
    const visit = { form: 'SITE_VISIT', text: '查看外墙', place: '三号楼', people: '承办人员二人', findings: '外墙有水迹' };
    await state.act('handler.housing', 'recordInquiry', on(state, visit));
  }),
  step('2025-03-20T09:00', 'handler.housing', 'draftOpinion', (state) => opinion(state, '外墙水迹系住户装修所致，由住户自行维修。')),
  step('2025-03-21T09:00', 'checker.housing', 'checkOpinion', async (state) => {
    await state.act('checker.housing', 'checkOpinion', on(state));
  }),
  step('2025-03-24T09:00', 'issuer.housing', 'issueOpinion', async (state) => {
    await state.act('issuer.housing', 'issueOpinion', on(state, post('HEAR-2')));
    await tellClock(state, 'HANDLE');
  }),
  step('2025-03-25T09:00', 'handler.housing', 'recordService', async (state) => {
    await servedOpinion(state, '2025-03-25');
    await tellClock(state, 'REVIEW_REQUEST');
  }),

  step('2025-04-01T10:00', '信访人', 'requestReview', async (state) => {
    await state.act(null, 'requestReview', { pass: await passOf(state), requests: '请求撤销处理意见，查明渗水原因' });
    await tellClock(state, 'REVIEW');
  }),
  step('2025-04-02T09:00', CITY.head, 'appointInvestigators', (state) => appointed(state, CITY)),
  step('2025-04-02T15:00', '信访人', 'requestHearing', (state) => requestHearing(state, CITY, '没有检测就认定是装修所致')),
  step('2025-04-03T09:00', CITY.head, 'confirmHearing', async (state) => {
    await state.act(CITY.first, 'decideHearing', { ...theHearing(state), hold: true, reason: '渗水原因有争议，涉及多户' });
    await expectRefusal(() => state.act(CITY.first, 'confirmHearing', theHearing(state)), 'ACT_NOT_YOURS');
    await state.act(CITY.head, 'confirmHearing', theHearing(state));
    const { days, source } = rule('hearingHoldDays');
    tellHearing(state, '2025-05-03', `决定后${days}日内举行（${source}）`);
  }),
  step('2025-04-07T09:00', CITY.first, 'listPanel', (state) => listed(state, CITY)),
  step('2025-04-07T10:00', CITY.first, 'scheduleHearing', (state) => scheduled(state, CITY, '2025-04-18')),
  step('2025-04-08T09:00', CITY.first, 'serveHearingNotice', async (state) => {
    await told(state, CITY, '2025-04-08');
    const { effectiveDue } = await tellClock(state, 'REVIEW');
    must(effectiveDue === '2025-05-06', `复查期限不因听证中止，应至2025-05-06，却是 ${effectiveDue}`);
  }),
  step('2025-04-18T09:10', CITY.first, 'concludeHearing', async (state) => {
    await sitting(state, CITY, '重新查明', '渗水原因没有检测，事实不清，建议重新查明。');
    await tellClock(state, 'REVIEW');
  }),
  step('2025-04-21T09:00', CITY.second, 'checkReviewOpinion', (state) =>
    drafted(state, CITY, { disposition: 'REVOKE', ground: 'facts_unclear', redoDays: 20 }),
  ),
  step('2025-04-22T09:00', CITY.head, 'issueReviewOpinion', async (state) => {
    await state.act(CITY.head, 'issueReviewOpinion', on(state));
    await tellClock(state, 'REVIEW');
  }),
  step('2025-04-23T09:00', CITY.first, 'serveReviewedOrgan', async (state) => {
    await servedReview(state, CITY, 'REVIEW_OPINION', '2025-04-23');
    await state.act(CITY.first, 'serveReviewedOrgan', on(state, { receivedBy: '市住建局收发室' }));
    await tellClock(state, 'REDO');
  }),
  step('2025-05-06T09:00', 'handler.housing', 'draftOpinion', (state) =>
    opinion(state, '经检测，渗水系外墙防水层老化所致，纳入维修资金安排，2025年年底前维修。'),
  ),
  step('2025-05-07T09:00', 'checker.housing', 'compareRedo', async (state) => {
    await expectRefusal(() => state.act('checker.housing', 'checkOpinion', on(state)), 'REDO_NOT_COMPARED');
    await state.act('checker.housing', 'compareRedo', on(state, { same: false, reason: '原因已经检测查明，结论不同' }));
    await state.act('checker.housing', 'checkOpinion', on(state));
  }),
  step('2025-05-08T09:00', 'issuer.housing', 'issueOpinion', async (state) => {
    await state.act('issuer.housing', 'issueOpinion', on(state, post('HEAR-3')));
    await tellClock(state, 'REDO');
  }),
  step('2025-05-09T09:00', 'handler.housing', 'recordService', async (state) => {
    await servedOpinion(state, '2025-05-09');
    await tellClock(state, 'REVIEW_REQUEST');
    must((await clocksOf(state, 'REVIEW_REQUEST')).length === 2, '重新作出的处理意见应当开出新的复查申请期限');
  }),
  step('2025-05-12T10:00', '信访人', 'requestReview', async (state) => {
    await state.act(null, 'requestReview', { pass: await passOf(state), requests: '请求2025年上半年维修' });
    await tellClock(state, 'REVIEW');
  }),
  step('2025-05-20T09:00', CITY.second, 'checkReviewOpinion', async (state) => {
    await appointed(state, CITY);
    await drafted(state, CITY, { disposition: 'UPHOLD' });
  }),
  step('2025-05-21T09:00', CITY.head, 'issueReviewOpinion', async (state) => {
    await state.act(CITY.head, 'issueReviewOpinion', on(state));
    await tellClock(state, 'REVIEW');
  }),
  step('2025-05-22T09:00', CITY.first, 'recordService', async (state) => {
    await servedReview(state, CITY, 'REVIEW_OPINION', '2025-05-22');
    await tellClock(state, 'REREVIEW_REQUEST');
  }),

  step('2025-06-03T10:00', '信访人', 'requestReReview', async (state) => {
    await state.act(null, 'requestReReview', { pass: await passOf(state), requests: '请求尽快维修' });
    const { effectiveDue } = await tellClock(state, 'REREVIEW');
    must(effectiveDue === REREVIEW_DUE.former, `复核期限应至${REREVIEW_DUE.former}，却是 ${effectiveDue}`);
  }),
  step('2025-06-04T09:00', PROVINCE.head, 'appointInvestigators', (state) => appointed(state, PROVINCE)),
  step('2025-06-05T09:00', '信访人', 'requestHearing', (state) => requestHearing(state, PROVINCE, '维修期限没有听取各户的意见')),
  step('2025-06-06T09:00', PROVINCE.head, 'confirmHearing', async (state) => {
    await state.act(PROVINCE.first, 'decideHearing', { ...theHearing(state), hold: true, reason: '涉及多户，意见不一' });
    await state.act(PROVINCE.head, 'confirmHearing', theHearing(state));
    const { days, source } = rule('hearingHoldDays');
    tellHearing(state, '2025-07-06', `决定后${days}日内举行（${source}）`);
  }),
  step('2025-06-09T09:00', PROVINCE.first, 'serveHearingNotice', async (state) => {
    await told(state, PROVINCE, '2025-06-09', 'decision');
    const { effectiveDue } = await tellClock(state, 'REREVIEW');
    must(effectiveDue === REREVIEW_DUE.most, `复核期限自送达听证决定起中止，最迟至${REREVIEW_DUE.most}，却是 ${effectiveDue}`);
    const { dueOn, lines } = await trackedReview(state);
    must(dueOn === REREVIEW_DUE.most, `查询页的复核到期日应当是${REREVIEW_DUE.most}，却是 ${String(dueOn)}`);
    must(
      lines.some((line) => line.includes('自2025-06-09起至2025-07-08止')),
      '查询页没有写明听证中止的起止日期',
    );
  }),
  step('2025-06-10T09:00', PROVINCE.first, 'scheduleHearing', async (state) => {
    await listed(state, PROVINCE);
    await scheduled(state, PROVINCE, '2025-06-20');
    await told(state, PROVINCE, '2025-06-10');
  }),
  step('2025-06-12T09:00', PROVINCE.second, 'checkReviewOpinion', async (state) => {
    await drafted(state, PROVINCE, { disposition: 'UPHOLD' });
    await expectRefusal(() => state.act(PROVINCE.head, 'issueReviewOpinion', on(state)), 'HEARING_STANDING');
    tellHearing(state, '2025-06-20', '听证结论作出以前，复核意见不签发（信访工作条例 36 ¶2）');
  }),
  step('2025-06-20T09:10', PROVINCE.first, 'concludeHearing', async (state) => {
    await sitting(state, PROVINCE, '维持', '维修安排合理，建议维持，并公开维修进度。');
    const { effectiveDue } = await tellClock(state, 'REREVIEW');
    must(effectiveDue === REREVIEW_DUE.heard, `听证12日不计入，复核期限应至${REREVIEW_DUE.heard}，却是 ${effectiveDue}`);
    const { dueOn, explanation } = await trackedReview(state);
    must(dueOn === REREVIEW_DUE.heard, `查询页的复核到期日应当是${REREVIEW_DUE.heard}，却是 ${String(dueOn)}`);
    must(
      explanation.some(({ text }) => text.includes('听证所需时间2025-06-09至2025-06-20共12日不计入')),
      '查询页没有写明不计入期限的天数',
    );
  }),
  step('2025-06-23T09:00', PROVINCE.first, 'sealHearingBundle', async (state) => {
    await state.act(PROVINCE.first, 'sealHearingBundle', theHearing(state));
    tellHearing(state, '2025-06-23', '听证卷制成：公开部分可以核对，封存部分只留承诺值（本系统规则 听证）');
  }),
  step('2025-06-25T09:00', PROVINCE.head, 'issueReviewOpinion', async (state) => {
    await state.act(PROVINCE.head, 'issueReviewOpinion', on(state));
    await tellClock(state, 'REREVIEW');
  }),
  step('2025-06-26T09:00', PROVINCE.first, 'recordService', async (state) => {
    await servedReview(state, PROVINCE, 'REREVIEW_OPINION', '2025-06-26');
    tellFinality(state);
  }),
  step('2025-06-30T09:00', 'handler.housing', 'closePetition', async (state) => {
    await state.act('handler.housing', 'closePetition', on(state, { ground: 'rereview_served' }));
    tellFinality(state);
  }),
  step('2025-07-01T09:00', 'auditor.city', 'verifyCompletion', async (state) => {
    await state.act('auditor.city', 'verifyCompletion', on(state));
    await expectRefusal(() => state.act(PROVINCE.first, 'proposeHearing', on(state, { reason: '再次听证' })), 'HEARING_NOT_IN_STAGE');
    tellFinality(state);
  }),
  step('2025-07-02T09:00', '信访人', 'verify-bundle', (state) => bundle(state, '公开维修进度')),
];
