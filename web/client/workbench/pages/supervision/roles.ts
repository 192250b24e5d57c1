import type { Me } from '../../session/me';

/** Roles that read advice: of the organs concerned, and the supervisors of their tree. */
export const ADVICE_READERS = ['SUPERVISOR', 'AUDITOR', 'DISPATCHER', 'HEAD', 'HANDLER'] as const;
/** Roles that read measures, quality reviews and assessments, which go from leader to leader. */
export const LEADING = ['SUPERVISOR', 'AUDITOR', 'HEAD'] as const;

/** Where an advice stands in the register that has just been issued. */
export const adviceAt = (id: string): string => `/supervision/advice?tab=open&id=${id}`;

const OFFICES = ['petition_bureau', 'supervision_office'];

/** Whether the person may advise in the name of an organ; the graph judges to whom. */
export const mayAdvise = ({ roles }: Me): boolean =>
  roles.some(
    ({ role, organ }) =>
      role === 'SUPERVISOR' ||
      (organ && (role === 'AUDITOR' ? organ.kind === 'petition_bureau' : role === 'HEAD' && OFFICES.includes(organ.kind))),
  );

/** Whether the person may propose measures, or draw a sample of what others closed. */
export const maySupervise = ({ roles }: Me): boolean =>
  roles.some(({ role, organ }) => role === 'SUPERVISOR' || (role === 'AUDITOR' && organ?.kind === 'petition_bureau'));

/** Whether the person may assess organs. */
export const mayAssess = ({ roles }: Me): boolean => roles.some(({ role }) => role === 'SUPERVISOR');

/** Organs of which it is to deal with conduct, by the role of who deals with it there. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  SUPERVISOR: OFFICES,
  AUDITOR: ['petition_bureau'],
  HEAD: [...OFFICES, 'discipline', 'party_committee', 'government', 'department'],
  HANDLER: ['discipline', 'party_committee', 'government'],
};

/** Whether the person may register and handle complaints about staff; the graph judges of which units. */
export const mayHandleConduct = ({ roles }: Me): boolean => roles.some(({ role, organ }) => organ && ABOVE[role]?.includes(organ.kind));
