import { describe, expect, it } from '@jest/globals';
import { issueMemberCode, leaveGroup, recordConsent, type Leaving, type Member } from './members.js';

const id = (letter: string) => `0190a0b0-0000-7000-8000-0000000000${letter}${letter}`;
const [petitionId, organId, one, other, third] = [id('a'), id('b'), id('1'), id('2'), id('3')];
const of = (...left: (string | null)[]): Member[] => left.map((leftOn, at) => ({ id: [one, other, third][at]!, leftOn }));
const refused = (code: string) => expect.objectContaining({ code }) as never;
const leaving = (more: Partial<Leaving> = {}): Leaving => ({ petitionerId: one, fileId: null, organId: null, on: '2025-03-10', ...more });

describe('an own code', () => {
  it('is for each member of a joint petition, also for one who has left', () => {
    expect(issueMemberCode(petitionId, of(null, null), one, { organId }, 'KNOWN_TO_THE_DESK')).toMatchObject({
      petitionerId: one,
      events: [{ type: 'MemberCodeIssued', data: { petitionerId: one, organId, identityCheck: 'KNOWN_TO_THE_DESK' } }],
    });
    expect(issueMemberCode(petitionId, of('2025-03-05', null), one, { organId }, 'KNOWN_TO_THE_DESK')).toMatchObject({ petitionerId: one });
  });

  it('is for nobody else, and a single petitioner has the code of the petition', () => {
    expect(() => issueMemberCode(petitionId, of(null, null), third, { organId }, 'KNOWN_TO_THE_DESK')).toThrow(refused('MEMBER_UNKNOWN'));
    expect(() => issueMemberCode(petitionId, of(null, null), null, { organId }, 'KNOWN_TO_THE_DESK')).toThrow(refused('MEMBER_UNKNOWN'));
    expect(() => issueMemberCode(petitionId, of(null), one, { organId }, 'KNOWN_TO_THE_DESK')).toThrow(refused('MEMBERS_ONLY_IF_JOINT'));
  });
});

describe('consent to a joint filing', () => {
  it('is recorded with its way for a petitioner in the group', () => {
    expect(recordConsent(petitionId, of(null, null), { petitionerId: one, way: 'CALLED_BACK' }, { organId }).events).toMatchObject([
      { type: 'JointConsentRecorded', data: { petitionId, petitionerId: one, way: 'CALLED_BACK' } },
    ]);
    const given = { petitionerId: one, way: 'SIGNED_PAPER' } as const;
    expect(() => recordConsent(petitionId, of('2025-03-05', null), given, { organId })).toThrow(refused('MEMBER_HAS_LEFT'));
    expect(() => recordConsent(petitionId, of(null), given, { organId })).toThrow(refused('MEMBERS_ONLY_IF_JOINT'));
  });
});

describe('leaving the group', () => {
  it('is the member’s own act by the pass, or on a signed paper by the registrar', () => {
    expect(leaveGroup(petitionId, of(null, null), leaving())).toMatchObject({
      petitionerId: one,
      leftOn: '2025-03-10',
      way: 'online',
      events: [{ type: 'MemberLeft', data: { petitionerId: one, organId: null, way: 'online', leftOn: '2025-03-10' } }],
    });
    expect(leaveGroup(petitionId, of(null, null), leaving({ organId, fileId: id('f') }))).toMatchObject({ way: 'paper' });
    expect(() => leaveGroup(petitionId, of(null, null), leaving({ organId }))).toThrow(refused('LEAVING_PAPER_MISSING'));
    expect(() => leaveGroup(petitionId, of(null, null), leaving({ petitionerId: null }))).toThrow(refused('LEAVING_BY_MEMBER_ALONE'));
    expect(() => leaveGroup(petitionId, of(null, null), leaving({ petitionerId: null, organId, fileId: id('f') }))).toThrow(
      refused('MEMBER_UNKNOWN'),
    );
  });

  it('is done once, and not by the last one', () => {
    expect(() => leaveGroup(petitionId, of('2025-03-05', null, null), leaving())).toThrow(refused('MEMBER_HAS_LEFT'));
    expect(leaveGroup(petitionId, of(null, '2025-03-05', null), leaving())).toMatchObject({ petitionerId: one });
    expect(() => leaveGroup(petitionId, of(null, '2025-03-05'), leaving())).toThrow(refused('LAST_MEMBER_WITHDRAWS'));
    expect(() => leaveGroup(petitionId, of(null), leaving())).toThrow(refused('MEMBERS_ONLY_IF_JOINT'));
  });
});
