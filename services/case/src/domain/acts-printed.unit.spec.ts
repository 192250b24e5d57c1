import { describe, expect, it } from '@jest/globals';
import { ACTS, ACT_NAMES, CONFIRMING_ACTS } from './acts.js';
import { printedActs } from './acts-printed.js';
import { RECORDS, type RecordKind } from './records.js';

const kinds = Object.keys(RECORDS) as RecordKind[];
const confirmed = (kind: RecordKind): readonly string[] =>
  CONFIRMING_ACTS.map((act) => ACTS[act].confirms).flatMap(({ record, state }) => (record === kind ? [state] : []));

describe('the acts as pages read them', () => {
  it('are all of the table, as data alone', () => {
    expect(Object.keys(printedActs.acts)).toEqual(ACT_NAMES);
    expect(JSON.parse(JSON.stringify(printedActs))).toEqual(printedActs);
    expect(printedActs.acts['confirmExit']).toEqual({
      name: '审核途径决定',
      told: 'petitioner',
      stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'led_into_procedure'],
      confirms: { record: 'exitDecision', state: 'proposed', proposedBy: ['decideExit', 'correctExit'], subject: 'decisionId' },
    });
  });

  it('mark a record that waits, whether a second person confirms it or somebody else still has to act', () => {
    const { merge, fastTrackAnswer, assistance, inquiry } = printedActs.records;
    expect([merge?.waits, fastTrackAnswer?.waits, assistance?.waits, inquiry?.waits]).toEqual([
      ['proposed', 'unmerge_proposed'],
      ['answered'],
      ['asked'],
      [],
    ]);
  });

  it('say of no state twice that it waits', () => {
    expect(kinds.filter((kind) => (RECORDS[kind].waits as readonly string[]).some((state) => confirmed(kind).includes(state)))).toEqual([]);
  });
});
