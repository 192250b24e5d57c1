import { describe, expect, it } from '@jest/globals';
import type { SupervisedHandling } from '../handling/handling.records.js';
import { offersOf } from '../offers.js';
import type { Duty, Given, MatterState } from '../matter.js';
import { extendSupervisionReply } from '../handling/handling.js';
import type { Reminder } from '../reminders/reminders.records.js';
import { answeredByNode, dutyOfTerm, followedByNode, remindedByNode, supervisedByNode, type Asked } from './elsewhere.js';
import { supervisionGiven } from './given.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const [PETITION, BUREAU, HOUSING, MESSAGE] = [uuid(20), uuid(2), uuid(4), uuid(70)];
const NODE = { id: 'province.990000', name: '甲省节点' };
const CAME = '2026-03-10';
const duty = (term: string, more: Partial<Duty> = {}): Duty => ({
  ...{ clockId: uuid(10), term, nature: 'duty', organId: HOUSING, effectiveDue: '2026-03-09', endedOn: null },
  ...more,
});
const matter = (more: Partial<MatterState> = {}): MatterState => ({
  ...{ id: PETITION, number: '990100-20260101-000001', division: '990100', duties: [duty('HANDLE')], records: [] },
  ...more,
});
const asked: Asked = { messageId: MESSAGE, node: NODE, organId: BUREAU, inChargeId: HOUSING, receivedOn: CAME };
const words = { term: 'HANDLE', dueOn: '2026-03-09', text: '请尽快办理', paper: { number: '省信催〔2026〕1号' }, answerBy: '2026-03-13' };
const reminded = (state = matter(), more = {}) => remindedByNode(state, asked, dutyOfTerm(state, 'HANDLE')!, { ...words, ...more });
const reminder = () => reminded()!.records[0] as Reminder;
const handlingWords = { triggers: ['应当受理而不受理'], finding: '超期未受理', todo: ['立即受理', '说明原因'], replyBy: '2026-03-20' };
const supervised = (state = matter(), more = {}) => supervisedByNode(state, { ...asked, ...more }, handlingWords);
const handling = (more: Partial<SupervisedHandling> = {}): SupervisedHandling => ({
  ...(supervised()!.records[0] as SupervisedHandling),
  ...more,
});
const having = (...records: MatterState['records']) => matter({ records });
const replied = () => handling({ state: 'replied', replies: [{ on: '2026-03-15', byPersonId: uuid(3), text: '已受理', judged: null }] });
const refused = (code: string) => expect.objectContaining({ code });
const follow = (record: SupervisedHandling, as: string, more: { node?: string; replyBy?: string } = {}) =>
  followedByNode(
    having(record),
    { handlingId: MESSAGE, node: more.node ?? NODE.id, as, receivedOn: '2026-03-18' },
    { finding: '未说明原因', replyBy: more.replyBy ?? '2026-03-25' },
  );

describe('催办 of another node', () => {
  it('is a reminder of whose duty it is, by the node, and its answer is due from the day of the transport receipt', () => {
    const decided = reminded()!;
    expect(decided.records).toMatchObject([
      {
        id: MESSAGE,
        state: 'open',
        number: '省信催〔2026〕1号',
        node: NODE,
        byOrganId: BUREAU,
        organId: HOUSING,
        openedOn: CAME,
        byPersonId: null,
      },
    ]);
    expect(decided.events.map(({ type }) => type)).toEqual(['ReminderIssued']);
    expect(decided.clocks).toMatchObject([
      { do: 'cancel', subject: HOUSING },
      { do: 'start', term: 'REMINDER_REPLY', subject: HOUSING, startedOn: CAME, dueOn: '2026-03-13' },
    ]);
  });

  it('that comes behind its day of answer is answered on the day on which it came', () => {
    expect(reminded(matter(), { answerBy: '2026-03-09' })!.records).toMatchObject([{ replyBy: CAME }]);
    expect(reminded(matter(), { answerBy: CAME })!.records).toMatchObject([{ replyBy: CAME }]);
  });

  it('stands once, however often it is told, and beside an own one of the day', () => {
    expect(reminded(having(reminder()))).toBeNull();
    expect(reminded(having({ ...reminder(), id: uuid(71) }))).not.toBeNull();
  });

  it('is about the duty of its term that runs, else about the last of it, else about one that runs', () => {
    const ended = duty('HANDLE', { clockId: uuid(11), endedOn: '2026-03-01' });
    const route = duty('ROUTE', { clockId: uuid(12) });
    const right = duty('OBJECT', { clockId: uuid(13), nature: 'option' as Duty['nature'] });
    const nobody = duty('HANDLE', { clockId: uuid(14), organId: null });
    const of = (...duties: Duty[]) => dutyOfTerm(matter({ duties }), 'HANDLE')?.clockId;
    expect(of(duty('HANDLE'), ended)).toBe(uuid(10));
    expect(of(ended, route)).toBe(uuid(11));
    expect(of(route, right, nobody)).toBe(uuid(12));
    expect(of(right, nobody)).toBeUndefined();
  });
});

describe('督办 of another node', () => {
  it('is on the list of who has the matter, with its triggers in the words of that node', () => {
    const decided = supervised()!;
    expect(decided.records).toMatchObject([
      {
        kind: 'handling',
        state: 'open',
        number: '无文号',
        node: NODE,
        organId: HOUSING,
        request: '立即受理\n说明原因',
        replyBy: '2026-03-20',
      },
    ]);
    expect(decided.clocks).toMatchObject([
      { do: 'start', term: 'SUPERVISION_REPLY', subject: HOUSING, startedOn: CAME, dueOn: '2026-03-20' },
    ]);
    expect(supervised(matter(), { inChargeId: null })!.records).toMatchObject([{ organId: BUREAU }]);
    expect(supervised(having(handling()))).toBeNull();
  });

  it('is judged, moved and closed by nobody here', () => {
    const state = having(replied());
    const given = { state, act: { on: '2026-03-16', personId: uuid(3), organ: { id: BUREAU }, role: 'SUPERVISOR' } } as unknown as Given;
    expect(() => extendSupervisionReply(given, { handlingId: MESSAGE, replyBy: '2026-03-30', reason: '延期' })).toThrow(
      refused('SUPERVISED_HANDLING_OF_OTHER_OFFICE'),
    );
    const acts = (record: SupervisedHandling, may: string) =>
      offersOf({ ...state, duties: [], records: [record] }, () => may).map(({ act }) => act);
    expect(acts(replied(), BUREAU)).toEqual([]);
    expect(acts(handling(), HOUSING)).toEqual(['replyToSupervision']);
  });

  it('is sent back with what is missing and a new term from the day on which that came, or accepted', () => {
    const back = follow(replied(), 'returned')!;
    expect(back.records).toMatchObject([
      { state: 'returned', replyBy: '2026-03-25', replies: [{ judged: { accepted: false, missing: '未说明原因' } }] },
    ]);
    expect(back.clocks).toMatchObject([{ do: 'start', startedOn: '2026-03-18', dueOn: '2026-03-25' }]);
    const accepted = follow(replied(), 'accepted')!;
    expect([accepted.records, accepted.clocks]).toMatchObject([[{ state: 'accepted', replyBy: '2026-03-20' }], []]);
    expect(follow(handling(), 'returned')).toBeNull();
  });

  it('gets a later day, never an earlier or the same one, and is closed for good', () => {
    expect(follow(handling(), 'extended')!.records).toMatchObject([
      { replyBy: '2026-03-25', extensions: [{ from: '2026-03-20', to: '2026-03-25' }] },
    ]);
    expect(follow(handling(), 'extended', { replyBy: '2026-03-21' })).not.toBeNull();
    expect(follow(handling(), 'extended', { replyBy: '2026-03-20' })).toBeNull();
    const closed = follow(handling({ state: 'accepted' }), 'closed')!.records[0] as SupervisedHandling;
    expect(closed).toMatchObject({ state: 'closed', closed: { on: '2026-03-18', result: '未说明原因' } });
    expect(follow(closed, 'extended')).toBeNull();
  });

  it('is followed by no other node than the one that opened it, and by no word of a later release', () => {
    expect(follow(replied(), 'accepted', { node: 'city.990100' })).toBeNull();
    expect(follow(replied(), 'deferred')).toBeNull();
  });
});

describe('the answer of another node', () => {
  const answer = { on: '2026-03-12', text: '本周五前答复' };

  it('answers a reminder once, not before the day of the asking', () => {
    const decided = answeredByNode(having(reminder()), MESSAGE, answer)!;
    expect(decided.records).toMatchObject([{ state: 'answered', answer: { on: '2026-03-12', byPersonId: null, text: answer.text } }]);
    expect(decided.clocks).toMatchObject([{ do: 'stop', term: 'REMINDER_REPLY', subject: HOUSING, on: '2026-03-12' }]);
    expect(answeredByNode(having(reminder()), MESSAGE, { ...answer, on: '2026-03-09' })!.records).toMatchObject([{ answer: { on: CAME } }]);
    expect(answeredByNode(having(decided.records[0]), MESSAGE, answer)).toBeNull();
    expect(answeredByNode(matter(), MESSAGE, answer)).toBeNull();
  });

  it('to supervised handling waits to be judged, and comes again where it was sent back', () => {
    expect(answeredByNode(having(handling()), MESSAGE, answer)!.records).toMatchObject([
      { state: 'replied', replies: [{ text: answer.text }] },
    ]);
    const back = follow(replied(), 'returned')!.records[0];
    expect(answeredByNode(having(back), MESSAGE, answer)!.records).toMatchObject([
      { state: 'replied', replies: [{}, { on: '2026-03-18' }] },
    ]);
    expect(answeredByNode(having(replied()), MESSAGE, answer)).toBeNull();
  });
});

describe('what another node is told of a record', () => {
  it('is the duty with its day, the reason and the day of the answer', () => {
    expect(supervisionGiven(reminder(), 'reminder')).toEqual({
      ...{ term: 'HANDLE', dueOn: '2026-03-09', remindedOn: CAME, answerBy: '2026-03-13', text: '请尽快办理' },
      paper: { number: '省信催〔2026〕1号', issuedOn: CAME },
    });
  });

  it('is of supervised handling what is wrong with article and facts, afterwards what became of it', () => {
    const trigger = { code: 'late', title: '未按规定期限办理', article: '信访工作条例 40', facts: '超期10日' };
    const findingOf = (record: SupervisedHandling) => supervisionGiven(record, 'supervised-handling')['finding'];
    expect(findingOf(handling({ triggers: [trigger] }))).toBe('超期未受理\n未按规定期限办理（信访工作条例 40）：超期10日');
    expect(findingOf(follow(replied(), 'returned')!.records[0] as SupervisedHandling)).toBe('未说明原因');
    expect(findingOf(follow(replied(), 'accepted')!.records[0] as SupervisedHandling)).toBe('对反馈予以认可');
    expect(findingOf(follow(handling(), 'extended')!.records[0] as SupervisedHandling)).toBe('未说明原因');
    expect(findingOf(follow(handling({ state: 'accepted' }), 'closed')!.records[0] as SupervisedHandling)).toBe('未说明原因');
  });

  it('is of an answer its day and its text', () => {
    const answered = answeredByNode(having(reminder()), MESSAGE, { on: '2026-03-12', text: '已办' })!.records[0] as Reminder;
    expect(supervisionGiven(answered, 'supervision-answer')).toEqual({ answeredOn: '2026-03-12', text: '已办' });
    expect(supervisionGiven(replied(), 'supervision-answer')).toEqual({ answeredOn: '2026-03-15', text: '已受理' });
  });
});
