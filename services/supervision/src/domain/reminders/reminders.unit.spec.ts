import { describe, expect, it } from '@jest/globals';
import { nationalCalendar, nationalPacks, packNamed } from '@sunshine/procedure';
import type { Duty, Given, MatterState, SupervisionRecord } from '../matter.js';
import { answerReminder, dismissProposal, issueReminder } from './reminder.js';
import { proposeFor, remindOf, watcherOf, withdrawStep } from './warnings.js';
import type { Proposal, Reminder } from './reminders.records.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const ON = '2026-03-10';
const [BUREAU, ORGAN, OFFICER] = [uuid(1), uuid(2), uuid(3)];
const CLOCK = uuid(10);
const duty: Duty = { clockId: CLOCK, term: 'HANDLE', nature: 'duty', organId: ORGAN, effectiveDue: '2026-03-09', endedOn: null };
const matter = (more: Partial<MatterState> = {}): MatterState => ({
  id: uuid(20),
  number: '990100-20260101-000001',
  division: '990100',
  duties: [duty],
  records: [],
  ...more,
});
const organ = (id: string) => ({ id, name: '明川市信访局', shortName: '明信' });
const given = (state: MatterState, organId = BUREAU, on = ON): Given =>
  ({ state, act: { on, personId: OFFICER, organ: organ(organId), role: 'SUPERVISOR' } }) as unknown as Given;
const command = { reminderId: uuid(30), clockId: CLOCK, means: 'written', spokenWith: null, reason: '期限已过，尚未答复', replyBy: ON };
const issued = (state = matter(), more = {}, on = ON) =>
  issueReminder(given(state, BUREAU, on), { number: '明信信催〔2026〕1号' }, { ...command, ...more });
const reminderOf = (more: Partial<Reminder> = {}): Reminder => ({ ...(issued().records[0] as Reminder), ...more });

describe('a reminder (催办)', () => {
  it('has number, sender, reason and the day of its answer, and starts the term of the answer', () => {
    const { records, events, clocks } = issued();
    expect(records).toMatchObject([
      { kind: 'reminder', state: 'open', number: '明信信催〔2026〕1号', byOrganId: BUREAU, organId: ORGAN, replyBy: ON, step: null },
    ]);
    expect(events.map(({ type }) => type)).toEqual(['ReminderIssued']);
    expect(clocks).toMatchObject([
      { do: 'cancel', term: 'REMINDER_REPLY', subject: ORGAN },
      { do: 'start', term: 'REMINDER_REPLY', subject: ORGAN, startedOn: ON, dueOn: ON },
    ]);
  });

  it('is not sent twice on one day for one fact; on the next day it may be', () => {
    const state = matter({ records: [reminderOf()] });
    expect(() => issued(state)).toThrow(expect.objectContaining({ code: 'REMINDER_SAME_DAY', source: '信访工作条例 40；本系统规则 催办' }));
    expect(issued(state, { replyBy: '2026-03-11' }, '2026-03-11').records[0]).toMatchObject({ openedOn: '2026-03-11' });
  });

  it('that was taken back does not keep another from being sent on the day', () => {
    const state = matter({ records: [reminderOf({ state: 'withdrawn' })] });
    expect(issued(state).records[0]).toMatchObject({ state: 'open' });
  });

  it('of another duty may be sent on the same day', () => {
    const state = matter({ duties: [duty, { ...duty, clockId: uuid(11) }], records: [reminderOf()] });
    expect(issued(state, { clockId: uuid(11) }).records[0]).toMatchObject({ clockId: uuid(11) });
  });

  it.each([
    ['of a duty that the matter does not have', matter({ duties: [] }), {}, 'REMINDER_DUTY_UNKNOWN'],
    ['of a right', matter({ duties: [{ ...duty, nature: 'right' }] }), {}, 'REMINDER_NO_DUTY'],
    ['of an option', matter({ duties: [{ ...duty, nature: 'option' }] }), {}, 'REMINDER_NO_DUTY'],
    ['of a duty that is done', matter({ duties: [{ ...duty, endedOn: ON }] }), {}, 'REMINDER_DUTY_ENDED'],
    ['of the own organ', matter({ duties: [{ ...duty, organId: BUREAU }] }), {}, 'SUPERVISION_OWN_ORGAN'],
    ['to be answered before it is sent', matter(), { replyBy: '2026-03-09' }, 'SUPERVISION_REPLY_DAY_PAST'],
    ['without a reason', matter(), { reason: ' ' }, 'SUPERVISION_TEXT_MISSING'],
    ['with a reason that is too long', matter(), { reason: '理'.repeat(1001) }, 'SUPERVISION_TEXT_TOO_LONG'],
    ['with characters nobody can read', matter(), { reason: 'a\u0000b' }, 'SUPERVISION_TEXT_MALFORMED'],
    ['by telephone with nobody', matter(), { means: 'phone' }, 'SUPERVISION_TEXT_MISSING'],
    ['by the sweep’s own means', matter(), { means: 'system' }, 'SUPERVISION_CODE_UNKNOWN'],
  ])('%s is refused', (_title, state, more, code) => {
    expect(() => issued(state, more)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the answer to a reminder', () => {
  const answer = (state: MatterState, more = {}, organId = ORGAN) =>
    answerReminder(given(state, organId), { reminderId: command.reminderId, text: '今日已办结', ...more });

  it('ends its term and not the duty', () => {
    const { records, clocks } = answer(matter({ records: [reminderOf()] }));
    expect(records).toMatchObject([{ state: 'answered', answer: { on: ON, text: '今日已办结' } }]);
    expect(clocks).toMatchObject([{ do: 'stop', term: 'REMINDER_REPLY', subject: ORGAN }]);
  });

  it('to an older one leaves the term of the newest running', () => {
    const newer = reminderOf({ id: uuid(31), openedOn: '2026-03-11' });
    expect(answer(matter({ records: [reminderOf(), newer] })).clocks).toEqual([]);
  });

  it('is refused where there is none, where it was answered, and from another organ', () => {
    expect(() => answer(matter())).toThrow(expect.objectContaining({ code: 'REMINDER_UNKNOWN' }));
    expect(() => answer(matter({ records: [reminderOf({ state: 'answered' })] }))).toThrow(
      expect.objectContaining({ code: 'REMINDER_NOT_OPEN' }),
    );
    expect(() => answer(matter({ records: [reminderOf()] }), {}, BUREAU)).toThrow(
      expect.objectContaining({ code: 'REMINDER_OF_OTHER_ORGAN' }),
    );
  });
});

describe('what a warning step brings about', () => {
  const pack = packNamed(nationalPacks(), 'CN-2022');
  const law = { pack, calendar: nationalCalendar() };
  const at = (step: string, state = matter()) => ({ state, reached: { clockId: CLOCK, step, on: ON }, by: organ(BUREAU), id: uuid(40) });
  const reminded = (state = matter()) => remindOf(at('REMINDER', state), '明信信催〔2026〕2号', law);

  it('is a reminder by itself, answered within the days of the pack', () => {
    expect(reminded()?.records).toMatchObject([
      { byPersonId: null, means: 'system', step: 'REMINDER', openedOn: ON, replyBy: '2026-03-13', number: '明信信催〔2026〕2号' },
    ]);
  });

  it('is none where the duty was done meanwhile, or where a person reminded on that day', () => {
    expect(reminded(matter({ duties: [{ ...duty, endedOn: ON }] }))).toBeNull();
    expect(reminded(matter({ records: [reminderOf()] }))).toBeNull();
  });

  it('is none under a local pack that was published before reminders were sent', () => {
    const { reminderAnswerDays: _days, ...values } = pack.values;
    expect(remindOf(at('REMINDER'), '', { ...law, pack: { ...pack, values } })).toBeNull();
  });

  it('ends in a proposal and nothing more: no number, no term, no handling', () => {
    const proposed = proposeFor(at('SUPERVISION_PROPOSAL'));
    expect(proposed?.records).toMatchObject([{ kind: 'proposal', state: 'open', number: null, replyBy: null }]);
    expect(proposed?.clocks).toBeUndefined();
    expect(proposeFor(at('SUPERVISION_PROPOSAL', matter({ duties: [{ ...duty, endedOn: ON }] })))).toBeNull();
  });

  const withdrawn = (step: string, ...records: SupervisionRecord[]) =>
    withdrawStep(matter({ records }), { clockId: CLOCK, step }, ON, 'extended');

  it('is taken back with its reason where a later fact shows that the step was not due', () => {
    const reminder = reminded()?.records[0] as Reminder;
    const proposal = proposeFor(at('SUPERVISION_PROPOSAL'))?.records[0] as Proposal;
    expect(withdrawn('REMINDER', reminder, proposal)).toMatchObject({
      records: [{ kind: 'reminder', state: 'withdrawn', withdrawn: { on: ON, reason: 'extended' } }],
      clocks: [{ do: 'cancel', term: 'REMINDER_REPLY' }],
    });
    expect(withdrawn('SUPERVISION_PROPOSAL', reminder, proposal)).toMatchObject({
      records: [{ kind: 'proposal', state: 'withdrawn', ended: { byPersonId: null, reason: 'extended' } }],
      clocks: [],
    });
  });

  it('stands where a person sent, answered or decided it', () => {
    const reminder = reminded()?.records[0] as Reminder;
    expect(withdrawn('REMINDER', reminderOf()).records).toEqual([]);
    expect(withdrawn('REMINDER', { ...reminder, state: 'answered' }).records).toEqual([]);
  });

  it('is done in the name of who sent the matter, else who registered it, else the organ above', () => {
    const stands = (relation: string, subject: string) => ({ relation, subject });
    expect(watcherOf(ORGAN, [stands('registering', uuid(5)), stands('sender', BUREAU), stands('in_charge', ORGAN)], uuid(9))).toBe(BUREAU);
    expect(watcherOf(ORGAN, [stands('registering', uuid(5))], uuid(9))).toBe(uuid(5));
    expect(watcherOf(ORGAN, [stands('registering', ORGAN)], uuid(9))).toBe(uuid(9));
    expect(watcherOf(ORGAN, [], null)).toBeNull();
  });
});

describe('a proposal of supervised handling', () => {
  const proposal = (state: Proposal['state']): Proposal => ({
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
  const dismissed = (records: SupervisionRecord[], reason = '单位已于昨日办结') =>
    dismissProposal(given(matter({ records })), { proposalId: uuid(50), reason });

  it('ends where a person decides against it and says why', () => {
    expect(dismissed([proposal('open')]).records).toMatchObject([{ state: 'dismissed', ended: { on: ON, byPersonId: OFFICER } }]);
  });

  it.each([
    ['is unknown', [], undefined, 'SUPERVISION_PROPOSAL_UNKNOWN'],
    ['was decided before', [proposal('dismissed')], undefined, 'SUPERVISION_PROPOSAL_NOT_OPEN'],
    ['is dismissed without a reason', [proposal('open')], '', 'SUPERVISION_TEXT_MISSING'],
  ])('that %s is refused', (_title, records, reason, code) => {
    expect(() => dismissed(records, reason)).toThrow(expect.objectContaining({ code }));
  });
});
