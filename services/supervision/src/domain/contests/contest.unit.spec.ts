import { describe, expect, it } from '@jest/globals';
import type { FigureFact } from '../figures/facts.js';
import type { OrganGiven } from '../organ-record.js';
import { contestFact, decideContest, type ContestConcerns } from './contest.js';
import type { Contest } from './contest.records.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const given = (organId = uuid(4), on = '2025-03-19'): OrganGiven =>
  ({ act: { on, personId: uuid(90), organ: { id: organId, path: [uuid(1), organId] }, role: 'HEAD' } }) as unknown as OrganGiven;
const FACT: FigureFact = {
  figure: 'told_in_time',
  petitionId: uuid(1),
  organId: uuid(4),
  clockId: uuid(2),
  startedOn: '2025-03-03',
  dueOn: '2025-03-18',
  answeredOn: null,
  finding: 'unmet',
  found: 'unmet',
};
const contest = (more: Partial<ContestConcerns> = {}, by = given(), reasons = '3月10日已经送达') =>
  contestFact(by, { fact: FACT, former: [], officeId: uuid(3), ...more }, '单位4信异〔2025〕1号', { contestId: uuid(7), reasons });
const made = (more: Partial<Contest> = {}): Contest => ({ ...(contest().record as Contest), ...more });
const refusal = (code: string) => expect.objectContaining({ code });
const decide = (outcome = 'excluded', of = made(), by = given(uuid(3), '2025-03-20'), paths: string[][] = [], reasons = '送达回证属实') =>
  decideContest(by, of, paths, { outcome, reasons });

describe('a contest', () => {
  it('is of a single fact of the own organ that counts against it, with reasons, to the office that decides', () => {
    const { record, events } = contest();
    expect(record).toMatchObject({ state: 'open', byOrganId: uuid(4), organId: uuid(3), finding: 'unmet', dueOn: '2025-03-18' });
    expect(events).toMatchObject([{ type: 'FactContested', data: { clockId: uuid(2), organId: uuid(3), byOrganId: uuid(4) } }]);
    expect(() => contest({}, given(uuid(5)))).toThrow(refusal('CONTEST_FACT_UNKNOWN'));
    expect(() => contest({ fact: { ...FACT, finding: 'in_time', found: 'in_time' } })).toThrow(refusal('CONTEST_FACT_IN_TIME'));
    expect(() => contest({ officeId: null })).toThrow(refusal('CONTEST_NO_OFFICE'));
    expect(() => contest({}, given(), ' ')).toThrow(refusal('SUPERVISION_TEXT_MISSING'));
  });

  it('is possible from the day after the last day on', () => {
    expect(() => contest({}, given(uuid(4), '2025-03-18'))).toThrow(refusal('CONTEST_FACT_NOT_DUE'));
    expect(contest({}, given(uuid(4), '2025-03-19')).record).toMatchObject({ openedOn: '2025-03-19' });
  });

  it('is not made a second time while one is open, nor after the decision unless the fact has changed', () => {
    expect(() => contest({ former: [made()] })).toThrow(refusal('CONTEST_PENDING'));
    const dismissed = made({ state: 'dismissed' });
    expect(() => contest({ former: [dismissed] })).toThrow(refusal('CONTEST_DECIDED'));
    const changed: FigureFact = { ...FACT, answeredOn: '2025-03-19', finding: 'late', found: 'late' };
    expect(contest({ fact: changed, former: [dismissed] }).record).toMatchObject({ finding: 'late' });
    for (const finding of ['in_time', 'excluded'] as const)
      expect(() => contest({ fact: { ...changed, finding }, former: [made({ state: 'excluded' })] })).toThrow(refusal('CONTEST_DECIDED'));
  });
});

describe('the decision', () => {
  it('is that the contest fails, the duty is left out, or it counts as in time, with reasons', () => {
    for (const outcome of ['dismissed', 'excluded', 'corrected']) {
      const { record, events } = decide(outcome);
      expect(record).toMatchObject({ state: outcome, finding: 'unmet', decision: { on: '2025-03-20', reasons: '送达回证属实' } });
      expect(events).toMatchObject([{ type: 'ContestDecided', data: { organId: uuid(4), outcome } }]);
    }
    expect(() => decide('other')).toThrow(refusal('SUPERVISION_CODE_UNKNOWN'));
    expect(() => decide('excluded', made(), given(uuid(3)), [], '')).toThrow(refusal('SUPERVISION_TEXT_MISSING'));
    expect(() => decide('excluded', made({ state: 'corrected' }))).toThrow(refusal('CONTEST_NOT_OPEN'));
  });

  it('is never that of the organ that contests, nor of anybody who works there', () => {
    expect(() => decide('excluded', made(), given(uuid(4)))).toThrow(refusal('CONTEST_OWN_ORGAN'));
    expect(() => decide('excluded', made(), given(uuid(3)), [[uuid(1), uuid(4), uuid(7)]])).toThrow(refusal('CONTEST_OWN_ORGAN'));
  });
});
