import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actOnDay } from '@sunshine/testing';
import { AT, Matter } from '../../../test/between.js';
import { BUREAU, COUNTY_BUREAU, HOUSING, id, law, refusal } from '../../../test/builders.js';
import type { Decision } from '../petition.js';
import { latestRecord, recordsOf } from '../records.js';
import { standingTransfer } from '../standing.js';
import type { NodeFact } from '../elsewhere.js';
import { followNode } from './following.js';
import { requireHere } from './guard.js';

const NODE = 'city.990100';
const MESSAGE = id('m', 7);
type Said = Partial<NodeFact> & Pick<NodeFact, 'what' | 'on'>;
const fact = (said: Said): NodeFact => ({
  ...{ organId: HOUSING.id, node: NODE, due: null, ground: null },
  messageId: ['received', 'held', 'refused'].includes(said.what) ? MESSAGE : null,
  ...said,
});
const decide = (matter: Matter, said: Said): Decision | null => {
  const { what, on } = said;
  const act = actOnDay(on, { kind: 'service', id: 'exchange' });
  return followNode({ state: matter.state, clocks: matter.clocks, law, act }, fact({ ...said, what, on }));
};
const after = (matter: Matter, ...facts: readonly Said[]): Matter =>
  facts.reduce((now, said) => {
    const decision = decide(now, said);
    return decision ? now.after(decision) : now;
  }, matter);

/** Registered on Monday 2025-03-03 and sent on the 5th to an organ of another node, of which the sender's ROUTE still runs. */
const sent = (kind: 'TRANSFER' | 'ASSIGNMENT' = 'TRANSFER') =>
  Matter.registered().routed({ ...AT.housing, elsewhere: NODE } as typeof AT.housing, '2025-03-05', {
    ...(kind === 'ASSIGNMENT' && { kind, reportBy: '2025-05-30', points: ['是否已经维修'], role: 'HEAD' as const }),
  });
const linesOf = (matter: Matter, ...facts: readonly Said[]): string[] => {
  let now = matter;
  return facts.flatMap((said) => {
    const decision = decide(now, said);
    if (!decision) return [];
    now = now.after(decision);
    return [`${decision.line.act}：${decision.line.remark}`];
  });
};
const of = (matter: Matter, term: string) =>
  matter.clocks
    .filter((clock) => clock.term === term)
    .map(({ startedOn, effectiveDue, ended, endedOn }) => `${startedOn}..${effectiveDue}${ended ? ` ${ended} ${endedOn}` : ''}`);

const RECEIVED = { what: 'received', on: '2025-03-07' } as const;
const HELD = { what: 'held', on: '2025-03-10' } as const;
const INFORMED = { what: 'information-given', on: '2025-03-14' } as const;
const ACCEPTED = { what: 'acceptance', on: '2025-03-14', due: '2025-05-13' } as const;
const EXTENDED = { what: 'extension', on: '2025-05-06', due: '2025-06-12' } as const;
const OPINION = { what: 'opinion', on: '2025-06-03' } as const;
const [PETITIONER] = sent().state.petitionerIds as [string];
const SERVED = { what: 'service', on: '2025-06-05', ground: 'post', petitionerIds: [PETITIONER] } as const;
const REPORTED = { what: 'assigned-matter-report', on: '2025-06-04' } as const;
const CLOSED = { what: 'completion', on: '2025-07-10', ground: 'opinion_served' } as const;

describe('条例 23 ¶3: the transport receipt of another node', () => {
  it('meets ROUTE of the sender on its day, and not the sending on', () => {
    expect(of(sent(), 'ROUTE')).toEqual(['2025-03-03..2025-03-18']);
    expect(of(after(sent(), RECEIVED), 'ROUTE')).toEqual(['2025-03-03..2025-03-18 met 2025-03-07']);
  });

  it('meets it late where it comes after the last day', () => {
    expect(of(after(sent(), { what: 'received', on: '2025-03-18' }), 'ROUTE')).toEqual(['2025-03-03..2025-03-18 met 2025-03-18']);
    expect(of(after(sent(), { what: 'received', on: '2025-03-19' }), 'ROUTE')).toEqual(['2025-03-03..2025-03-18 met 2025-03-19']);
  });

  it('starts the terms of the organ anew from that day, and it received the matter then', () => {
    const matter = after(sent(), RECEIVED);
    expect(matter.state).toMatchObject({ organReceivedOn: '2025-03-07', stage: 'received', heldBy: null });
    expect(of(matter, 'NOTIFY_TRANSFERRED')).toEqual(['2025-03-07..2025-03-24']);
    expect(of(matter, 'OBJECT')).toEqual(['2025-03-07..2025-03-14']);
    expect(linesOf(sent(), RECEIVED)).toEqual([`receiveElsewhere：对方节点${NODE}`]);
  });

  it('of the day of sending on moves nothing of them', () => {
    const decision = decide(sent(), { what: 'received', on: '2025-03-05' });
    expect(decision?.clocks.map((move) => `${move.do} ${move.term}`)).toEqual(['stop ROUTE']);
    expect(decision?.state.organReceivedOn).toBe('2025-03-05');
    expect(decision?.events.map(({ type }) => type)).toEqual(['MatterFollowed']);
  });

  it('opens the option to object again where it had run out on its way', () => {
    const matter = sent();
    const clocks = matter.clocks.map((clock) =>
      clock.term === 'OBJECT' ? { ...clock, ended: 'cancelled' as const, endedOn: '2025-03-13', endReason: 'not_used' } : clock,
    );
    const late = after(Object.assign(matter, { clocks }), { what: 'received', on: '2025-03-17' });
    expect(of(late, 'OBJECT')).toEqual(['2025-03-05..2025-03-12 cancelled 2025-03-13', '2025-03-17..2025-03-24']);
  });

  it('moves no term of an organ that had told the petitioner: a notice is judged by its own days alone', () => {
    const matter = after(sent(), INFORMED, RECEIVED);
    expect(of(matter, 'NOTIFY_TRANSFERRED')).toEqual(['2025-03-07..2025-03-24 met 2025-03-14']);
    expect(of(matter, 'OBJECT')).toEqual(['2025-03-05..2025-03-12 cancelled 2025-03-14']);
  });

  it('starts ROUTE of a bureau there anew and leaves it running, while that of the sender is met', () => {
    const bureau = Matter.registered().routed({ ...AT.countyBureau, elsewhere: NODE } as typeof AT.countyBureau, '2025-03-05');
    expect(bureau.running().filter((clock) => clock.startsWith('ROUTE'))).toHaveLength(2);
    const matter = after(bureau, { ...RECEIVED, organId: COUNTY_BUREAU.id });
    expect(matter.running().filter((clock) => clock.startsWith('ROUTE'))).toEqual(['ROUTE 2025-03-07..2025-03-24 东湖区信访局']);
  });

  it('says nothing of a matter that has left the organ, never was there, or was sent there later', () => {
    expect(decide(sent(), { ...RECEIVED, organId: AT.labour.id })).toBeNull();
    expect(decide(sent(), { what: 'received', on: '2025-03-04' })).toBeNull();
    expect(decide(Matter.registered(), RECEIVED)).toBeNull();
    const back = after(sent(), { what: 'refused', on: '2025-03-10' });
    expect(decide(back, RECEIVED)).toBeNull();
  });

  it('of a message that was refused before says nothing of the transfer that followed it', () => {
    const again = after(sent(), RECEIVED, { what: 'refused', on: '2025-03-10' }).routed(AT.housing, '2025-03-10');
    expect(standingTransfer(again.state)?.on).toBe('2025-03-10');
    expect(decide(again, { what: 'refused', on: '2025-03-10' })).toBeNull();
    expect(decide(again, { what: 'refused', on: '2025-03-10', messageId: id('m', 8) })).not.toBeNull();
  });
});

describe('while another node has the matter', () => {
  const asked = after(sent(), RECEIVED).state;
  const held = after(sent(), RECEIVED, HELD).state;

  it('it is in charge from its business receipt on, and not from the transport receipt', () => {
    expect([asked.heldBy, held.heldBy]).toEqual([null, NODE]);
    expect(after(sent(), HELD).state.heldBy).toBe(NODE);
  });

  it('nothing is handled here, whoever tries', () => {
    for (const act of [
      'informPetitioner',
      'acceptPetition',
      'issueOpinion',
      'routePetition',
      'recordService',
      'closePetition',
      'confirmMerge',
    ] as const)
      expect(refusal(() => requireHere(held, act))).toBe('HELD_BY_OTHER_NODE');
    expect(refusal(() => requireHere(asked, 'informPetitioner'))).toBe('no refusal');
  });

  it('what is the sender’s goes on', () => {
    for (const act of ['moveReportDate', 'recordInstruction', 'markCrossing'] as const)
      expect(refusal(() => requireHere(held, act))).toBe('no refusal');
  });

  it('it is neither merged nor split from the sending on: two nodes would be in charge', () => {
    for (const act of ['mergePetitions', 'confirmMerge', 'splitPetition', 'confirmSplit'] as const) {
      expect(refusal(() => requireHere(sent().state, act))).toBe('HAND_OVER_OPEN');
      expect(refusal(() => requireHere(asked, act))).toBe('HAND_OVER_OPEN');
      expect(refusal(() => requireHere(held, act))).toBe('HELD_BY_OTHER_NODE');
      expect(refusal(() => requireHere(Matter.registered().routed(AT.housing, '2025-03-05').state, act))).toBe('no refusal');
    }
  });
});

describe('a refusal of the other node', () => {
  const REFUSED = { what: 'refused', on: '2025-03-10' } as const;

  it('gives the matter back as a recall does, and says so in the course', () => {
    const matter = after(sent('ASSIGNMENT'), RECEIVED, REFUSED);
    expect(matter.state).toMatchObject({ stage: 'registered', organId: BUREAU.id, senderId: null, reportBy: null, heldBy: null });
    expect(matter.running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
    const decision = decide(after(sent(), RECEIVED), REFUSED);
    expect(decision?.papers).toEqual([]);
    expect(decision?.relations).toEqual([{ do: 'end', subject: HOUSING.id, relation: 'in_charge' }]);
    expect(decision?.line.remark).toBe(`对方节点${NODE}，未接收，该件仍由转送单位处理`);
  });

  it('before its transport receipt leaves ROUTE of the sender as it ran', () => {
    const matter = after(sent(), REFUSED);
    expect(of(matter, 'ROUTE')).toEqual(['2025-03-03..2025-03-18']);
  });

  it('told twice, or once that node is in charge, is nothing', () => {
    expect(decide(after(sent(), REFUSED), REFUSED)).toBeNull();
    expect(decide(after(sent(), HELD), REFUSED)).toBeNull();
    expect(decide(after(sent(), INFORMED), REFUSED)).toBeNull();
  });
});

describe('条例 34: what the node in charge tells', () => {
  it('the notice meets NOTIFY on its day, and ends the option to object', () => {
    const matter = after(sent(), RECEIVED, HELD, INFORMED);
    expect(matter.state).toMatchObject({ stage: 'informed', heldBy: NODE });
    expect(of(matter, 'NOTIFY_TRANSFERRED')).toEqual(['2025-03-07..2025-03-24 met 2025-03-14']);
    expect(matter.running()).toEqual([]);
  });

  it('the acceptance starts HANDLE, whose last day is the one it told', () => {
    const matter = after(sent(), RECEIVED, HELD, INFORMED, ACCEPTED);
    expect(matter.state).toMatchObject({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-14', firstHandlingUnitId: HOUSING.id });
    expect(matter.running()).toEqual(['HANDLE 2025-03-14..2025-05-13 明川市住房和城乡建设局']);
    // Of a node whose law gives 30 days.
    expect(of(after(sent(), RECEIVED, { ...ACCEPTED, due: '2025-04-14' }), 'HANDLE')[0]).toMatch(/\.\.2025-04-14$/);
  });

  it('a late acceptance counts from the last day of the notice, as there', () => {
    const late = after(sent(), RECEIVED, { what: 'acceptance', on: '2025-04-01', due: '2025-05-23' });
    expect(of(late, 'HANDLE')).toEqual(['2025-03-24..2025-05-23']);
  });

  it('the extension moves the last day, where it was in time', () => {
    expect(of(after(sent(), ACCEPTED, EXTENDED), 'HANDLE')).toEqual(['2025-03-14..2025-06-12']);
    const last = { what: 'extension', due: '2025-06-12', on: '2025-05-13' } as const;
    expect(of(after(sent(), ACCEPTED, last), 'HANDLE')).toEqual(['2025-03-14..2025-06-12']);
    expect(of(after(sent(), ACCEPTED, { ...last, on: '2025-05-14' }), 'HANDLE')).toEqual(['2025-03-14..2025-05-13']);
  });

  it('the opinion meets HANDLE on its day', () => {
    const matter = after(sent(), ACCEPTED, EXTENDED, OPINION);
    expect(matter.state.stage).toBe('opinion_issued');
    expect(of(matter, 'HANDLE')).toEqual(['2025-03-14..2025-06-12 met 2025-06-03']);
  });

  it('条例 35: the service starts the term of who was served to ask for a review, on its day, and nobody else’s', () => {
    const matter = after(sent(), ACCEPTED, OPINION, SERVED);
    expect(matter.state.stage).toBe('opinion_served');
    expect(of(matter, 'REVIEW_REQUEST')).toEqual(['2025-06-05..2025-07-07']);
    expect(linesOf(after(sent(), OPINION), SERVED)).toEqual([expect.stringMatching(/^recordService：对方节点告知，邮寄/)]);
    expect(of(after(matter, { ...SERVED, on: '2025-06-04' }), 'REVIEW_REQUEST').at(-1)).toBe('2025-06-04..2025-07-04');
    expect(decide(matter, { ...SERVED, on: '2025-06-06' })).toBeNull();
    expect(of(after(matter, CLOSED), 'REVIEW_REQUEST')).toEqual(['2025-06-05..2025-07-07']);
  });

  it('a service that reached nobody here starts nothing, nor one that a withdrawal has overtaken, nor of a suggestion', () => {
    expect(decide(after(sent(), OPINION), { ...SERVED, petitionerIds: [] })).toBeNull();
    expect(of(after(sent(), OPINION, { ...SERVED, petitionerIds: [id('p', 99)] }), 'REVIEW_REQUEST')).toEqual([]);
    expect(of(after(sent(), OPINION, { ...CLOSED, ground: 'withdrawn' }, SERVED), 'REVIEW_REQUEST')).toEqual([]);
    expect(of(after(sent().with({ kind: 'SUGGESTION' }), OPINION, SERVED), 'REVIEW_REQUEST')).toEqual([]);
  });

  it('条例 22(3): the report meets the date of the assigner', () => {
    const matter = after(sent('ASSIGNMENT'), ACCEPTED, { ...REPORTED, on: '2025-05-29' });
    expect(matter.state.reportedOn).toBe('2025-05-29');
    expect(of(matter, 'ASSIGNMENT_REPORT')).toEqual(['2025-03-05..2025-05-30 met 2025-05-29']);
  });

  it('条例 22(3): the report waits for its assigner to accept or return it, once, and a stage report for nobody', () => {
    const reported = { ...REPORTED, on: '2025-05-29', toldBy: id('m', 9) } as const;
    const reports = (matter: Matter) =>
      recordsOf(matter.state, 'assignmentReport').map(({ id: of, state, on, data }) => [of, state, on, data.report]);
    const matter = after(sent('ASSIGNMENT'), ACCEPTED, reported, reported);
    expect(reports(matter)).toEqual([[id('m', 9), 'made', '2025-05-29', null]]);
    expect(reports(after(matter, { ...reported, toldBy: id('m', 10) })).map(([of]) => of)).toEqual([id('m', 9), id('m', 10)]);
    expect(reports(after(sent(), ACCEPTED, reported))).toEqual([]);
    expect(decide(after(sent('ASSIGNMENT'), ACCEPTED), { ...reported, ground: 'stage' })).toBeNull();
    expect(linesOf(after(sent('ASSIGNMENT'), ACCEPTED), { ...reported, ground: 'final' })).toEqual(['reportAssignment：对方节点告知']);
  });

  it('the completion closes it here without a paper; what still ran ends', () => {
    const before = after(sent('ASSIGNMENT'), RECEIVED, ACCEPTED);
    const decision = decide(before, CLOSED);
    expect(decision?.state).toMatchObject({ stage: 'closed', closedOn: '2025-07-10', heldBy: NODE });
    expect(decision?.papers).toEqual([]);
    expect(decision?.events.map(({ type }) => type)).toEqual(['MatterFollowed', 'PetitionClosed']);
    expect(before.after(decision as Decision).running()).toEqual([]);
    expect(after(before, { ...CLOSED, ground: 'withdrawn' }).state.outcome).toBe('withdrawn');
  });

  it('each in the course under the usual name of the act, as told by that node', () => {
    expect(linesOf(sent(), INFORMED, ACCEPTED, CLOSED)).toEqual([
      'informPetitioner：对方节点告知',
      'acceptPetition：对方节点告知，办理期限至2025-05-13',
      expect.stringMatching(/^verifyCompletion：对方节点告知，.+/),
    ]);
  });

  it('of a kind that case does not follow is nothing', () => {
    expect(decide(sent(), { what: 'statistics', on: '2025-03-10' })).toBeNull();
    expect(decide(sent(), { what: 'returned', on: '2025-03-10' })).toBeNull();
  });

  it('of a report is nothing: it goes its own way', () => {
    expect(decide(sent().with({ kind: 'REPORT' }), RECEIVED)).toBeNull();
  });

  it('of a matter that was closed here says nothing', () => {
    expect(decide(sent().with({ stage: 'closed', closedOn: '2025-03-20' }), INFORMED)).toBeNull();
  });
});

describe('条例 30: a report that was handed over to a body of another node', () => {
  const DISCIPLINE_HELD = { ...HELD, organId: AT.discipline.id } as const;
  const handedOver = () => Matter.registered({ kind: 'REPORT', accusedIds: [id('p', 90)] }).handedOver(AT.discipline, '2025-03-05');

  it('is with that body by its business receipt: ROUTE is met on that day, as by a receipt on paper', () => {
    const matter = after(handedOver(), DISCIPLINE_HELD);
    expect(matter.state).toMatchObject({
      stage: 'handed_to_discipline',
      outcome: 'handed_over',
      organReceivedOn: '2025-03-10',
      heldBy: null,
    });
    expect(of(matter, 'ROUTE')).toEqual(['2025-03-03..2025-03-18 met 2025-03-10']);
    expect(latestRecord(matter.state, 'handOver', 'received')?.data).toMatchObject({ receivedOn: '2025-03-10', receiptNumber: null });
    expect(decide(handedOver(), DISCIPLINE_HELD)?.events.map(({ type }) => type)).toEqual(['MatterFollowed', 'ReportHandedOver']);
    expect(decide(matter, DISCIPLINE_HELD)).toBeNull();
  });

  it('is the sender’s again where that body refuses it', () => {
    const matter = after(handedOver(), { what: 'refused', on: '2025-03-10', organId: AT.discipline.id });
    expect(matter.state).toMatchObject({ stage: 'registered', organId: BUREAU.id });
    expect(matter.running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
  });

  it('is followed in nothing else', () => {
    for (const what of ['received', 'acceptance', 'opinion', 'completion'])
      expect(decide(handedOver(), { what, on: '2025-03-10', organId: AT.discipline.id })).toBeNull();
  });
});

describe('whatever order facts come in, and however often', () => {
  /** What stands: the state without its version, and every clock that was not taken back. */
  const standing = ({ state, clocks }: Matter) => ({
    state: { ...state, version: 0, latestOn: '' },
    clocks: clocks
      .filter(({ ended }) => ended !== 'cancelled')
      .map(({ term, subject, startedOn, effectiveDue, ended, endedOn }) => ({
        term,
        subject,
        startedOn,
        effectiveDue,
        ended,
        endedOn: endedOn ?? null,
      }))
      .sort((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right))),
  });
  const ALL: readonly Said[] = [RECEIVED, HELD, INFORMED, ACCEPTED, EXTENDED, OPINION, SERVED, REPORTED, CLOSED];

  it('the matter comes to the same', () => {
    fc.assert(
      fc.property(
        fc.subarray([...ALL], { minLength: 1 }),
        fc.constantFrom('TRANSFER' as const, 'ASSIGNMENT' as const),
        fc.nat(),
        (facts, kind, seed) => {
          const doubled = [...facts, ...facts].map((said, at) => ({ said, place: ((at + 1) * (seed + 7919)) % 10_007 }));
          const shuffled = doubled.toSorted((left, right) => left.place - right.place).map(({ said }) => said);
          expect(standing(after(sent(kind), ...shuffled))).toEqual(standing(after(sent(kind), ...facts)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ROUTE of the sender is met by the first that shows the matter had arrived', () => {
    for (const said of ALL) expect(of(after(sent(), said), 'ROUTE')).toEqual([`2025-03-03..2025-03-18 met ${said.on}`]);
  });
});
