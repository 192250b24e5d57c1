import type { OrganKind, Role } from '@sunshine/events';
import type { DirectorySeed } from '../src/index.js';

export const PASSWORD = 'a password for tests';
export const uuid = (n: number) => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const organ = (n: number, parent: number | null, kind: OrganKind, name: string, division = '990100', reviewedBy?: number) => ({
  id: uuid(n),
  parentId: parent === null ? null : uuid(parent),
  kind,
  name,
  shortName: `简${n}`,
  division,
  ...(reviewedBy !== undefined && { reviewedBy: uuid(reviewedBy) }),
  closedOn: null,
});
const person = (n: number, account: string, ...grants: [number | null, Role, boolean?][]) => ({
  id: uuid(n),
  account,
  name: `人员${n}`,
  grants: grants.map(([at, role, notices]) => ({ organId: at === null ? null : uuid(at), role, notices: notices ?? false })),
});

/** City government 1 with bureau 2, department 3, enterprise 4; county government 5 with township 6. */
export const smallCity: DirectorySeed = {
  password: PASSWORD,
  validFrom: '2020-01-01',
  organs: [
    organ(1, null, 'government', '甲市人民政府'),
    organ(2, 1, 'petition_bureau', '甲市信访局'),
    organ(3, 1, 'department', '甲市住房局'),
    organ(4, 1, 'enterprise', '甲市供水公司', '990100', 3),
    organ(5, 1, 'government', '乙县人民政府', '990123'),
    organ(6, 5, 'township', '丙镇人民政府', '990123'),
  ],
  people: [
    person(101, 'sysadmin', [null, 'SYSTEM_ADMIN']),
    person(102, 'security', [null, 'SECURITY_ADMIN']),
    person(103, 'audit', [null, 'AUDIT_ADMIN']),
    person(104, 'handler', [3, 'HANDLER', true]),
    person(105, 'registrar', [2, 'REGISTRAR'], [2, 'DISPATCHER']),
    person(106, 'nobody'),
  ],
};
