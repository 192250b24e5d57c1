import { beforeEach, describe, expect, it } from '@jest/globals';
import { TERMS } from '@sunshine/procedure';
import { assessmentActs } from './assessments.js';
import { complaintActs } from './complaints.js';
import { inspectionActs } from './inspections.js';
import { organActs } from './organ-records.js';
import { petitions } from './petitions.js';
import { playDemo } from './scenario.js';
import { actsOf } from './script.js';

const TODAY = '2026-11-24';
let asked: string[];
let moved: (string | null)[];

const MADE = [
  'succession',
  'successionRevocation',
  'exitDecision',
  'refusal',
  'promise',
  'assistance',
  'countersign',
  'instruction',
  'merge',
  'PERFORMANCE_ANSWER',
  'REFUSAL',
  'REVIEW_OPINION',
  'REREVIEW_OPINION',
  'SPLIT_NOTICE',
];
const made = MADE.flatMap((kind) => [1, 2, 3, 4].map((n) => ({ id: `${kind}${n}`, kind, body: '{}' })));

const panel = { seats: ['presider', 'member', 'member', 'substitute'].map((seat, n) => ({ seat, person: { id: `s${n}` } })) };

/** A graph that knows every request by its id, and dies after so many acts. */
const graph = (dieAfter = Infinity) => ({
  upload: (_account: string, content: string): Promise<string> => Promise.resolve(`file:${content}`),
  query<T>(_account: string | null, _document: string, variables: Record<string, unknown>): Promise<T> {
    const { requestId } = (variables['input'] ?? {}) as { requestId?: string };
    if (requestId) asked.push(JSON.stringify(variables['input']));
    if (asked.length > dieAfter) return Promise.reject(new Error('killed'));
    const petition = {
      id: requestId,
      number: '990100-20260101-000001',
      requests: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      petitioners: Array.from({ length: 6 }, (_, n) => ({ id: `p${n}` })),
    };
    return Promise.resolve({
      act: {
        id: 'x',
        number: 'n',
        queryCode: 'q',
        secret: 's',
        petition: null,
        extension: { id: 'e' },
        records: made,
        documents: made,
        publications: [{ id: 'publication1' }],
        panel,
        challenges: [{ id: 'c' }],
        followers: [{ id: 'f' }],
        sheet: [{ item: 'SERVED', points: 10 }],
        matters: [{ petition: { id: 'm0' } }, { petition: { id: 'm1' } }],
        bundle: { signers: [0, 1, 2, 3, 4].map((n) => ({ id: `signer${n}` })) },
      },
      petitionByNumber: petition,
      petition: {
        files: [],
        clocks: TERMS.map((term) => ({ id: `clock:${term}`, term })),
        reminders: [{ id: 'reminder' }],
        supervisionProposals: TERMS.map((term) => ({ id: `proposal:${term}`, term })),
        supervisedHandlings: [{ id: 'handling' }],
      },
    } as T);
  },
});
const time = { set: (instant: Date | null) => void moved.push(instant?.toISOString() ?? null) };

beforeEach(() => {
  [asked, moved] = [[], []];
});

describe('playing the demo', () => {
  it('does every act once, day by day, and gives the clock back', async () => {
    const played = await playDemo(graph(), time, TODAY);
    const acts = petitions().flatMap((petition) => actsOf(petition, TODAY));
    const between = [...organActs(TODAY), ...assessmentActs(TODAY), ...complaintActs(TODAY), ...inspectionActs(TODAY)];
    const ids = asked.map((input) => (JSON.parse(input) as { requestId: string }).requestId);
    // Rooms and terms of office are kept before; a notice to several, and the ballots of a panel, are an act each.
    const steps = ids.filter((id) => !/^demo:(room|pool|between):/.test(id)).map((id) => id.replace(/^(demo:\w+:\w+):\d+$/, '$1'));
    expect(ids.filter((id) => id.startsWith('demo:pool:gov.city:'))).toHaveLength(20);
    expect(new Set(steps).size).toBe(acts.length);
    expect(new Set(asked).size).toBe(asked.length);
    expect(played).toMatchObject({ petitions: petitions().length, acts: acts.length + between.length });
    expect(ids.filter((id) => id.startsWith('demo:between:'))).toHaveLength(between.length);
    const days = moved.filter((instant) => instant !== null);
    expect(days).toEqual(days.toSorted());
    expect(moved.at(-1)).toBeNull();
  });

  it('goes on after a kill with the very same requests', async () => {
    await expect(playDemo(graph(100), time, TODAY)).rejects.toThrow('killed');
    expect(moved.at(-1)).toBeNull();
    const before = asked.slice(0, 100);
    asked = [];
    await playDemo(graph(), time, TODAY);
    expect(before.filter((request) => !asked.includes(request))).toEqual([]);
  });
});
