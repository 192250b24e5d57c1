import { describe, expect, it } from '@jest/globals';
import { Role } from '@sunshine/events';
import fc from 'fast-check';
import { ADMIN_ROLES, judgeGrant, type RoleGrant } from './roles.js';

const bureau = { kind: 'petition_bureau', closedOn: null } as const;
const department = { kind: 'department', closedOn: null } as const;
const grant = (role: Role, organId: string | null = 'organ', notices = false): RoleGrant => ({ personId: 'p', organId, role, notices });
const code = (run: () => void) => {
  try {
    run();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('granting a role', () => {
  it('gives organ roles at an organ and node roles at none', () => {
    expect(code(() => judgeGrant(grant('HANDLER'), department, []))).toBeNull();
    expect(code(() => judgeGrant(grant('MIGRATOR', null), null, []))).toBeNull();
    expect(code(() => judgeGrant(grant('HANDLER', null), null, []))).toBe('ROLE_NEEDS_ORGAN');
    expect(code(() => judgeGrant(grant('MIGRATOR'), department, []))).toBe('ROLE_IS_OF_NODE');
  });

  it('keeps dispatching and verification with the bureau, registration with any organ', () => {
    for (const role of ['DISPATCHER', 'AUDITOR'] as const) {
      expect(code(() => judgeGrant(grant(role), bureau, []))).toBeNull();
      expect(code(() => judgeGrant(grant(role), department, []))).toBe('ROLE_UNFIT_FOR_ORGAN');
    }
    expect(code(() => judgeGrant(grant('REGISTRAR'), department, []))).toBeNull();
  });

  it('lets nobody be two administrators, nor an administrator anything else', () => {
    for (const admin of ADMIN_ROLES) {
      for (const other of Role.options) {
        if (other === admin) continue;
        const organ = [...ADMIN_ROLES, 'MIGRATOR'].includes(other) ? null : bureau;
        expect(code(() => judgeGrant(grant(other, organ && 'organ'), organ, [{ organId: null, role: admin }]))).toBe(
          'ROLE_ADMIN_STANDS_ALONE',
        );
        expect(code(() => judgeGrant(grant(admin, null), null, [{ organId: organ && 'organ', role: other }]))).toBe(
          'ROLE_ADMIN_STANDS_ALONE',
        );
      }
    }
  });

  it('lets no order of accepted grants end in a mixed administrator', () => {
    const step = fc.record({ role: fc.constantFrom(...Role.options), organId: fc.constantFrom(null, 'a', 'b') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const held: { role: Role; organId: string | null }[] = [];
        for (const { role, organId } of steps) {
          if (
            code(() => judgeGrant(grant(role, organId), organId === null ? null : bureau, held)) === null &&
            !held.some((h) => h.role === role && h.organId === organId)
          )
            held.push({ role, organId });
        }
        const admins = held.filter(({ role }) => ADMIN_ROLES.includes(role));
        expect(admins.length === 0 || held.length === 1).toBe(true);
      }),
    );
  });

  it('does not count the same grant against itself', () => {
    expect(code(() => judgeGrant(grant('SECURITY_ADMIN', null), null, [{ organId: null, role: 'SECURITY_ADMIN' }]))).toBeNull();
  });

  it('refuses an organ that is no more, and a delegation to anyone but a handler', () => {
    expect(code(() => judgeGrant(grant('HANDLER'), { ...department, closedOn: '2024-04-01' }, []))).toBe('ORGAN_IS_CLOSED');
    expect(code(() => judgeGrant(grant('CHECKER', 'organ', true), department, []))).toBe('ROLE_DELEGATION_UNFIT');
    expect(code(() => judgeGrant(grant('HANDLER', 'organ', true), department, []))).toBeNull();
  });
});
