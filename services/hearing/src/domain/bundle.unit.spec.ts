import { describe, expect, it } from '@jest/globals';
import { CLERK, HEARING, PETITIONER, SCHEDULE, act, code, given, id, law, matter, requested } from '../../test/given.js';
import { recordRefusedSignature, signBundle, signersOf } from './bundle.js';
import type { Attendance, Hearing, MatterState, PassAct } from './hearing.js';

const SECOND = id(5);
const [FIRST_CAME, AGENT_CAME, SECOND_CAME, WITNESS_CAME] = [id(90), id(91), id(92), id(93)] as [string, string, string, string];
const { on } = SCHEDULE;

const came = (attendanceId: string, part: Attendance['part'], petitionerId?: string | null): Attendance => ({
  id: attendanceId,
  personId: null,
  name: `到场人${attendanceId.slice(-2)}`,
  part,
  petitionerId,
  from: `${on}T01:00:00.000Z`,
  to: null,
});
const THERE = [
  came(FIRST_CAME, 'petitioner', PETITIONER),
  came(AGENT_CAME, 'agent', PETITIONER),
  came(SECOND_CAME, 'petitioner', SECOND),
  came(WITNESS_CAME, 'witness'),
];

/** A hearing whose file is bound, and that nobody has signed. */
function bound(attendance: readonly Attendance[] = THERE, petitionerIds: readonly string[] = [PETITIONER, SECOND]): MatterState {
  const [asked] = requested().hearings;
  const hearing: Hearing = { ...asked!, state: 'concluded', attendance };
  const section = { section: 1, digest: 'ab', algorithm: 'sha256', sealedAt: `${on}T08:00:00.000Z`, open: 1, sealed: 0, documentIds: [] };
  return matter({
    petitionerIds,
    hearings: [{ ...hearing, bundle: { sections: [{ ...section, signers: signersOf(hearing, []) }], signatures: [] } }],
  });
}

/** By the pass of a member, or (null) of the petition itself. */
const byPass = (petitionerId: string | null, signerId: string, state = bound()) => {
  const pass: PassAct = { ...act(CLERK, on), personId: null, petitionerId };
  const signature = { algorithm: 'ed25519', key: 'aa', value: 'bb', valid: true, registered: false };
  return signBundle({ state, law, act: pass }, { hearingId: HEARING, section: 1, signerId, ...signature });
};

describe('a signature by the pass', () => {
  it('is of the petitioner to whom the pass belongs, or of the agent of that one', () => {
    for (const signerId of [FIRST_CAME, AGENT_CAME])
      expect(byPass(PETITIONER, signerId).hearing.bundle?.signatures).toMatchObject([{ way: 'key', signer: { id: signerId } }]);
    expect(byPass(SECOND, SECOND_CAME).hearing.bundle?.signatures).toHaveLength(1);
  });

  it('is of no other petitioner of a joint petition, of no agent of another, and of nobody else', () => {
    expect(() => byPass(PETITIONER, SECOND_CAME)).toThrow(code('BUNDLE_SIGNER_OTHER'));
    for (const signerId of [FIRST_CAME, AGENT_CAME, WITNESS_CAME])
      expect(() => byPass(SECOND, signerId)).toThrow(code('BUNDLE_SIGNER_OTHER'));
  });

  it('of a joint petition itself is nobody’s, of a petition of one the petitioner’s', () => {
    for (const { id: signerId } of THERE) expect(() => byPass(null, signerId)).toThrow(code('BUNDLE_SIGNER_OTHER'));
    const alone = bound(THERE.slice(0, 2), [PETITIONER]);
    expect(byPass(null, FIRST_CAME, alone).hearing.bundle?.signatures).toHaveLength(1);
    const former = bound([came(FIRST_CAME, 'petitioner')], [PETITIONER]);
    expect(byPass(null, FIRST_CAME, former).hearing.bundle?.signatures).toHaveLength(1);
  });

  it('is of nobody of whom the clerk did not say which petitioner came', () => {
    const unsaid = bound([came(FIRST_CAME, 'petitioner', null)]);
    for (const pass of [PETITIONER, SECOND, null]) expect(() => byPass(pass, FIRST_CAME, unsaid)).toThrow(code('BUNDLE_SIGNER_OTHER'));
  });

  it('is of who went out and came back, whichever time the clerk said who it is', () => {
    const again = { ...came(FIRST_CAME, 'petitioner', PETITIONER), id: id(99) };
    const state = bound([{ ...came(FIRST_CAME, 'petitioner', null), to: `${on}T02:00:00.000Z` }, again]);
    expect(byPass(PETITIONER, FIRST_CAME, state).hearing.bundle?.signatures).toHaveLength(1);
  });
});

describe('a signature that was refused', () => {
  const refused = (proof: { witness?: string; video?: string }) =>
    recordRefusedSignature(given(bound(), act(CLERK, on)), {
      ...{ hearingId: HEARING, section: 1, signerId: FIRST_CAME, witness: null, video: null },
      ...proof,
    });

  it('is closed with a witness by name or with a recording', () => {
    expect(refused({ witness: '王五' }).hearing.bundle?.signatures).toMatchObject([{ way: 'refused', witness: '王五', video: null }]);
    expect(refused({ video: '3' }).hearing.bundle?.signatures).toMatchObject([{ way: 'refused', witness: null, video: '3' }]);
    expect(() => refused({ witness: ' ', video: '' })).toThrow(code('BUNDLE_REFUSAL_UNPROVEN'));
  });

  it('is closed with no witness of one character, with a recording neither', () => {
    expect(() => refused({ witness: '王' })).toThrow(code('BUNDLE_REFUSAL_UNPROVEN'));
    expect(() => refused({ witness: '王', video: '3' })).toThrow(code('BUNDLE_REFUSAL_UNPROVEN'));
    // One character outside the first plane counts once.
    expect(() => refused({ witness: '𠮷' })).toThrow(code('BUNDLE_REFUSAL_UNPROVEN'));
  });

  it('is witnessed by no one who refuses', () => {
    expect(() => refused({ witness: '到场人90' })).toThrow(code('BUNDLE_WITNESS_CONCERNED'));
  });
});
