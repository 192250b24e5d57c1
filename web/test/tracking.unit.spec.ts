import { describe, expect, it } from '@jest/globals';
import { OffPathOutcome, Stage } from '@sunshine/events';
import { TERMS } from '@sunshine/procedure';
import { renderToStaticMarkup } from 'react-dom/server';
import { Clocks, Ending, Next } from '../src/portal/tracking/clocks.js';
import { CoursePage } from '../src/portal/tracking/course-page.js';
import type { Clock, Course } from '../src/portal/tracking/course.js';
import { tracking } from '../src/texts/tracking.js';

/** Only a report comes there, of which nothing but its progress is shown. */
const OF_REPORTS = ['handed_to_discipline', 'feedback_noted'];
/** Between organs, about how they work. */
const NOT_OF_A_MATTER = [
  'ADVICE_REPLY',
  'REMINDER_REPLY',
  'SUPERVISION_REPLY',
  'CORRECTION',
  'CONDUCT_REPLY',
  'COMMITMENT_REVIEW',
  'INSTRUCTION_ANSWER',
  'ASSISTANCE_ANSWER',
  'MATERIAL',
  'SUPPLEMENT',
  'REVIEW_FILE',
  'STAGE_REPORT',
  'ARCHIVE',
];

describe('the words of the tracking page', () => {
  it('are there for every stage, every term and every end without an answer', () => {
    expect(Object.keys(tracking.next).toSorted()).toEqual(Stage.options.filter((stage) => !OF_REPORTS.includes(stage)).toSorted());
    expect(Object.keys(tracking.terms).toSorted()).toEqual(TERMS.filter((term) => !NOT_OF_A_MATTER.includes(term)).toSorted());
    expect(Object.keys(tracking.endings).toSorted()).toEqual([...OffPathOutcome.options].toSorted());
  });
});

const day = (more: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + more * 86_400_000);
const clock = (term: string, state: string, left: number): Clock => ({
  id: term,
  term,
  title: term,
  state,
  stateName: state,
  effectiveDue: day(left),
  provisional: false,
  source: '信访工作条例 34',
  explanation: [],
});
const course = (more: Partial<Course>): Course => ({
  pass: '',
  pending: null,
  number: '',
  registeredOn: day(-3),
  receivedOn: day(-3),
  kind: 'CLAIM',
  summary: '',
  ofMember: false,
  leftOn: null,
  hearings: [],
  hearingRight: null,
  succeededOn: null,
  partNumbers: null,
  takesPartCodes: false,
  progress: 'handed_over',
  liveKey: null,
  stage: 'accepted',
  stageName: '',
  outcome: null,
  resultName: null,
  pointedTo: null,
  organ: null,
  services: null,
  nextRight: null,
  requests: [],
  answer: null,
  mediation: null,
  promises: [],
  mayProposeMediation: false,
  publications: [],
  reviewRight: null,
  reviews: [],
  withdrawal: null,
  guidance: null,
  supplementRequest: null,
  supplements: null,
  clocks: [],
  history: [],
  ...more,
});
const told = (more: Partial<Course>): string => renderToStaticMarkup(Next({ course: course(more) }));

describe('what comes next', () => {
  it('is told with the nearest last day that concerns the petitioner, and the days left', () => {
    const clocks = [
      clock('OBJECT', 'running', 1),
      clock('HANDLE', 'running', 40),
      clock('EXECUTE', 'running', 12),
      clock('ROUTE', 'met', 2),
    ];
    const text = told({ clocks });
    expect(text).toContain(tracking.next['accepted']);
    expect(text).toContain('EXECUTE，最迟在');
    expect(text).toContain('还有12天');
  });

  it.each([
    [1, '还有1天'],
    [0, '今天是最后一天'],
    [-2, '已经过了2天'],
  ])('counts %i days as %s', (left, words) => expect(told({ clocks: [clock('HANDLE', 'running', left)] })).toContain(words));

  it('says so where no term is set, but not of a clock that could not be read, nor where a right of the petitioner runs', () => {
    expect(told({ stage: 'informed' })).toContain(tracking.noDay);
    expect(told({ stage: 'informed', clocks: [clock('HANDLE', 'paused', 3)] })).toContain(tracking.noDay);
    expect(told({ stage: 'informed', clocks: null })).not.toContain(tracking.noDay);
    expect(told({ stage: 'closed' })).not.toContain(tracking.noDay);
  });

  const line = (act: string) => ({ on: day(-1), actor: '', act, actName: act, basis: '' });

  it('at an organ that received it directly is its notice, not a transfer', () => {
    expect(told({ stage: 'registered', clocks: [clock('ROUTE', 'running', 9)] })).toContain(tracking.next['registered']);
    for (const term of ['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'])
      expect(told({ stage: 'registered', clocks: [clock(term, 'running', 9)] })).toContain(tracking.nextWhere.direct);
  });

  it('says that the organ does not think it its own, while that is looked into', () => {
    const clocks = [clock('NOTIFY_TRANSFERRED', 'running', 9), clock('OBJECT_DECIDE', 'running', 2)];
    expect(told({ stage: 'received', clocks })).toContain(tracking.nextWhere.objected);
    expect(told({ stage: 'received', clocks: [clock('NOTIFY_TRANSFERRED', 'running', 9)] })).toContain(tracking.next['received']);
  });

  it('of what was put before the Party committee or government says that alone, and of what was sent on that it was sent on', () => {
    expect(told({ stage: 'routed', history: [line('registerPetition'), line('submitForDecision')] })).toContain(
      tracking.nextWhere.submitted,
    );
    expect(told({ stage: 'routed', history: [line('routePetition')] })).toContain(tracking.next['routed']);
  });

  it('says of an organ that tells under rules of its own that they are its own', () => {
    expect(told({ stage: 'received', clocks: [clock('OBJECT', 'cancelled', -2)] })).toContain(tracking.nextWhere.ownRules);
    expect(told({ stage: 'received', clocks: null })).toContain(tracking.next['received']);
  });

  it('of an answer without a paper does not speak of a paper, nor of a term that only a paper starts', () => {
    const stage = 'opinion_issued';
    expect(told({ stage, history: [line('answerFastTrack')] })).toContain(tracking.nextWhere.answeredInWords);
    expect(told({ stage: 'closed', history: [line('answerFastTrack')] })).toContain(tracking.nextWhere.closedInWords);
    for (const paper of ['issueFastTrackPaper', 'issueOpinion'])
      expect(told({ stage, history: [line('answerFastTrack'), line(paper)] })).toContain(tracking.next['opinion_issued']);
  });

  it('of a way that a competent body has taken up does not send the petitioner to words that stand nowhere', () => {
    expect(told({ stage: 'led_into_procedure' })).toContain(tracking.nextWhere.takenUp);
    const guidance = { text: '', papers: [], basis: [], channel: { title: '', body: '', note: null, limits: [] } };
    expect(told({ stage: 'led_into_procedure', guidance })).toContain(tracking.next['led_into_procedure']);
  });

  it('follows a withdrawal that stands', () => {
    const withdrawal = { declaredOn: day(-4), confirmedOn: null, revocableUntil: day(11) };
    expect(told({ withdrawal })).toContain(tracking.nextWhere.withdrawing);
    expect(told({ withdrawal: { ...withdrawal, confirmedOn: day(-2) } })).toContain(tracking.nextWhere.withdrawn);
    expect(told({ withdrawal, stage: 'closed' })).toContain(tracking.next['closed']);
  });

  it('of a suggestion that is closed speaks of the reply', () => {
    expect(told({ kind: 'SUGGESTION', stage: 'closed' })).toContain(tracking.nextWhere.closedSuggestion);
  });

  it.each(['performed', 'answered', 'outcome_reported', 'replied', 'measure_followed'])(
    'does not miss a number of days where nothing more is to come: %s',
    (stage) => expect(told({ stage })).not.toContain(tracking.noDay),
  );

  it('says that the day for a review has passed, and not that the answer is still to come', () => {
    const nextRight = { title: '', lastDay: day(-1), provisional: false, to: null, papers: [], source: '', explanation: [] };
    expect(told({ stage: 'opinion_served', nextRight })).toContain(tracking.nextWhere.reviewPassed);
  });

  it('of an answer that was served on another says that it comes', () => {
    expect(told({ stage: 'opinion_served' })).toContain(tracking.next['opinion_issued']);
    const nextRight = { title: '', lastDay: day(30), provisional: false, to: null, papers: [], source: '', explanation: [] };
    expect(told({ stage: 'opinion_served', nextRight })).toContain(tracking.next['opinion_served']);
  });

  it('puts the last day of the petitioner’s own right before any that an organ has, while it can be used', () => {
    const right = (left: number) => ({
      title: '申请复查',
      lastDay: day(left),
      provisional: false,
      to: null,
      papers: [],
      source: '',
      explanation: [],
    });
    const clocks = [clock('EXECUTE', 'running', 20)];
    expect(told({ stage: 'opinion_served', nextRight: right(30), clocks })).toContain('申请复查，最迟在');
    expect(told({ stage: 'opinion_served', nextRight: right(0), clocks })).toContain('今天是最后一天');
    expect(told({ stage: 'opinion_served', nextRight: right(-1), clocks })).toContain('EXECUTE，最迟在');
  });

  it('is left to the end where the matter ended without an answer', () => {
    expect(told({ outcome: 'kept_for_reference', stage: 'closed' })).toBe('');
    const end = renderToStaticMarkup(Ending({ outcome: 'kept_for_reference', partNumbers: null }));
    expect(end).toContain('随时可以向登记的机关提出');
    const split = renderToStaticMarkup(Ending({ outcome: 'split', partNumbers: ['990100-20261201-000001', '990100-20261201-000002'] }));
    for (const said of ['分开登记，请领取各件查询码', '990100-20261201-000001', '990100-20261201-000002']) expect(split).toContain(said);
    // Who left no name has no identity document to fetch them with.
    const unnamed = renderToStaticMarkup(Ending({ outcome: 'split', partNumbers: ['990100-20261201-000001'], takesPartCodes: true }));
    expect(unnamed).toContain('在下面领取每一件的查询码');
    expect(unnamed).not.toContain('身份证明');
    expect(renderToStaticMarkup(Ending({ outcome: null, partNumbers: null }))).toBe('');
  });

  it('names the organ that was told, where it receives, and the last days of that way', () => {
    const pointedTo = { organ: '西岭县自然资源局', basis: '《不动产登记暂行条例》第七条', place: '3号窗口', limits: ['六个月内'] };
    const end = renderToStaticMarkup(Ending({ outcome: 'guided', partNumbers: null, pointedTo }));
    for (const said of [pointedTo.organ, pointedTo.basis, pointedTo.place, '六个月内']) expect(end).toContain(said);
  });

  it('does not call a settlement the end while what was promised is still to be done', () => {
    const end = (stage: string) => renderToStaticMarkup(Ending({ outcome: 'settled', partNumbers: null, stage }));
    expect(end('accepted')).toContain(tracking.settledOpen);
    expect(end('accepted')).not.toContain(tracking.endings['settled']!.what);
    expect(end('closed')).toContain(tracking.endings['settled']!.what);
  });

  it('offers no revocation that is over: a withdrawn matter is closed after its last day', () => {
    expect(tracking.endings['withdrawn']!.can.join('')).not.toContain('收回');
  });
});

describe('the steps', () => {
  const shown = (more: Partial<Course>) =>
    renderToStaticMarkup(CoursePage({ view: { mode: 'standard', path: '/track' } as never, course: course(more), partial: false }));

  it('are shown while they are gone through, and of nothing that ended without an answer: it was neither sent on nor answered', () => {
    expect(shown({ progress: 'handed_over' })).toContain(tracking.progress['answered']);
    for (const outcome of OffPathOutcome.options)
      expect(shown({ progress: 'ended', stage: 'closed', outcome })).not.toContain(`>${tracking.progress['answered']}<`);
    expect(shown({ kind: null, progress: 'ended', outcome: 'withdrawn' })).not.toContain(`>${tracking.progress['answered']}<`);
  });

  it('are not shown of a letter that fell apart, which is not called a report either', () => {
    const letter = shown({ kind: null, progress: 'ended', outcome: 'split', partNumbers: ['990100-20261201-000001'] });
    expect(letter).toContain('990100-20261201-000001');
    for (const said of [tracking.report, tracking.reportNote]) expect(letter).not.toContain(said);
  });
});

describe('ended terms', () => {
  it('leave out the day for an objection, which is the organ’s and reads as the petitioner’s', () => {
    const shown = renderToStaticMarkup(Clocks({ clocks: [clock('OBJECT', 'cancelled', -3), clock('ROUTE', 'met', -5)] }));
    expect(shown).not.toContain('OBJECT');
    expect(shown).toContain('ROUTE');
    expect(renderToStaticMarkup(Clocks({ clocks: [clock('OBJECT', 'running', 3)] }))).toContain('OBJECT');
  });
});
