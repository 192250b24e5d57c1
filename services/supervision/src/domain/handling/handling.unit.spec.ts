import { describe, expect, it } from '@jest/globals';
import { builtInPacks, nationalPacks, packNamed } from '@sunshine/procedure';
import type { Duty, Given, MatterState, SupervisionRecord } from '../matter.js';
import type { Proposal } from '../reminders/reminders.records.js';
import {
  closeSupervisedHandling,
  extendSupervisionReply,
  judgeSupervisionReply,
  openSupervisedHandling,
  recordSupervisionStep,
  replyToSupervision,
} from './handling.js';
import type { SupervisedHandling } from './handling.records.js';
import { triggerOf, triggersOf, type Sign, type WatchedDuty } from './triggers.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const ON = '2026-03-10';
const [BUREAU, ORGAN, OFFICER, OTHER] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const CLOCK = uuid(10);
const HANDLING = uuid(30);
const pack = packNamed(nationalPacks(), 'CN-2022');
const duty: Duty = { clockId: CLOCK, term: 'HANDLE', nature: 'duty', organId: ORGAN, effectiveDue: '2026-03-09', endedOn: null };
const matter = (...records: SupervisionRecord[]): MatterState => ({
  id: uuid(20),
  number: '990100-20260101-000001',
  division: '990100',
  duties: [duty, { ...duty, clockId: uuid(11), organId: BUREAU }],
  records,
});
const given = (state: MatterState, organId = BUREAU, on = ON): Given =>
  ({
    state,
    act: { on, personId: OFFICER, organ: { id: organId, name: '明川市信访局', shortName: '明信' }, role: 'SUPERVISOR' },
  }) as unknown as Given;
const proposal = (state: Proposal['state'] = 'open'): Proposal => ({
  kind: 'proposal',
  id: uuid(50),
  state,
  number: null,
  byOrganId: BUREAU,
  organId: ORGAN,
  clockId: CLOCK,
  term: 'HANDLE',
  effectiveDue: '2026-03-02',
  step: 'SUPERVISION_PROPOSAL',
  openedOn: ON,
  replyBy: null,
  ended: null,
});
const command = {
  handlingId: HANDLING,
  proposalId: null as string | null,
  organId: ORGAN as string | null,
  triggers: [{ code: 'late', facts: '办理期限3月9日届满，至今未答复' }],
  wrong: '逾期未办结，也未说明理由',
  request: '三日内出具处理意见并送达',
  means: 'written',
  replyBy: ON,
};
const opened = (state = matter(), more = {}, law = pack) =>
  openSupervisedHandling(given(state), { number: '明信信督〔2026〕1号' }, { ...command, ...more }, law);
const handling = (more: Partial<SupervisedHandling> = {}): SupervisedHandling => ({
  ...(opened().records[0] as SupervisedHandling),
  ...more,
});
const reply = (judged: SupervisedHandling['replies'][number]['judged'] = null) => ({ on: ON, byPersonId: OFFICER, text: '已办结', judged });
const judgedAs = (accepted: boolean) => ({ on: ON, byPersonId: OFFICER, accepted, missing: accepted ? null : '未附送达回证' });
const replied = handling({ state: 'replied', replies: [reply()] });
const refused = (code: string) => expect.objectContaining({ code });

describe('supervised handling (督办)', () => {
  it('names each trigger with article and facts, what is wrong, what to do and by when it is answered, and starts that term', () => {
    const { records, events, clocks } = opened();
    expect(records).toMatchObject([
      {
        kind: 'handling',
        state: 'open',
        number: '明信信督〔2026〕1号',
        byOrganId: BUREAU,
        organId: ORGAN,
        triggers: [{ code: 'late', article: '信访工作条例 40' }],
        replyBy: ON,
      },
    ]);
    expect(events.map(({ type }) => type)).toEqual(['SupervisedHandlingOpened']);
    expect(clocks).toMatchObject([{ do: 'start', term: 'SUPERVISION_REPLY', subject: ORGAN, startedOn: ON, dueOn: ON }]);
  });

  it('takes the proposal by which it is opened, and concerns its organ', () => {
    const { records, events } = opened(matter(proposal()), { proposalId: uuid(50), organId: null });
    expect(records).toMatchObject([
      { kind: 'handling', proposalId: uuid(50), organId: ORGAN },
      { kind: 'proposal', state: 'taken', ended: { on: ON, byPersonId: OFFICER, reason: '明信信督〔2026〕1号' } },
    ]);
    expect(events.map(({ type }) => type)).toEqual(['SupervisionProposalEnded', 'SupervisedHandlingOpened']);
  });

  it('is opened again for an organ once the former is closed', () => {
    expect(opened(matter(handling({ state: 'closed' }))).records[0]).toMatchObject({ state: 'open' });
  });

  it.each([
    ['by a proposal that is unknown', matter(), { proposalId: uuid(50) }, 'SUPERVISION_PROPOSAL_UNKNOWN'],
    ['by a proposal that was decided', matter(proposal('dismissed')), { proposalId: uuid(50) }, 'SUPERVISION_PROPOSAL_NOT_OPEN'],
    ['for nobody', matter(), { organId: null }, 'SUPERVISION_ORGAN_NOT_CONCERNED'],
    ['for an organ without a duty in the matter', matter(), { organId: OTHER }, 'SUPERVISION_ORGAN_NOT_CONCERNED'],
    ['for the own organ', matter(), { organId: BUREAU }, 'SUPERVISION_OWN_ORGAN'],
    ['for an organ for which one runs', matter(handling({ state: 'accepted' })), {}, 'SUPERVISED_HANDLING_RUNS'],
    ['without a trigger', matter(), { triggers: [] }, 'SUPERVISION_TRIGGER_MISSING'],
    ['on a trigger nobody knows', matter(), { triggers: [{ code: 'rank', facts: '多' }] }, 'SUPERVISION_TRIGGER_NO_GROUND'],
    [
      'on a trigger that the law does not have',
      matter(),
      { triggers: [{ code: 'plainly_wrong', facts: '错' }] },
      'SUPERVISION_TRIGGER_NO_GROUND',
    ],
    ['without facts', matter(), { triggers: [{ code: 'late', facts: ' ' }] }, 'SUPERVISION_TEXT_MISSING'],
    ['without what is wrong', matter(), { wrong: '' }, 'SUPERVISION_TEXT_MISSING'],
    ['without what to do', matter(), { request: '' }, 'SUPERVISION_TEXT_MISSING'],
    ['by means nobody knows', matter(), { means: 'fax' }, 'SUPERVISION_CODE_UNKNOWN'],
    ['to be answered before it is opened', matter(), { replyBy: '2026-03-09' }, 'SUPERVISION_REPLY_DAY_PAST'],
  ])('%s is refused', (_title, state, more, code) => {
    expect(() => opened(state, more)).toThrow(refused(code));
  });
});

describe('what the supervisor did to find out', () => {
  const record = (more = {}, state = handling(), organId = BUREAU, on = ON) =>
    recordSupervisionStep(given(matter(state), organId, on), {
      handlingId: HANDLING,
      step: 'file',
      with: null,
      found: '卷内无送达回证',
      ...more,
    });

  it('is a line of the record, with its day and what was found', () => {
    expect(record().records).toMatchObject([{ steps: [{ step: 'file', on: ON, with: null, found: '卷内无送达回证' }] }]);
    expect(record({ step: 'questioning', with: '王科长' }).records).toMatchObject([{ steps: [{ step: 'questioning', with: '王科长' }] }]);
  });

  it.each([
    ['by another office', {}, handling(), OTHER, ON, 'SUPERVISED_HANDLING_OF_OTHER_OFFICE'],
    ['after the end', {}, handling({ state: 'closed' }), BUREAU, ON, 'SUPERVISED_HANDLING_STATE'],
    ['dated before the opening', {}, handling(), BUREAU, '2026-03-09', 'SUPERVISION_DAY_TOO_EARLY'],
    ['that is no step', { step: 'talk' }, handling(), BUREAU, ON, 'SUPERVISION_CODE_UNKNOWN'],
    ['of questioning nobody', { step: 'questioning' }, handling(), BUREAU, ON, 'SUPERVISION_TEXT_MISSING'],
    ['without what was found', { found: '' }, handling(), BUREAU, ON, 'SUPERVISION_TEXT_MISSING'],
  ])('%s is refused', (_title, more, state, organId, on, code) => {
    expect(() => record(more, state, organId, on)).toThrow(refused(code));
  });
});

describe('the written answer', () => {
  const answer = (state = handling(), organId = ORGAN, text = '已办结', on = ON) =>
    replyToSupervision(given(matter(state), organId, on), { handlingId: HANDLING, text });
  const judge = (more = {}, state = replied, on = ON, organId = BUREAU) =>
    judgeSupervisionReply(given(matter(state), organId, on), {
      handlingId: HANDLING,
      accepted: true,
      missing: null,
      replyBy: null,
      ...more,
    });
  const back = { accepted: false, missing: '未附送达回证', replyBy: '2026-03-16' };

  it('meets its term and leaves the handling open until it is judged', () => {
    const { records, clocks } = answer();
    expect(records).toMatchObject([{ state: 'replied', replies: [{ on: ON, text: '已办结', judged: null }] }]);
    expect(clocks).toMatchObject([{ do: 'stop', term: 'SUPERVISION_REPLY', subject: ORGAN, on: ON }]);
  });

  it('is refused from another organ, twice, without text, and before the handling was opened', () => {
    expect(() => answer(handling(), BUREAU)).toThrow(refused('SUPERVISED_HANDLING_OF_OTHER_ORGAN'));
    expect(() => answer(replied)).toThrow(refused('SUPERVISED_HANDLING_STATE'));
    expect(() => answer(handling(), ORGAN, '')).toThrow(refused('SUPERVISION_TEXT_MISSING'));
    expect(() => answer(handling(), ORGAN, '已办结', '2026-03-09')).toThrow(refused('SUPERVISION_DAY_TOO_EARLY'));
    expect(() => replyToSupervision(given(matter(), ORGAN), { handlingId: HANDLING, text: '无' })).toThrow(
      refused('SUPERVISED_HANDLING_UNKNOWN'),
    );
  });

  it('is accepted', () => {
    expect(judge()).toMatchObject({
      records: [{ state: 'accepted', replies: [{ judged: { accepted: true, missing: null } }] }],
      clocks: [],
    });
  });

  it('is sent back with what is missing and a new day, for which the term runs again', () => {
    const { records, clocks } = judge(back);
    expect(records).toMatchObject([
      { state: 'returned', replyBy: '2026-03-16', replies: [{ judged: { accepted: false, missing: '未附送达回证' } }] },
    ]);
    expect(clocks).toMatchObject([{ do: 'start', startedOn: ON, dueOn: '2026-03-16' }]);
    expect(answer(records[0] as SupervisedHandling).records).toMatchObject([{ state: 'replied', replies: [{}, { judged: null }] }]);
  });

  it.each([
    ['that has not come', {}, handling(), ON, BUREAU, 'SUPERVISION_NO_REPLY'],
    ['that was judged', {}, handling({ state: 'accepted', replies: [reply(judgedAs(true))] }), ON, BUREAU, 'SUPERVISION_NO_REPLY'],
    ['by another office', {}, replied, ON, OTHER, 'SUPERVISED_HANDLING_OF_OTHER_OFFICE'],
    ['on a day before it', {}, replied, '2026-03-09', BUREAU, 'SUPERVISION_DAY_TOO_EARLY'],
    ['back without what is missing', { ...back, missing: null }, replied, ON, BUREAU, 'SUPERVISION_TEXT_MISSING'],
    ['back without a new day', { ...back, replyBy: null }, replied, ON, BUREAU, 'SUPERVISION_REPLY_DAY_MISSING'],
    ['back to a day that has passed', { ...back, replyBy: '2026-03-09' }, replied, ON, BUREAU, 'SUPERVISION_REPLY_DAY_PAST'],
  ])('judged %s is refused', (_title, more, state, on, organId, code) => {
    expect(() => judge(more, state, on, organId)).toThrow(refused(code));
  });
});

describe('the day of the answer', () => {
  const extend = (more = {}, state = handling(), organId = BUREAU) =>
    extendSupervisionReply(given(matter(state), organId), { handlingId: HANDLING, replyBy: '2026-03-11', reason: '需现场核实', ...more });

  it('is moved to a later one by who opened it, with the reason', () => {
    expect(extend()).toMatchObject({
      records: [{ replyBy: '2026-03-11', extensions: [{ from: ON, to: '2026-03-11', reason: '需现场核实' }] }],
      clocks: [{ do: 'extend', term: 'SUPERVISION_REPLY', subject: ORGAN, days: 1 }],
    });
  });

  it.each([
    ['to the same day', { replyBy: ON }, handling(), BUREAU, 'SUPERVISION_REPLY_DAY_NOT_LATER'],
    ['without a reason', { reason: '' }, handling(), BUREAU, 'SUPERVISION_TEXT_MISSING'],
    ['by another office', {}, handling(), OTHER, 'SUPERVISED_HANDLING_OF_OTHER_OFFICE'],
    ['after the answer', {}, replied, BUREAU, 'SUPERVISED_HANDLING_STATE'],
  ])('%s is refused', (_title, more, state, organId, code) => {
    expect(() => extend(more, state, organId)).toThrow(refused(code));
  });
});

describe('the end of supervised handling', () => {
  const accepted = handling({ state: 'accepted', replies: [reply(judgedAs(true))] });
  const close = (state = accepted, organId = BUREAU, result = '已答复信访人', on = ON) =>
    closeSupervisedHandling(given(matter(state), organId, on), { handlingId: HANDLING, result });

  it('comes after an accepted answer', () => {
    expect(close()).toMatchObject({ records: [{ state: 'closed', closed: { on: ON, result: '已答复信访人' } }] });
  });

  it.each([
    ['without an answer', handling(), BUREAU, '结果', ON, 'SUPERVISION_NO_REPLY'],
    ['with an answer that was not judged', replied, BUREAU, '结果', ON, 'SUPERVISION_NO_REPLY'],
    [
      'with one that was sent back',
      handling({ state: 'returned', replies: [reply(judgedAs(false))] }),
      BUREAU,
      '结果',
      ON,
      'SUPERVISION_NO_REPLY',
    ],
    ['twice', { ...accepted, state: 'closed' as const }, BUREAU, '结果', ON, 'SUPERVISED_HANDLING_STATE'],
    ['by another office', accepted, OTHER, '结果', ON, 'SUPERVISED_HANDLING_OF_OTHER_OFFICE'],
    ['before the answer was judged', accepted, BUREAU, '结果', '2026-03-09', 'SUPERVISION_DAY_TOO_EARLY'],
    ['without a result', accepted, BUREAU, '', ON, 'SUPERVISION_TEXT_MISSING'],
  ])('%s is refused', (_title, state, organId, result, on, code) => {
    expect(() => close(state, organId, result, on)).toThrow(refused(code));
  });
});

describe('the triggers that the facts bear', () => {
  const watched = (more: Partial<WatchedDuty> = {}): WatchedDuty => ({ ...duty, pauses: [], ...more });
  const of = (duties: WatchedDuty[], signs: Sign[] = [], on = ON) => triggersOf({ duties, signs }, pack, on);
  const sign = (kind: Sign['kind'], organId: string | null = null, on = ON): Sign => ({ kind, on, organId });

  it('are those of a duty from the day after its last, with article and facts', () => {
    expect(of([watched()], [], '2026-03-09')).toEqual([]);
    expect(of([watched()])).toEqual([
      {
        code: 'late',
        title: '无正当理由未按规定期限办结',
        article: '信访工作条例 40',
        organId: ORGAN,
        clockId: CLOCK,
        facts: '“办理”期限2026-03-09届满，至2026-03-10尚未了结',
        found: true,
      },
    ]);
  });

  it.each([
    ['NOTIFY_DIRECT', 'procedure'],
    ['ASSIGNMENT_REPORT', 'no_feedback'],
    ['EXECUTE', 'not_carried_out'],
  ])('of an open %s are %s', (term, code) => {
    expect(of([watched({ term })])).toMatchObject([{ code }]);
  });

  it('count a step that was done late as procedure, one on its last day as none', () => {
    expect(of([watched({ endedOn: ON })])).toMatchObject([{ code: 'procedure' }]);
    expect(of([watched({ endedOn: '2026-03-09' })])).toEqual([]);
  });

  it('are none of a duty that is paused, of a right, and of an own date', () => {
    expect(of([watched({ pauses: [{ from: '2026-03-01', to: ON }] })])).toEqual([]);
    expect(of([watched({ pauses: [{ from: '2026-03-01', to: '2026-03-09' }] })])).toHaveLength(1);
    expect(of([watched({ nature: 'right' }), watched({ nature: 'own' })])).toEqual([]);
  });

  it('are a report that was handed back and an opinion that was not carried out, of the organ whose term it is', () => {
    const duties = [
      watched({ term: 'ASSIGNMENT_REPORT', endedOn: '2026-03-01' }),
      watched({ term: 'EXECUTE', clockId: uuid(12), endedOn: '2026-03-01' }),
    ];
    expect(of(duties, [sign('report_returned'), sign('not_carried_out')])).toMatchObject([
      { code: 'no_feedback', organId: ORGAN, clockId: CLOCK },
      { code: 'not_carried_out', organId: ORGAN, clockId: uuid(12) },
    ]);
  });

  it('are no rejected objection; two of one organ ask a person to look and find nothing', () => {
    const first = sign('objection_rejected', ORGAN);
    expect(of([], [first])).toEqual([]);
    expect(of([], [first, sign('objection_rejected', OTHER)])).toEqual([]);
    expect(of([], [first, sign('objection_rejected', ORGAN)])).toMatchObject([{ code: 'shirking', organId: ORGAN, found: false }]);
  });

  it('have the article of the local pack, else that of its base; none is a ground that the pack does not name', () => {
    const source = (pack: string, code: string) => triggerOf(packNamed(builtInPacks(), pack), code)?.source;
    expect(source('CN-11-2006', 'late')).toBe('北京市信访条例 52');
    expect(source('CN-11-2006', 'plainly_wrong')).toBe('北京市信访条例 52');
    expect(source('CN-33-2016', 'late')).toBe('信访条例 36');
    expect([source('CN-2005', 'false_handling'), source('CN-2022', 'plainly_wrong')]).toEqual([undefined, undefined]);
    expect(triggerOf({}, 'late')).toBeUndefined(); // a pack published before supervised handling was opened
  });
});
