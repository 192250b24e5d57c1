import { describe, expect, it } from '@jest/globals';
import { dueDate, nationalCalendar, nationalPacks, packNamed, renderStep, termRule, type DueInput, type Span, type Term } from './index.js';

const calendar = nationalCalendar();
const pack2005 = packNamed(nationalPacks(), 'CN-2005');
const pack = packNamed(nationalPacks(), 'CN-2022');
const due = (term: Term, start: string, more: Partial<DueInput> = {}) => dueDate({ pack, term, start, calendar, ...more });
const refusal = (code: string, source?: string | null) => expect.objectContaining(source === undefined ? { code } : { code, source });

describe('the nine vectors of the rulebook', () => {
  const vectors: [term: Term, start: string, extended: number, nominal: string, effective: string][] = [
    ['HANDLE', '2024-01-05', 0, '2024-03-05', '2024-03-05'],
    ['HANDLE', '2025-03-03', 0, '2025-05-02', '2025-05-06'],
    ['HANDLE', '2025-08-04', 0, '2025-10-03', '2025-10-09'],
    ['HANDLE', '2025-08-04', 30, '2025-11-02', '2025-11-03'],
    ['REVIEW_REQUEST', '2024-09-02', 0, '2024-10-02', '2024-10-08'],
    ['ROUTE', '2025-01-14', 0, '2025-01-29', '2025-02-05'],
    ['OBJECT', '2025-01-24', 0, '2025-02-07', '2025-02-07'],
    ['OBJECT', '2024-09-27', 0, '2024-10-10', '2024-10-10'],
    ['SIMPLE_HANDLE', '2025-09-26', 0, '2025-10-16', '2025-10-16'],
  ];
  it.each(vectors)('%s from %s extended %i ends %s, effectively %s', (term, start, extended, nominalDue, effectiveDue) => {
    expect(due(term, start, { extended })).toMatchObject({ nominalDue, effectiveDue, provisional: false });
  });
});

describe('counting', () => {
  it('does not count the day of the fact', () => {
    expect(due('ROUTE', '2025-03-03').nominalDue).toBe('2025-03-18');
  });

  it('crosses the leap day', () => {
    expect(due('ROUTE', '2024-02-20').nominalDue).toBe('2024-03-06');
    expect(due('ROUTE', '2025-02-20').nominalDue).toBe('2025-03-07');
  });

  it('of a working-day term starts on a rest day as on the working day before it', () => {
    for (const start of ['2025-03-07', '2025-03-08', '2025-03-09']) expect(due('OBJECT', start).effectiveDue).toBe('2025-03-14');
  });

  it('uses a pack given by name whatever the day', () => {
    expect(due('HANDLE', '1995-03-03').source).toBe('信访工作条例 34');
    expect(dueDate({ pack: pack2005, term: 'ADVICE_REPLY', start: '2025-03-03', calendar }).nominalDue).toBe('2025-04-02');
  });
});

describe('pauses', () => {
  const rereview = (paused: Span[]) => due('REREVIEW', '2025-03-03', { paused });

  it('skip their days, the first and the last included', () => {
    expect(rereview([]).nominalDue).toBe('2025-04-02');
    expect(rereview([{ from: '2025-03-10', to: '2025-03-14' }]).nominalDue).toBe('2025-04-07');
    expect(rereview([{ from: '2025-03-10', to: '2025-03-10' }]).nominalDue).toBe('2025-04-03');
  });

  it('count overlapping days once', () => {
    const overlapping = [
      { from: '2025-03-12', to: '2025-03-14' },
      { from: '2025-03-10', to: '2025-03-13' },
    ];
    const result = rereview(overlapping);
    expect(result.nominalDue).toBe('2025-04-07');
    expect(result.explanation.find(({ step }) => step === 'pause')).toMatchObject({
      spans: [{ from: '2025-03-10', to: '2025-03-14' }],
      days: 5,
      to: '2025-04-07',
    });
  });

  it('move nothing on the start day or after the term; on its last day they move it', () => {
    expect(rereview([{ from: '2025-02-20', to: '2025-03-03' }]).nominalDue).toBe('2025-04-02');
    expect(rereview([{ from: '2025-04-03', to: '2025-04-05' }]).nominalDue).toBe('2025-04-02');
    expect(rereview([{ from: '2025-04-02', to: '2025-04-02' }]).nominalDue).toBe('2025-04-03');
    expect(rereview([{ from: '2025-03-01', to: '2025-03-05' }]).nominalDue).toBe('2025-04-04');
  });

  it('reaching a day that a second pause then covers are skipped in turn', () => {
    const chained = [
      { from: '2025-03-10', to: '2025-03-11' },
      { from: '2025-04-03', to: '2025-04-04' },
    ];
    expect(rereview(chained).nominalDue).toBe('2025-04-06');
  });

  it('are at most the pack’s thirty days', () => {
    expect(() => rereview([{ from: '2025-03-04', to: '2025-04-02' }])).not.toThrow();
    expect(() => rereview([{ from: '2025-03-04', to: '2025-04-03' }])).toThrow(refusal('PAUSE_NOT_ALLOWED', '本系统规则 听证时间上限'));
  });

  it('are refused with the article where the pack gives none', () => {
    const paused = [{ from: '2025-03-10', to: '2025-03-14' }];
    expect(() => due('HANDLE', '2025-03-03', { paused })).toThrow(refusal('PAUSE_NOT_ALLOWED', '信访工作条例 34；36 ¶2'));
    expect(() => due('REVIEW', '2025-03-03', { paused })).toThrow(refusal('PAUSE_NOT_ALLOWED', '信访工作条例 35'));
    for (const [term, rule] of Object.entries(pack.terms)) {
      if (!rule.length || rule.pause.allowed) continue;
      expect(() => due(term as Term, '2025-03-03', { paused })).toThrow(refusal('PAUSE_NOT_ALLOWED', rule.pause.source));
    }
  });

  it('that end before they begin, or have no such day, are malformed', () => {
    expect(() => rereview([{ from: '2025-03-14', to: '2025-03-10' }])).toThrow(refusal('DAY_MALFORMED'));
    expect(() => rereview([{ from: '2025-03-14', to: '2025-03-32' }])).toThrow(refusal('DAY_MALFORMED'));
  });
});

describe('extension', () => {
  it('is added to the length first, up to the thirty days of the pack', () => {
    expect(due('HANDLE', '2025-08-04', { extended: 1 })).toMatchObject({ nominalDue: '2025-10-04', effectiveDue: '2025-10-09' });
    expect(due('HANDLE', '2025-08-04', { extended: 30 }).nominalDue).toBe('2025-11-02');
    expect(() => due('HANDLE', '2025-08-04', { extended: 31 })).toThrow(refusal('EXTENSION_NOT_ALLOWED', '信访工作条例 34'));
    expect(() => due('HANDLE', '2025-08-04', { extended: 1e9 })).toThrow(refusal('EXTENSION_NOT_ALLOWED', '信访工作条例 34'));
  });

  it('is refused with the article where the pack gives none', () => {
    for (const known of [pack, pack2005]) {
      for (const [term, rule] of Object.entries(known.terms)) {
        if (!rule.length || rule.extension.allowed) continue;
        const ask = () => dueDate({ pack: known, term: term as Term, start: '2025-03-03', extended: 1, calendar });
        expect(ask).toThrow(refusal('EXTENSION_NOT_ALLOWED', rule.extension.source));
      }
    }
  });

  it('of no or of half days is malformed', () => {
    for (const extended of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => due('HANDLE', '2025-08-04', { extended })).toThrow(refusal('EXTENSION_MALFORMED'));
    }
    expect(() => due('EXECUTE', '2025-03-03', { dueOn: '2025-04-01', extended: 40_000 })).toThrow(refusal('EXTENSION_MALFORMED'));
  });
});

describe('a term whose date is set in a paper', () => {
  it('has no length of its own', () => {
    for (const term of ['ASSIGNMENT_REPORT', 'EXECUTE', 'PROMISE', 'REDO', 'ADVICE_REPLY'] as const) {
      expect(() => due(term, '2025-03-03')).toThrow(refusal('TERM_HAS_NO_LENGTH'));
    }
    expect(() => due('ADVICE_REPLY', '2025-03-03')).toThrow(refusal('TERM_HAS_NO_LENGTH', '信访工作条例 40'));
  });

  it('takes that date as nominal and moves it off a rest day', () => {
    const result = due('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-05-02' });
    expect(result).toMatchObject({ nominalDue: '2025-05-02', effectiveDue: '2025-05-06', source: '信访工作条例 22(3)' });
    expect(result.explanation.map(({ step }) => step)).toEqual(['start', 'given', 'shift', 'calendar']);
  });

  it('may end on the day it starts, not before', () => {
    expect(due('EXECUTE', '2025-03-03', { dueOn: '2025-03-03' }).effectiveDue).toBe('2025-03-03');
    expect(() => due('EXECUTE', '2025-03-03', { dueOn: '2025-03-02' })).toThrow(refusal('DUE_BEFORE_START'));
  });

  it('is moved only by who set it: REDO by nobody', () => {
    expect(due('ASSIGNMENT_REPORT', '2025-03-03', { dueOn: '2025-04-01', extended: 60 }).nominalDue).toBe('2025-05-31');
    expect(() => due('REDO', '2025-03-03', { dueOn: '2025-04-01', extended: 1 })).toThrow(refusal('EXTENSION_NOT_ALLOWED'));
  });

  it('a term with a length takes no date', () => {
    expect(() => due('HANDLE', '2025-03-03', { dueOn: '2025-04-01' })).toThrow(refusal('TERM_HAS_LENGTH', '信访工作条例 34'));
    expect(due('HANDLE', '2025-03-03', { dueOn: null }).nominalDue).toBe('2025-05-02');
  });

  it('a term that a pack does not have cannot run, not even with a date', () => {
    for (const dueOn of [undefined, '2025-04-01']) {
      const ask = () => dueDate({ pack: pack2005, term: 'OBJECT', start: '2025-03-03', dueOn, calendar });
      expect(ask).toThrow(refusal('TERM_HAS_NO_LENGTH', '信访条例 21'));
    }
  });
});

describe('a term that another fact started', () => {
  const started = (startFact?: string | null, known = pack) =>
    dueDate({ pack: known, term: 'HANDLE', start: '2025-02-05', startFact, calendar });

  it('says which, by what rule and on which day: HANDLE by the cap, on the last day of the notice', () => {
    const [first] = started('notifyTermEnded').explanation;
    expect(first).toMatchObject({
      step: 'start',
      to: '2025-02-05',
      source: '本系统规则 办理期限至迟起算（信访工作条例 34）；民法典 201（参照）',
    });
    expect(first?.text).toContain('告知期限内没有受理的，办理期限至迟自告知期限届满的生效日起算');
    expect(first?.text).toContain('告知期限届满之日为2025-02-05（星期三），当日不计入，自次日起算');
    expect(first?.text).not.toContain('；受理之日');
    expect(started('notifyTermEnded', pack2005).explanation[0]?.source).toContain('信访条例 33');
  });

  it('by its usual fact says that one, named or not', () => {
    for (const fact of [undefined, null, 'accepted']) {
      expect(started(fact).explanation[0]?.text).toBe('受理之日为2025-02-05（星期三），当日不计入，自次日起算');
    }
  });

  it('moves no date by it', () => {
    const { explanation: _capped, ...dates } = started('notifyTermEnded');
    const { explanation: _accepted, ...same } = started();
    expect(dates).toEqual(same);
  });

  it('is refused where the pack does not know the fact', () => {
    expect(() => started('objectionReceived')).toThrow(refusal('START_FACT_UNKNOWN', '信访工作条例 34'));
    expect(() => due('ROUTE', '2025-02-05', { startFact: 'notifyTermEnded' })).toThrow(refusal('START_FACT_UNKNOWN', '信访工作条例 22'));
  });
});

describe('what is not asked rightly', () => {
  it('a term outside the catalogue is unknown', () => {
    for (const term of ['T5', 'handle', 'toString', '__proto__', '']) {
      expect(() => due(term as Term, '2025-03-03')).toThrow(refusal('TERM_UNKNOWN'));
    }
    expect(termRule(pack, 'HANDLE').title).toBe('办理');
  });

  it('a day that is none is malformed', () => {
    for (const start of [
      '2025-02-29',
      '2025-13-01',
      '2025-3-3',
      '03/03/2025',
      '2025-03-03T00:00:00Z',
      '0001-01-01',
      '3000-01-01',
      '',
      ' 2025-03-03',
    ]) {
      expect(() => due('HANDLE', start)).toThrow(refusal('DAY_MALFORMED'));
    }
    expect(() => due('HANDLE', 20250303 as unknown as string)).toThrow(refusal('DAY_MALFORMED'));
    expect(due('HANDLE', '2024-02-29').nominalDue).toBe('2024-04-29');
  });
});

describe('the explanation', () => {
  it('is rendered from its typed steps', () => {
    const { explanation } = due('HANDLE', '2025-08-04', { extended: 30 });
    expect(explanation.map(({ step, to }) => [step, to])).toEqual([
      ['start', '2025-08-04'],
      ['length', '2025-10-03'],
      ['extension', '2025-11-02'],
      ['shift', '2025-11-03'],
      ['calendar', '2025-11-03'],
    ]);
    for (const step of explanation) expect(step.text).toBe(renderStep(step));
    expect(explanation.map(({ text }) => text)).toEqual([
      '受理之日为2025-08-04（星期一），当日不计入，自次日起算',
      '办理期限依CN-2022为60日，计至2025-10-03（星期五）',
      '经本机关、单位负责人批准延长30日，计至2025-11-02（星期日）',
      '计满之日为休息日（2025-11-02周末），顺延至其后第一个工作日2025-11-03（星期一）',
      '工作日按日历CN第1版（2007年至2026年放假通知）计算',
    ]);
  });

  it('says why the Sunday 2025-01-26 counts', () => {
    const step = due('OBJECT', '2025-01-24').explanation.find((candidate) => candidate.step === 'not_counted');
    expect(step).toMatchObject({
      rests: [
        { from: '2025-01-25', to: '2025-01-25', festival: null },
        { from: '2025-01-28', to: '2025-02-04', festival: '春节' },
      ],
      makeUps: [{ day: '2025-01-26', festival: '春节' }],
    });
    expect(step?.text).toContain('2025-01-26（星期日）为春节调休上班，计入');
  });

  it('carries calendar revision and hash, and says when the days of a term are unverified', () => {
    const { explanation } = due('SIMPLE_HANDLE', '2025-09-26');
    expect(explanation.at(-1)).toMatchObject({ step: 'calendar', calendar: 'CN', revision: 1, hash: calendar.hash });
    expect(explanation[1]?.text).toContain('未经核实');
    expect(due('OBJECT', '2025-03-10').explanation.find(({ step }) => step === 'not_counted')?.text).toContain('周末不计入');
    expect(due('OBJECT_DECIDE', '2025-03-10').explanation.find(({ step }) => step === 'not_counted')?.text).toContain('期间没有休息日');
  });
});
