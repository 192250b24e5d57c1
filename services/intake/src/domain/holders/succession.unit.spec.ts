import { describe, expect, it } from '@jest/globals';
import type { PetitionKind } from '@sunshine/events';
import { act, COLLEAGUE, FILE, id, ON, OTHER, petition, PETITIONER, refusal } from '../../../test/builders.js';
import {
  confirmSuccession,
  recordSuccession,
  requireCorrectable,
  requirePrincipal,
  type BeforeSuccession,
  type Succeeded,
  type Succession,
  type SuccessionOf,
} from './succession.js';
import { issueMemberCode, leaveGroup, recordConsent } from './members.js';

const [FIRST, SECOND, HEIR] = [PETITIONER, id(41), id(42)];
const person = (one: string, more: Partial<Succeeded> = {}): Succeeded => ({
  id: one,
  endedOn: null,
  succeeds: null,
  leftOn: null,
  ...more,
});
const proof = (kind: SuccessionOf['proofs'][number]['kind']) => ({ kind, fileId: FILE });
const record = (
  given: Partial<SuccessionOf> = {},
  before: Partial<BeforeSuccession> = {},
  of: { kind?: PetitionKind; anonymous?: boolean } = {},
) => {
  let next = 50;
  return recordSuccession(
    petition(of),
    { petitioners: [person(FIRST)], former: null, undecided: false, ...before },
    {
      petitionerId: FIRST,
      cause: 'DIED',
      endedOn: ON,
      finding: 'FOUND',
      proofs: [proof('DEATH_CERTIFICATE'), proof('SUCCESSION')],
      successors: [{ name: '申小某' }],
      ...given,
    },
    { id: id(40), newId: () => id((next += 1)) },
    act(),
  );
};
const without = { finding: 'SEARCHING', successors: null, proofs: [proof('DEATH_CERTIFICATE')] } as const;

describe('the record of a succession', () => {
  it('names the dead, the day and who carries on, each successor a petitioner to be', () => {
    const { succession, successors } = record({ successors: [{ name: '申小某', phone: '１９９０' }, { name: '申大某' }] });
    expect(succession).toMatchObject({ petitionerId: FIRST, cause: 'DIED', endedOn: ON, finding: 'FOUND', successorIds: [id(51), id(52)] });
    expect(successors).toMatchObject([{ id: id(51), name: '申小某', phone: '1990', representative: false }, { name: '申大某' }]);
  });

  it('is of a petitioner of a claim or a suggestion who is named and has not left', () => {
    expect(() => record({}, {}, { kind: 'REPORT' })).toThrow(refusal('SUCCESSION_NOT_OF_REPORT'));
    expect(record({}, {}, { kind: 'SUGGESTION' }).succession.petitionerId).toBe(FIRST);
    expect(() => record({}, {}, { anonymous: true })).toThrow(refusal('SUCCESSION_OF_NOBODY'));
    expect(() => record({ petitionerId: SECOND })).toThrow(refusal('MEMBER_UNKNOWN'));
    expect(() => record({}, { petitioners: [person(FIRST, { leftOn: ON })] })).toThrow(refusal('MEMBER_HAS_LEFT'));
  });

  it('is of a day that has come', () => {
    expect(record({ endedOn: '2025-03-03' }).succession.endedOn).toBe(ON);
    expect(() => record({ endedOn: '2025-03-04' })).toThrow(refusal('SUCCESSION_DAY_IN_FUTURE'));
  });

  it('has a proof of the end, and one of the succession or the waiver, each fitting the cause', () => {
    expect(() => record({ proofs: [proof('SUCCESSION')] })).toThrow(refusal('SUCCESSION_PROOF_MISSING'));
    expect(() => record({ proofs: [proof('DEATH_CERTIFICATE')] })).toThrow(refusal('SUCCESSION_PROOF_MISSING'));
    for (const kind of ['HOUSEHOLD_CANCELLED', 'DEATH_DECLARED'] as const)
      expect(record({ ...without, proofs: [proof(kind)] }).succession.finding).toBe('SEARCHING');
    expect(() => record({ proofs: [proof('DEATH_CERTIFICATE'), proof('DEREGISTERED')] })).toThrow(refusal('SUCCESSION_PROOF_OTHER_CAUSE'));
    const dissolved = { cause: 'DISSOLVED', successors: [{ name: '某公司' }] } as const;
    expect(record({ ...dissolved, proofs: [proof('MERGED_OR_DIVIDED')] }).succession.cause).toBe('DISSOLVED');
    expect(() => record({ ...dissolved, proofs: [proof('DEREGISTERED')] })).toThrow(refusal('SUCCESSION_PROOF_MISSING'));
    const waived = { ...without, finding: 'WAIVED' } as const;
    expect(() => record(waived)).toThrow(refusal('SUCCESSION_PROOF_MISSING'));
    expect(record({ ...waived, proofs: [...without.proofs, proof('WAIVER')] }).succession.finding).toBe('WAIVED');
  });

  it('tells the successors where they were found, and the search where nobody was', () => {
    expect(() => record({ successors: [] })).toThrow(refusal('SUCCESSORS_MISSING'));
    expect(() => record({ ...without, successors: [{ name: '申小某' }] })).toThrow(refusal('SUCCESSORS_NOT_ASKED'));
    expect(() => record({ successors: [{ name: ' ' }] })).toThrow(
      expect.objectContaining({ code: 'PETITIONER_NAME_MISSING', field: 'successors.0.name' }),
    );
    const many = (n: number) => Array.from({ length: n }, (_, at) => ({ name: `继承人${at}` }));
    expect(record({ successors: many(20) }).successors).toHaveLength(20);
    expect(() => record({ successors: many(21) })).toThrow(refusal('SUCCESSORS_TOO_MANY'));
    const none = { ...without, finding: 'NONE_FOUND' } as const;
    expect(() => record({ ...none, search: ' ' })).toThrow(refusal('SUCCESSION_SEARCH_MISSING'));
    expect(record({ ...none, search: '向社区查找' }).succession.search).toBe('向社区查找');
  });

  it('may follow one by which nobody carries on, with the proofs of before; a succession that stands is not rewritten', () => {
    const former = { cause: 'DIED', endedOn: ON, finding: 'NONE_FOUND' } as const;
    expect(record({ proofs: [proof('SUCCESSION')] }, { former }).succession.finding).toBe('FOUND');
    const earlier = { former: { ...former, endedOn: '2025-03-01' } };
    expect(() => record({ proofs: [proof('SUCCESSION')] }, earlier)).toThrow(refusal('SUCCESSION_PROOF_MISSING'));
    expect(() => record({}, { former: { ...former, finding: 'FOUND' } })).toThrow(refusal('SUCCESSION_STANDS'));
    expect(() => record({}, { undecided: true })).toThrow(refusal('SUCCESSION_UNDECIDED'));
  });
});

describe('the second person', () => {
  const proposed: Succession = { ...record().succession, petitionId: id(3) };
  const mandates = [{ id: id(60) }];
  const confirm = (petitioners: readonly Succeeded[], accepted = true, by = COLLEAGUE) =>
    confirmSuccession(proposed, accepted, { petitioners, mandates }, act({ personId: by }));

  it('is another one, and may turn it down', () => {
    expect(() => confirm([person(FIRST)], true, proposed.by)).toThrow(refusal('SUCCESSION_OWN_PROPOSAL'));
    expect(() => confirmSuccession(null, true, { petitioners: [], mandates }, act())).toThrow(refusal('SUCCESSION_UNKNOWN'));
    expect(confirm([person(FIRST)], false)).toEqual({ state: 'rejected', endsPetitionCode: false, endsMandates: [], events: [] });
  });

  it('ends code and mandates of the only petitioner, and tells ids alone', () => {
    expect(confirm([person(FIRST)])).toMatchObject({
      state: 'confirmed',
      endsPetitionCode: true,
      endsMandates: [id(60)],
      events: [
        { type: 'SuccessionRecorded', data: { petitionerId: FIRST, successorIds: [id(51)], finding: 'FOUND' } },
        { type: 'MandateEnded', data: { mandateId: id(60), endedOn: ON } },
      ],
    });
    expect(JSON.stringify(confirm([person(FIRST)]).events)).not.toContain('申小某');
  });

  it('leaves the code of the group to those of it who live, and to no successor', () => {
    expect(confirm([person(FIRST), person(SECOND)])).toMatchObject({ endsPetitionCode: false, endsMandates: [] });
    const onlyHeir = [person(FIRST), person(SECOND, { endedOn: ON }), person(HEIR, { succeeds: SECOND })];
    expect(confirm(onlyHeir)).toMatchObject({ endsPetitionCode: true, endsMandates: [] });
    expect(confirm([person(FIRST), person(SECOND, { leftOn: ON })])).toMatchObject({ endsPetitionCode: true, endsMandates: [id(60)] });
  });
});

describe('in the name of the dead', () => {
  const dead = person(FIRST, { endedOn: '2025-03-02' });
  const heir = person(HEIR, { succeeds: FIRST });

  it('nobody gives a mandate; a successor gives one of the own', () => {
    expect(() => requirePrincipal([dead], ON)).toThrow(refusal('MANDATE_OF_ENDED'));
    expect(() => requirePrincipal([dead, heir], '2025-03-01')).toThrow(refusal('MANDATE_OF_ENDED'));
    for (const petitioners of [[dead, heir], [dead, person(SECOND)], [person(FIRST)], []])
      expect(() => requirePrincipal(petitioners, '2025-03-02')).not.toThrow();
  });

  it('nobody else is written into the place: name and identity stay, as soon as the death is entered', () => {
    const ended = { endedOn: ON, undecided: false };
    for (const field of ['name', 'idType', 'idNumber']) {
      expect(() => requireCorrectable(field, ended)).toThrow(refusal('CORRECTION_OF_ENDED'));
      expect(() => requireCorrectable(field, { endedOn: null, undecided: true })).toThrow(refusal('CORRECTION_OF_ENDED'));
      expect(() => requireCorrectable(field, { endedOn: null, undecided: false })).not.toThrow();
    }
    for (const field of ['phone', 'address', 'summary']) expect(() => requireCorrectable(field, ended)).not.toThrow();
  });

  it('no code is issued, no consent recorded and no group left; the last who lives does not leave', () => {
    const members = [
      { id: FIRST, leftOn: null, endedOn: ON },
      { id: HEIR, leftOn: null, endedOn: null },
    ];
    const organ = { organId: OTHER };
    expect(() => issueMemberCode(id(3), members, FIRST, organ, 'KNOWN_TO_THE_DESK')).toThrow(refusal('PETITIONER_ENDED'));
    expect(issueMemberCode(id(3), members, HEIR, organ, 'KNOWN_TO_THE_DESK').petitionerId).toBe(HEIR);
    expect(() => recordConsent(id(3), members, { petitionerId: FIRST, way: 'IN_PERSON' }, organ)).toThrow(refusal('PETITIONER_ENDED'));
    const leaving = { fileId: FILE, organId: OTHER, on: ON };
    expect(() => leaveGroup(id(3), members, { ...leaving, petitionerId: FIRST })).toThrow(refusal('PETITIONER_ENDED'));
    expect(() => leaveGroup(id(3), members, { ...leaving, petitionerId: HEIR })).toThrow(refusal('LAST_MEMBER_WITHDRAWS'));
  });
});
