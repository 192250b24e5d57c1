import { z } from 'zod';
import { code } from './code.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

/**
 * Kinds of organ that law tells apart (Art 2, 22, 23 ¶4 of the 2022 Regulation). `political_legal`: public security, justice and the like;
 * courts and procuratorates stand under no government, and neither do 人大 and 政协.
 */
export const OrganKind = z.enum([
  'party_committee',
  'government',
  'petition_bureau',
  'supervision_office',
  'department',
  'township',
  'political_legal',
  'court',
  'procuratorate',
  'people_congress',
  'consultative_conference',
  'discipline',
  'mass_organisation',
  'enterprise',
  'institution',
]);
export type OrganKind = z.infer<typeof OrganKind>;

const POLITICAL_LEGAL: readonly string[] = ['political_legal', 'court', 'procuratorate'] satisfies OrganKind[];

/** Whether an organ of that kind is a political-legal one (政法部门), to which matters of litigation relief belong. @source 信访工作条例 22 ¶2, 23 ¶4 */
export const isPoliticalLegal = (kind: string): boolean => POLITICAL_LEGAL.includes(kind);

export const Role = z.enum([
  'REGISTRAR',
  'DISPATCHER',
  'AUDITOR',
  'HANDLER',
  'CHECKER',
  'ISSUER',
  'HEAD',
  'SUPERVISOR',
  'CLERK',
  'PANEL_MEMBER',
  'REVIEWER',
  'EXCHANGE_OPERATOR',
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDIT_ADMIN',
  'MIGRATOR',
]);
export type Role = z.infer<typeof Role>;

/** Key: organId. The whole state of an organ; organs are public bodies, so their names travel. */
export const OrganSaved = defineEvent('OrganSaved', 1, {
  organId: z.uuid(),
  parentId: z.uuid().nullable(),
  kind: growing(OrganKind),
  name: z.string(),
  shortName: z.string(),
  /** Six digits, GB/T 2260. */
  division: z.string().regex(/^\d{6}$/),
  /** The organ that reviews this organ's opinions (Arts 35, 36); null where the chain ends. */
  reviewedBy: z.uuid().nullable(),
  /** Another such organ, of which the petitioner chooses one: the department above of a department (Art 35). */
  alsoReviewedBy: z.uuid().nullable().optional(),
  /** Where petitioners reach it; its papers name it. */
  contactPhone: z.string().nullable().optional(),
  /** Where petitioners go or write to. */
  address: z.string().nullable().optional(),
  /** Who reviews its opinions, who did and who will: first and last day inclusive, null: until it is changed. */
  reviewers: z.array(z.object({ organId: z.uuid(), also: z.boolean(), from: z.iso.date(), to: z.iso.date().nullable() })).optional(),
  /** First day on which the organ is no more; null while it exists. */
  closedOn: z.iso.date().nullable(),
});

/** Key: personId. `organId` null for roles of the whole node. `notices` is the written delegation to issue notices. */
export const RoleGranted = defineEvent('RoleGranted', 1, {
  personId: z.uuid(),
  organId: z.uuid().nullable(),
  role: growing(Role),
  notices: z.boolean(),
});

/** Key: personId. */
export const RoleEnded = defineEvent('RoleEnded', 1, {
  personId: z.uuid(),
  organId: z.uuid().nullable(),
  role: growing(Role),
});

/**
 * Key: personId. A session ended before its time: signed out, its refresh token used twice, the password changed, the person disabled.
 * `until`: no token of it is good beyond that instant, by the directory's clock.
 */
export const SessionEnded = defineEvent('SessionEnded', 1, { sessionId: z.uuid(), personId: z.uuid(), until: z.iso.datetime() });

/** Key: personId. May not sign in any more; each open session has an event of its own before it. */
export const PersonDisabled = defineEvent('PersonDisabled', 1, { personId: z.uuid(), until: z.iso.datetime() });

/** Key: personId. May sign in again; sessions that ended stay ended. */
export const PersonEnabled = defineEvent('PersonEnabled', 1, { personId: z.uuid() });

/** Key: `pack:<id>`. The pack itself travels, so that every service holds the law by its hash. */
export const RulePackPublished = defineEvent('RulePackPublished', 1, {
  packId: code,
  revision: z.number().int().positive(),
  hash: code,
  pack: z.record(z.string(), z.unknown()),
});

/** Key: `calendar:<division>`. */
export const CalendarPublished = defineEvent('CalendarPublished', 1, {
  calendarId: code,
  version: z.number().int().positive(),
  hash: code,
  calendar: z.record(z.string(), z.unknown()),
});

/** Key: `proposal:<id>`. Law that one administrator has proposed and nobody has put into force: owners of clocks show what it would move. */
export const LawProposed = defineEvent('LawProposed', 1, {
  proposalId: z.uuid(),
  packs: z.array(z.record(z.string(), z.unknown())),
  calendars: z.array(z.record(z.string(), z.unknown())),
});
