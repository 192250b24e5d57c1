import { describe, expect, it } from '@jest/globals';
import { nationalCalendar, nationalPacks, packNamed, type RulePack } from '@sunshine/procedure';
import type { OrganConcerned, OrganGiven } from '../organ-record.js';
import {
  changeRoundTeam,
  checkRoundCorrection,
  endRound,
  giveRoundFeedback,
  noteRoundFinding,
  planRound,
  reportRoundCorrection,
  reportRoundProblems,
  type PlanRound,
  type RoundConcerns,
} from './round.js';
import { roundOffers } from './round-offers.js';
import { roundFor, type Round } from './round.records.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const ON = '2026-03-10';
const [LEADER, MEMBER, STRANGER] = [uuid(90), uuid(91), uuid(92)];
const organ = (n: number, kind: OrganConcerned['kind'], above: readonly number[], division = '990100'): OrganConcerned => ({
  id: uuid(n),
  name: `单位${n}`,
  shortName: `单位${n}`,
  kind,
  division,
  path: [...above, n].map(uuid),
});
const GOVERNMENT = organ(1, 'government', []);
const OFFICE = organ(3, 'supervision_office', [1]);
const HOUSING = organ(4, 'department', [1]);
const TRAFFIC = organ(5, 'department', [1]);
const COMMITTEE = organ(7, 'party_committee', []);
const ELSEWHERE = organ(8, 'department', [9], '990200');
const OTHER_GOVERNMENT = organ(9, 'government', [], '990200');

const national = packNamed(nationalPacks(), 'CN-2022');
const given = (on = ON, personId = LEADER, by = OFFICE, role = 'SUPERVISOR', pack: RulePack = national): OrganGiven =>
  ({ act: { on, personId, organ: by, role }, law: { packOn: () => pack, calendar: nationalCalendar() } }) as unknown as OrganGiven;
const command: PlanRound = {
  roundId: uuid(30),
  order: '市联席会议〔2026〕3号方案',
  matters: '到期告知、受理的落实',
  methods: ['file', 'on_the_spot'],
  from: '2026-03-16',
  to: '2026-03-27',
};
const worksAt = (personId: string, ...organs: OrganConcerned[]) => ({ personId, paths: organs.map(({ path }) => path) });
const concerns: RoundConcerns = {
  orderedBy: COMMITTEE,
  organs: [
    { organ: HOUSING, places: '一楼接待大厅' },
    { organ: TRAFFIC, places: '机关' },
  ],
  team: [worksAt(LEADER, OFFICE), worksAt(MEMBER, OFFICE)],
};
const plan = (more: Partial<RoundConcerns> = {}, changed: Partial<PlanRound> = {}, by = given()) =>
  planRound(by, { ...concerns, ...more }, '单位3信查〔2026〕1号', { ...command, ...changed });
const refusal = (code: string) => expect.objectContaining({ code });
const planned = plan().record as Round;
const START = '2026-03-16';

const noted = (round: Round, organId: string, important = false, by = given(START)) =>
  noteRoundFinding(by, round, { findingId: uuid(40), organId, found: '三件未告知', evidence: '登记表第3页', important }).record as Round;
const fedBack = (round: Round, organId: string, correctBy: string | null, by = given(START)) =>
  giveRoundFeedback(by, round, { organId, text: '督查情况', correctBy });
const found = noted(planned, HOUSING.id, true);
const told = fedBack(found, HOUSING.id, '2026-04-10').record as Round;
const correct = (round: Round, by = given('2026-04-01', STRANGER, HOUSING, 'HEAD')) =>
  reportRoundCorrection(by, round, { text: '已经补办' });
const corrected = correct(told).record as Round;
const check = (round: Round, passed: boolean, correctBy: string | null, by = given('2026-04-02')) =>
  checkRoundCorrection(by, round, { organId: HOUSING.id, passed, text: '查看了台账', correctBy });
const checked = check(corrected, true, null).record as Round;
const report = (round: Round, to = GOVERNMENT) => reportRoundProblems(given('2026-04-02'), round, to, { text: '长期不告知' });
const end = (round: Round) => endRound(given('2026-04-20'), round, { text: '两个单位，一个问题' });

describe('the plan of an inspection round (督查)', () => {
  it('has who ordered it, team, organs and places, matters, methods and period', () => {
    expect(planned).toMatchObject({
      state: 'planned',
      organId: COMMITTEE.id,
      byOrganId: OFFICE.id,
      team: [LEADER, MEMBER],
      parts: [{ organId: HOUSING.id, places: '一楼接待大厅', state: 'inspecting' }, { organId: TRAFFIC.id }],
      replyBy: null,
    });
    expect(plan().events.map(({ type }) => type)).toEqual(['InspectionRoundPlanned']);
  });

  it('is ordered by the own Party committee or government, by the organ above, or by the bureau or supervision office itself', () => {
    for (const orderedBy of [GOVERNMENT, COMMITTEE, OFFICE]) expect(plan({ orderedBy }).record).toMatchObject({ organId: orderedBy.id });
  });

  it.each<[string, Partial<RoundConcerns>, Partial<PlanRound>, string]>([
    ['ordered by a department', { orderedBy: HOUSING }, {}, 'ROUND_NOT_ORDERED'],
    ['ordered by another government', { orderedBy: OTHER_GOVERNMENT }, {}, 'ROUND_NOT_ORDERED'],
    ['of no organ', { organs: [] }, {}, 'ROUND_NO_ORGAN'],
    ['of one organ twice', { organs: [concerns.organs[0]!, concerns.organs[0]!] }, {}, 'ROUND_ORGAN_TWICE'],
    ['of an organ that is not supervised', { organs: [{ organ: ELSEWHERE, places: '机关' }] }, {}, 'ROUND_ORGAN_NOT_SUPERVISED'],
    ['of the own organ', { organs: [{ organ: OFFICE, places: '机关' }] }, {}, 'ROUND_ORGAN_NOT_SUPERVISED'],
    ['without a team', { team: [] }, {}, 'ROUND_NO_TEAM'],
    ['with an inspector of no office', { team: [worksAt(LEADER)] }, {}, 'ROUND_INSPECTOR_UNKNOWN'],
    ['with an inspector of an inspected organ', { team: [worksAt(LEADER, OFFICE, TRAFFIC)] }, {}, 'ROUND_INSPECTOR_OF_ORGAN'],
    [
      'with an inspector from below an inspected organ',
      { team: [worksAt(LEADER, organ(6, 'institution', [1, 4]))] },
      {},
      'ROUND_INSPECTOR_OF_ORGAN',
    ],
    ['without a method', {}, { methods: [] }, 'ROUND_METHOD_MISSING'],
    ['by an unknown method', {}, { methods: ['hearsay'] }, 'SUPERVISION_CODE_UNKNOWN'],
    ['that ends before it begins', {}, { to: '2026-03-15' }, 'ROUND_PERIOD_BACKWARDS'],
    ['that begins before it is planned', {}, { from: '2026-03-09' }, 'ROUND_PERIOD_BEFORE_PLAN'],
    ['without an order', {}, { order: ' ' }, 'SUPERVISION_TEXT_MISSING'],
  ])('is refused %s', (_title, more, changed, code) => {
    expect(() => plan(more, changed)).toThrow(refusal(code));
  });

  it('may begin on its own day and last one day', () => {
    expect(plan({}, { from: ON, to: ON }).record).toMatchObject({ from: ON, to: ON });
  });
});

describe('findings of a round', () => {
  it('are entered with evidence by an inspector from the first day on, until the organ has its feedback', () => {
    expect(found).toMatchObject({ state: 'running', parts: [{ findings: [{ evidence: '登记表第3页', important: true }] }, {}] });
    expect(() => noted(planned, HOUSING.id, false, given('2026-03-15'))).toThrow(refusal('ROUND_NOT_BEGUN'));
    expect(() => noted(planned, HOUSING.id, false, given(START, STRANGER))).toThrow(refusal('ROUND_NOT_OF_TEAM'));
    expect(() => noted(planned, ELSEWHERE.id)).toThrow(refusal('ROUND_ORGAN_NOT_INSPECTED'));
    expect(() => noted(told, HOUSING.id)).toThrow(refusal('ROUND_FED_BACK'));
  });

  it('are entered by the head of who inspects as well', () => {
    expect(noted(planned, HOUSING.id, false, given(START, STRANGER, OFFICE, 'HEAD')).parts[0]?.findings).toHaveLength(1);
  });
});

describe('the feedback of a round', () => {
  it('has the day of the correction and starts its term, where something was found', () => {
    expect(told).toMatchObject({ replyBy: '2026-04-10', parts: [{ state: 'correcting', correctBy: '2026-04-10' }, {}] });
    expect(fedBack(found, HOUSING.id, START).clocks).toEqual([
      { do: 'start', petitionId: planned.id, term: 'CORRECTION', subject: HOUSING.id, startedOn: START, dueOn: START },
    ]);
    expect(() => fedBack(found, HOUSING.id, null)).toThrow(refusal('ROUND_CORRECTION_DAY_MISSING'));
    expect(() => fedBack(found, HOUSING.id, '2026-03-15')).toThrow(refusal('SUPERVISION_REPLY_DAY_PAST'));
  });

  it('says that nothing was found, without a day and without a term', () => {
    expect(fedBack(found, TRAFFIC.id, null)).toMatchObject({ record: { parts: [{}, { state: 'clear' }] }, clocks: [] });
    expect(() => fedBack(found, TRAFFIC.id, '2026-04-10')).toThrow(refusal('ROUND_NOTHING_TO_CORRECT'));
  });

  it('has no day under a pack that was published before corrections had a term', () => {
    const { CORRECTION: _, ...terms } = national.terms;
    const before = { ...national, terms } as RulePack;
    const by = given(START, LEADER, OFFICE, 'SUPERVISOR', before);
    expect(() => fedBack(found, HOUSING.id, '2026-04-10', by)).toThrow(refusal('CORRECTION_NO_TERM'));
    expect(fedBack(found, TRAFFIC.id, null, by).clocks).toEqual([]);
  });

  it('is given once to each organ, and not before the round has begun', () => {
    expect(() => fedBack(told, HOUSING.id, '2026-04-10')).toThrow(refusal('ROUND_FED_BACK'));
    expect(() => fedBack(planned, TRAFFIC.id, null, given('2026-03-15'))).toThrow(refusal('ROUND_NOT_BEGUN'));
  });

  it('shows each organ what was found there and nothing of another', () => {
    const reader = { whole: false, organIds: [HOUSING.id] };
    expect(roundFor(found, reader).parts).toMatchObject([{ organId: HOUSING.id, findings: [] }]);
    expect(roundFor(told, reader).parts).toMatchObject([{ organId: HOUSING.id, findings: [{ found: '三件未告知' }] }]);
    expect(roundFor(told, { whole: false, organIds: [TRAFFIC.id] })).toMatchObject({
      replyBy: null,
      parts: [{ organId: TRAFFIC.id, findings: [] }],
    });
    expect(roundFor(report(told).record as Round, reader).reports).toEqual([]);
    expect(roundFor(found, { whole: true, organIds: [] })).toBe(found);
  });
});

describe('important problems of a round', () => {
  it('are reported to the own Party committee or government', () => {
    expect(report(told).record).toMatchObject({ reports: [{ toOrganId: GOVERNMENT.id, text: '长期不告知' }] });
    expect(report(told, COMMITTEE).record).toMatchObject({ reports: [{ toOrganId: COMMITTEE.id }] });
    expect(() => report(told, OTHER_GOVERNMENT)).toThrow(refusal('ROUND_NOT_OWN_COMMITTEE'));
    expect(() => report(told, HOUSING)).toThrow(refusal('ROUND_NOT_OWN_COMMITTEE'));
    expect(() => report(noted(planned, HOUSING.id))).toThrow(refusal('ROUND_NOTHING_IMPORTANT'));
  });
});

describe('the correction of what a round has found', () => {
  it('is reported by the organ and stops its term', () => {
    expect(correct(told)).toMatchObject({
      record: { replyBy: null, parts: [{ state: 'corrected' }, {}] },
      clocks: [{ do: 'stop', term: 'CORRECTION', subject: HOUSING.id, on: '2026-04-01' }],
    });
    expect(() => correct(found)).toThrow(refusal('ROUND_PART_STATE'));
    expect(() => correct(told, given('2026-04-01', STRANGER, ELSEWHERE, 'HEAD'))).toThrow(refusal('ROUND_ORGAN_NOT_INSPECTED'));
  });

  it('is checked by an inspector: it stands, or goes on until a new day', () => {
    expect(checked).toMatchObject({ parts: [{ state: 'checked', checks: [{ passed: true }] }, {}] });
    expect(check(corrected, false, '2026-04-15')).toMatchObject({
      record: { replyBy: '2026-04-15', parts: [{ state: 'correcting', correctBy: '2026-04-15' }, {}] },
      clocks: [{ do: 'start', dueOn: '2026-04-15', startedOn: '2026-04-02' }],
    });
    expect(() => check(corrected, false, null)).toThrow(refusal('ROUND_CORRECTION_DAY_MISSING'));
    expect(() => check(corrected, true, '2026-04-15')).toThrow(refusal('ROUND_NOTHING_TO_CORRECT'));
    expect(() => check(corrected, true, null, given('2026-04-02', STRANGER))).toThrow(refusal('ROUND_NOT_OF_TEAM'));
    expect(() => check(told, true, null)).toThrow(refusal('ROUND_PART_STATE'));
  });
});

describe('the end of a round', () => {
  const all = fedBack(checked, TRAFFIC.id, null, given('2026-04-03')).record as Round;

  it('comes when all is fed back, corrected and checked, and important problems are reported', () => {
    expect(all.state).toBe('checked');
    const ended = end(report(all).record as Round).record as Round;
    expect(ended).toMatchObject({ state: 'ended', ended: { text: '两个单位，一个问题' } });
    expect(() => end(ended)).toThrow(refusal('ROUND_ENDED'));
    expect(() => correct(ended)).toThrow(refusal('ROUND_ENDED'));
    expect(roundFor(ended, { whole: false, organIds: [TRAFFIC.id] }).ended).toMatchObject({ text: null });
  });

  it('does not come before', () => {
    expect(() => end(checked)).toThrow(refusal('ROUND_FEEDBACK_OPEN'));
    expect(() => end(fedBack(told, TRAFFIC.id, null).record as Round)).toThrow(refusal('ROUND_CORRECTION_OPEN'));
    expect(() => end(fedBack(corrected, TRAFFIC.id, null).record as Round)).toThrow(refusal('ROUND_CORRECTION_OPEN'));
    expect(() => end(all)).toThrow(refusal('ROUND_REPORT_MISSING'));
  });
});

describe('a team that changes after the planning', () => {
  const change = (
    team = [worksAt(LEADER, OFFICE), worksAt(STRANGER, OFFICE)],
    round = told,
    by = given('2026-03-20'),
    reason = '工作调动',
  ) => changeRoundTeam(by, round, team, { reason });

  it('is written with its reason, who left and who joined, and may act from then on', () => {
    const changed = change();
    expect(changed.record).toMatchObject({
      team: [LEADER, STRANGER],
      teamChanges: [{ on: '2026-03-20', byPersonId: LEADER, left: [MEMBER], joined: [STRANGER], reason: '工作调动' }],
    });
    expect(changed.events.map(({ type, data }) => [type, data])).toEqual([
      ['RoundTeamChanged', { roundId: planned.id, left: [MEMBER], joined: [STRANGER] }],
    ]);
    const round = changed.record as Round;
    expect(fedBack(round, TRAFFIC.id, null, given(START, STRANGER)).record).toMatchObject({ parts: [{}, { state: 'clear' }] });
    expect(() => fedBack(round, TRAFFIC.id, null, given(START, MEMBER))).toThrow(refusal('ROUND_NOT_OF_TEAM'));
    expect(roundFor(round, { whole: false, organIds: [HOUSING.id] }).teamChanges).toEqual([]);
  });

  it('is changed by an inspector, who planned it though he has left, or the head; to another leader alone, too', () => {
    const left = change([worksAt(MEMBER, OFFICE)]).record as Round;
    expect(change(undefined, left).record).toMatchObject({ team: [LEADER, STRANGER] });
    expect(change(undefined, told, given('2026-03-20', uuid(93), OFFICE, 'HEAD')).record).toMatchObject({ team: [LEADER, STRANGER] });
    expect(() => change(undefined, told, given('2026-03-20', STRANGER))).toThrow(refusal('ROUND_NOT_OF_TEAM'));
    expect(change([worksAt(MEMBER, OFFICE), worksAt(LEADER, OFFICE)]).record).toMatchObject({ teamChanges: [{ left: [], joined: [] }] });
  });

  it('is refused without a reason, without change, with nobody, of no office, of an inspected organ, and after the end', () => {
    expect(() => change(undefined, told, given('2026-03-20'), ' ')).toThrow(refusal('SUPERVISION_TEXT_MISSING'));
    expect(() => change([worksAt(LEADER, OFFICE), worksAt(MEMBER, OFFICE)])).toThrow(refusal('ROUND_TEAM_SAME'));
    expect(() => change([])).toThrow(refusal('ROUND_NO_TEAM'));
    expect(() => change([worksAt(STRANGER)])).toThrow(refusal('ROUND_INSPECTOR_UNKNOWN'));
    expect(() => change([worksAt(STRANGER, OFFICE, TRAFFIC)])).toThrow(refusal('ROUND_INSPECTOR_OF_ORGAN'));
    const ended = { ...told, ended: { on: START, byPersonId: LEADER, text: '结束' } };
    for (const by of [given('2026-03-20'), given('2026-03-20', MEMBER)])
      expect(() => change(undefined, ended, by)).toThrow(refusal('ROUND_ENDED'));
  });
});

describe('what a round leaves open', () => {
  const offered = (round: Round, of: string | null, personId = MEMBER, on = START, isHead = false) =>
    roundOffers(round, { personId, on, isHead }, of).map(({ act, organId }) => `${act} ${organId === OFFICE.id ? 'office' : 'organ'}`);

  it('of an organ is finding and feedback from the first day, then the correction of the organ and its check by an inspector', () => {
    expect(offered(planned, HOUSING.id, MEMBER, '2026-03-15')).toEqual([]);
    expect(offered(planned, HOUSING.id)).toEqual(['noteRoundFinding office', 'giveRoundFeedback office']);
    expect(offered(planned, HOUSING.id, STRANGER)).toEqual([]);
    expect(offered(planned, HOUSING.id, STRANGER, START, true)).toHaveLength(2);
    expect(offered(told, HOUSING.id, STRANGER)).toEqual(['reportRoundCorrection organ']);
    expect(offered(corrected, HOUSING.id)).toEqual(['checkRoundCorrection office']);
    expect(offered(corrected, HOUSING.id, STRANGER)).toEqual([]);
    expect(offered(checked, HOUSING.id)).toEqual([]);
  });

  it('as a whole is the team, the report once something important was found, and the end when all is done', () => {
    expect(offered(planned, null)).toEqual(['changeRoundTeam office']);
    expect(offered(planned, null, STRANGER)).toEqual([]);
    expect(offered(told, null)).toEqual(['reportRoundProblems office', 'changeRoundTeam office']);
    const all = fedBack(checked, TRAFFIC.id, null, given('2026-04-03')).record as Round;
    expect(offered(all, null)).not.toContain('endInspectionRound office');
    const reported = report(all).record as Round;
    expect(offered(reported, null)).toContain('endInspectionRound office');
    expect(offered(end(reported).record as Round, null)).toEqual([]);
  });
});
