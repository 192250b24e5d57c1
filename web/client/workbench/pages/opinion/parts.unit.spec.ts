import { describe, expect, it } from '@jest/globals';
import { FIELDS } from './query';
import { fieldsWith, lacking, partsWith, type Part } from './parts';

const part = (name: string): Part => ({ part: name, title: name, source: '信访工作条例 32', present: false, missingFor: [] });
const PARTS = ['facts', 'basis', 'answers', 'evidence', 'remedy'].map(part);
const REQUESTS = [{ id: 'one' }, { id: 'two' }];

const typed = (outcome: string, more: object = {}) => ({
  facts: '外墙渗水属实',
  evidence: ['勘验记录'],
  answers: REQUESTS.map(({ id }) => ({ id, outcome, answer: '已说明', basis: ['物业管理条例 54'] })),
  executeBy: '',
  performerOrganId: null,
  ...more,
});
const places = (values: ReturnType<typeof typed>, parts = PARTS) => lacking(FIELDS, parts, values, REQUESTS).map(([place]) => place);

describe('what an opinion lacks before it goes to the checker', () => {
  it('is nothing if all typed parts are there; missing parts that nobody types do not count', () => {
    expect(places(typed('EXPLAINED'))).toEqual([]);
  });

  it('is a basis for each request if the rules require one; a blank line is none', () => {
    const answers = [
      { id: 'one', outcome: 'EXPLAINED', answer: '已说明', basis: [' '] },
      { id: 'two', outcome: 'EXPLAINED', answer: ' ', basis: [] },
    ];
    expect(places(typed('', { answers }))).toEqual(['answers.0.basis', 'answers.1.answer', 'answers.1.basis']);
    expect(
      places(
        typed('', { answers }),
        PARTS.filter(({ part: name }) => name !== 'basis'),
      ),
    ).toEqual(['answers.1.answer']);
  });

  it.each(['SUPPORTED', 'PARTLY_SUPPORTED'])('is the day of execution if a request is %s, even before that text is saved', (outcome) => {
    expect(places(typed(outcome))).toEqual(['executeBy']);
    expect(places(typed(outcome, { executeBy: '2026-12-31' }))).toEqual([]);
    expect(fieldsWith(FIELDS, typed(outcome)).find(({ name }) => name === 'executeBy')?.optional).toBe(false);
    expect(partsWith(PARTS, typed(outcome), REQUESTS).find(({ part: name }) => name === 'executeBy')?.present).toBe(false);
  });

  it('is listed in the order of the form', () => {
    expect(places({ ...typed('SUPPORTED', { facts: ' ', evidence: [''] }), answers: [] })).toEqual([
      'facts',
      'evidence',
      ...['answers.0.outcome', 'answers.0.answer', 'answers.0.basis'],
      ...['answers.1.outcome', 'answers.1.answer', 'answers.1.basis'],
    ]);
  });
});
