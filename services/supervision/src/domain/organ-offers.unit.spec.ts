import { describe, expect, it } from '@jest/globals';
import type { Advice } from './advice/advice.records.js';
import type { Measure } from './measures/measure.records.js';
import { offersOn } from './organ-offers.js';
import type { QualityCorrection } from './quality/correction.records.js';

const ON = '2026-03-10';
const [HOUSING, OFFICE, SUPERVISOR, CADRE, HEAD] = ['housing', 'office', 'supervisor', 'cadre', 'head'];
const advice = (more: Partial<Advice> = {}): Advice =>
  ({
    kind: 'advice',
    advice: 'IMPROVE',
    state: 'open',
    organId: HOUSING,
    byOrganId: OFFICE,
    replyBy: ON,
    result: null,
    ...more,
  }) as unknown as Advice;
const measure = (more: Partial<Measure> = {}): Measure =>
  ({
    kind: 'measure',
    state: 'open',
    organId: HOUSING,
    byOrganId: OFFICE,
    byPersonId: SUPERVISOR,
    cadreId: CADRE,
    replyBy: ON,
    answer: null,
    means: ['CIRCULAR'],
    ...more,
  }) as unknown as Measure;
const offered = (record: Advice | Measure | QualityCorrection, personId = HEAD, on = ON): string[] =>
  offersOn(record, { personId, on }).map(({ act, organId }) => `${act} ${organId}`);

describe('what an advice leaves open', () => {
  it('is the answer of the organ advised and, until the last day, more time by who advised', () => {
    expect(offered(advice())).toEqual(['answerAdvice housing', 'extendAdviceReply office']);
    expect(offered(advice(), HEAD, '2026-03-11')).toEqual(['answerAdvice housing']);
  });

  it('is after the answer a look at the effect, and the result where responsibility is pursued, once', () => {
    expect(offered(advice({ state: 'answered' }))).toEqual(['reviewAdviceEffect office']);
    const pursuing = advice({ state: 'reviewed', advice: 'RESPONSIBILITY' });
    expect(offered(pursuing)).toEqual(['reviewAdviceEffect office', 'recordResponsibilityResult office']);
    const concluded = advice({ state: 'concluded', advice: 'RESPONSIBILITY', result: {} as Advice['result'] });
    expect(offered(concluded)).toEqual(['reviewAdviceEffect office']);
  });
});

describe('what a measure leaves open', () => {
  const answer = { on: ON, byPersonId: CADRE, text: '说明' };

  it('is the answer of the cadre in person, or of whoever leads the body', () => {
    expect(offered(measure(), CADRE)).toEqual(['answerConferenceMeasure housing']);
    expect(offered(measure())).toEqual([]);
    expect(offered(measure({ cadreId: null }))).toEqual(['answerConferenceMeasure housing']);
    expect(offered(measure({ answer }), CADRE)).toEqual(['decideConferenceMeasure office']);
  });

  it('is the decision once it was answered or the time is over, not by who proposed', () => {
    expect(offered(measure({ answer }))).toEqual(['decideConferenceMeasure office']);
    expect(offered(measure(), HEAD, '2026-03-11')).toEqual(['decideConferenceMeasure office']);
    expect(offered(measure({ answer }), SUPERVISOR)).toEqual([]);
  });

  it('is then one step after the other, and removal of what was listed alone', () => {
    const after = (state: Measure['state'], means: Measure['means'] = ['CIRCULAR']) => offered(measure({ state, means }));
    expect(after('rejected')).toEqual([]);
    expect(after('decided')).toEqual(['recordConferenceMeasure office']);
    expect(after('done')).toEqual([]);
    expect(after('correcting')).toEqual(['recordCorrection housing']);
    expect(after('corrected')).toEqual(['checkCorrection office']);
    expect(after('checked', ['ORDERED_CORRECTION'])).toEqual([]);
    expect(after('checked', ['LISTED_SUPERVISION'])).toEqual(['removeFromList office']);
    expect(after('removed', ['LISTED_SUPERVISION'])).toEqual([]);
  });
});

describe('what a correction after a quality review leaves open', () => {
  it('is the answer of the organ, and its check by who reviews', () => {
    const after = (state: QualityCorrection['state']) =>
      offered({ kind: 'correction', state, organId: HOUSING, byOrganId: OFFICE } as unknown as QualityCorrection);
    expect(after('open')).toEqual(['answerQualityCorrection housing']);
    expect(after('returned')).toEqual(['answerQualityCorrection housing']);
    expect(after('answered')).toEqual(['checkQualityCorrection office']);
    expect(after('checked')).toEqual([]);
  });
});
