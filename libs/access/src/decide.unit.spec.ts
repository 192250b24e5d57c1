import { Role, type OrganKind } from '@sunshine/events';
import { describe, expect, it } from '@jest/globals';
import { decide, decideNode, readersOf, standingsOf, type Facts, type RoleAssignment } from './decide.js';
import { matrix } from './matrix.js';

const person = '0190a000-0000-7000-8000-000000000001';
const city = '0190a000-0000-7000-8000-0000000000c0';
const own = '0190a000-0000-7000-8000-0000000000a1';
const other = '0190a000-0000-7000-8000-0000000000a2';
const below = '0190a000-0000-7000-8000-0000000000a3';
const who = { personId: person, on: '2025-03-03' };
const NODE_ROLES: readonly Role[] = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN', 'MIGRATOR'];
const PETITION_STANDINGS = [
  'registering',
  'in_charge',
  'sender',
  'assigner',
  'assisting',
  'reviewer',
  'panel',
  'tree',
  'import',
  'none',
] as const;
const KINDS: readonly OrganKind[] = ['petition_bureau', 'supervision_office', 'department'];

type PetitionStanding = (typeof PETITION_STANDINGS)[number];

function roleAs(role: Role, kind: OrganKind, notices = false, more: Partial<RoleAssignment> = {}): RoleAssignment {
  return NODE_ROLES.includes(role)
    ? { role, organId: null, notices, kind: null, name: null, closedOn: null, path: [], root: null }
    : { role, organId: own, notices, kind, name: '本单位', closedOn: null, path: [city, own], root: city, ...more };
}

/** A petition to which the own organ stands in one way only; an organ elsewhere fills the other places. */
function facts(role: RoleAssignment, standing: PetitionStanding, kind: Facts['kind'] = 'CLAIM'): Facts {
  const elsewhere = { subject: other, path: standing === 'tree' ? [city, other] : [other], units: [] };
  const mine = { subject: own, path: [own], units: [] };
  const relations = (['registering', 'in_charge', 'sender', 'assigner', 'assisting', 'reviewer', 'panel'] as const).map((relation) => ({
    relation,
    ...(relation === standing ? mine : elsewhere),
  }));
  return { kind, channel: standing === 'import' ? 'IMPORT' : 'LETTER', roles: [role], relations };
}

const petitionActs = Object.entries(matrix).flatMap(([act, row]) => (row.on === 'petition' ? [{ act, row }] : []));
const nodeActs = Object.entries(matrix).flatMap(([act, row]) => (row.on === 'node' ? [{ act, row }] : []));
const admits = (cell: { role: Role; organ?: readonly OrganKind[]; notices?: true }, role: RoleAssignment) =>
  cell.role === role.role && (!cell.organ || cell.organ.includes(role.kind as OrganKind)) && (!cell.notices || role.notices);
const reader = (role: RoleAssignment, standing: PetitionStanding) =>
  matrix['readPetition']?.on === 'petition' &&
  matrix['readPetition'].grants.some((cell) => admits(cell, role) && standing !== 'none' && cell.by.includes(standing));

describe('the matrix of rights on petitions, every cell', () => {
  it.each(petitionActs)('$act', ({ act, row }) => {
    let granted = 0;
    for (const role of Role.options)
      for (const kind of KINDS)
        for (const notices of [false, true])
          for (const standing of PETITION_STANDINGS) {
            const holder = roleAs(role, kind, notices);
            const allowed = standing !== 'none' && row.grants.some((cell) => admits(cell, holder) && cell.by.includes(standing));
            const decision = decide(facts(holder, standing), act, who);
            const expected = allowed ? null : reader(holder, standing) && !row.reads ? 'ACT_NOT_YOURS' : 'PETITION_NOT_FOUND';
            expect([role, kind, notices, standing, decision.refused]).toEqual([role, kind, notices, standing, expected]);
            if (decision.refused === null) {
              granted += 1;
              expect(decision.grant).toEqual({ organId: role === 'MIGRATOR' ? other : own, role, relation: standing });
            }
          }
    expect(granted).toBeGreaterThan(0);
  });

  it('lets nobody act who may not read', () => {
    for (const { row } of petitionActs)
      for (const cell of row.grants)
        for (const standing of cell.by) {
          const kind = cell.organ?.[0] ?? 'department';
          const holder = roleAs(cell.role, kind, true);
          // A registering organ is the organ in charge until another is.
          expect(reader(holder, standing)).toBe(true);
        }
  });

  it('lets whoever finds out or confirms whom a report accuses open what it says, and lets nobody open it who may do neither and no sealed field', () => {
    const may = (act: string, role: Role, kind: (typeof KINDS)[number], standing: (typeof PETITION_STANDINGS)[number]) =>
      decide(facts(roleAs(role, kind), standing), act, who).refused === null;
    for (const role of Role.options)
      for (const kind of KINDS)
        for (const standing of PETITION_STANDINGS) {
          const needed = ['identifyAccused', 'confirmAccused', 'openSealedField'].some((act) => may(act, role, kind, standing));
          expect([role, kind, standing, may('openReportContent', role, kind, standing)]).toEqual([role, kind, standing, needed]);
        }
  });

  it('is done by the role that the act names, of a person with several that allow it; by the first where that one allows nothing', () => {
    const roles = (['HANDLER', 'CHECKER', 'ISSUER'] as const).map((role) => roleAs(role, 'department'));
    const of = { ...facts(roleAs('HANDLER', 'department'), 'reviewer'), roles };
    const role = (preferred: Role | null) => {
      const decision = decide(of, 'checkReviewOpinion', who, preferred);
      return decision.refused ?? decision.grant.role;
    };
    expect([role(null), role('CHECKER'), role('ISSUER'), role('HEAD')]).toEqual(['HANDLER', 'CHECKER', 'HANDLER', 'HANDLER']);
  });

  it('gives the administrators of a node no petition at all', () => {
    for (const role of ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'] as const)
      for (const { act } of petitionActs)
        for (const standing of PETITION_STANDINGS)
          expect(decide(facts(roleAs(role, 'department'), standing), act, who).refused).toBe('PETITION_NOT_FOUND');
  });

  it('gives a migrator the acts of import and nothing else', () => {
    const acts = petitionActs
      .filter(({ act }) => decide(facts(roleAs('MIGRATOR', 'department'), 'import'), act, who).refused === null)
      .map(({ act }) => act);
    expect(acts.sort()).toEqual(['acceptPetition', 'informPetitioner', 'readPetition', 'recordLegacyReply', 'routePetition']);
  });
});

describe('the matrix of acts of the node, every cell', () => {
  it.each(nodeActs)('$act', ({ act, row }) => {
    for (const role of Role.options)
      for (const kind of KINDS)
        for (const [organId, target] of [
          [null, []],
          [own, [city, own]],
          [other, [city, other]],
          [below, [below]],
        ] as const) {
          const holder = roleAs(role, kind);
          const standing =
            holder.organId === null
              ? ['node']
              : organId === null || organId === own
                ? ['own', ...(organId ? ['tree'] : [])]
                : organId === other
                  ? ['tree']
                  : [];
          const expected = row.grants.some((cell) => admits(cell, holder) && cell.by.some((by) => standing.includes(by)))
            ? null
            : 'ACT_NOT_YOURS';
          expect([role, kind, organId, decideNode({ roles: [holder], target }, act, who, organId).refused]).toEqual([
            role,
            kind,
            organId,
            expected,
          ]);
        }
  });

  it('answers the own organ where none is named', () => {
    expect(decideNode({ roles: [roleAs('REGISTRAR', 'petition_bureau')], target: [] }, 'registerPetition', who, null)).toEqual({
      refused: null,
      grant: { organId: own, role: 'REGISTRAR', relation: 'own' },
    });
  });
});

describe('a decision', () => {
  const handler = roleAs('HANDLER', 'department', true);

  it('treats the registering organ as in charge until another is', () => {
    const direct: Facts = {
      kind: 'CLAIM',
      channel: 'VISIT',
      roles: [handler],
      relations: [{ relation: 'registering', subject: own, path: [city, own], units: [] }],
    };
    expect(decide(direct, 'draftOpinion', who).refused).toBeNull();
    const routed: Facts = {
      ...direct,
      relations: [...direct.relations, { relation: 'in_charge', subject: other, path: [city, other], units: [] }],
    };
    expect(decide(routed, 'draftOpinion', who).refused).toBe('ACT_NOT_YOURS');
  });

  it('lets a handler issue notices only with the written delegation', () => {
    expect(decide(facts(handler, 'in_charge'), 'informPetitioner', who).refused).toBeNull();
    expect(decide(facts(roleAs('HANDLER', 'department', false), 'in_charge'), 'informPetitioner', who).refused).toBe('ACT_NOT_YOURS');
    expect(decide(facts(handler, 'in_charge'), 'issueOpinion', who).refused).toBe('ACT_NOT_YOURS');
  });

  it('shows no report through the tree, and through a relation only to that organ', () => {
    const supervisor = roleAs('SUPERVISOR', 'supervision_office');
    expect(decide(facts(supervisor, 'tree', 'CLAIM'), 'readPetition', who).refused).toBeNull();
    expect(decide(facts(supervisor, 'tree', 'REPORT'), 'readPetition', who).refused).toBe('PETITION_NOT_FOUND');
    expect(decide(facts(handler, 'in_charge', 'REPORT'), 'readPetition', who).refused).toBeNull();
  });

  const barred = (kind: Facts['kind'], subject: string, units: string[] = [], relation: 'barred' | 'recused' = 'barred'): Facts => {
    const base = facts(handler, 'in_charge', kind);
    return { ...base, relations: [...base.relations, { relation, subject, path: [], units }] };
  };

  it.each([
    ['the person', 'CLAIM', person, []],
    ['the own organ', 'CLAIM', own, []],
    ['an organ above the own one', 'REPORT', city, []],
    ['a person who works in the own organ, of a report', 'REPORT', other, [own]],
    ['a person who works above the own organ, of a report', 'REPORT', other, [city]],
  ] as const)('lets barring win over every right: %s', (_case, kind, subject, units) => {
    for (const { act } of petitionActs) expect(decide(barred(kind, subject, [...units]), act, who).refused).toBe('PETITION_NOT_FOUND');
  });

  it.each([
    ['a colleague steps back from a claim: the organ stays the handler', 'CLAIM', other, [own]],
    ['a subordinate unit is accused: a superior is not refused for being above', 'REPORT', below, []],
    ['a person of a subordinate unit is accused', 'REPORT', other, [below]],
  ] as const)('bars nobody else: %s', (_case, kind, subject, units) => {
    expect(decide(barred(kind, subject, [...units]), 'draftOpinion', who).refused).toBeNull();
  });

  it('keeps out a person who stepped back, of a claim and of a report, and no colleague of the same organ', () => {
    for (const kind of ['CLAIM', 'REPORT'] as const) {
      expect(decide(barred(kind, person, [own], 'recused'), 'readPetition', who).refused).toBe('PETITION_NOT_FOUND');
      expect(decide(barred(kind, other, [own], 'recused'), 'draftOpinion', who).refused).toBeNull();
      expect(decide(barred(kind, own, [], 'recused'), 'draftOpinion', who).refused).toBeNull();
    }
  });

  it('refuses a closed organ from its first day on, but lets it read', () => {
    const closing = (closedOn: string) => facts(roleAs('HANDLER', 'department', true, { closedOn }), 'in_charge');
    expect(decide(closing('2025-03-04'), 'draftOpinion', who).refused).toBeNull();
    expect(decide(closing('2025-03-03'), 'draftOpinion', who)).toEqual({
      refused: 'ORGAN_CLOSED',
      organ: { name: '本单位', closedOn: '2025-03-03' },
    });
    expect(decide(closing('2025-03-03'), 'readPetition', who).refused).toBeNull();
  });

  it('knows no petition for nobody, and none that is not there', () => {
    expect(decide(facts(handler, 'in_charge'), 'readPetition', { ...who, personId: null }).refused).toBe('PETITION_NOT_FOUND');
    expect(decide(null, 'draftOpinion', who).refused).toBe('PETITION_NOT_FOUND');
  });

  it('takes an act that stands in no row for a fault of the caller', () => {
    expect(() => decide(null, 'registerPetition', who)).toThrow('no act on a petition');
    expect(() => decideNode(null, 'draftOpinion', who, null)).toThrow('no act of the node');
  });
});

describe('the readers of a petition', () => {
  it('are those whom the decision lets read, each with standing and rule', () => {
    for (const role of Role.options)
      for (const kind of KINDS)
        for (const standing of PETITION_STANDINGS)
          for (const matter of ['CLAIM', 'REPORT'] as const) {
            const holder = roleAs(role, kind);
            const at = facts(holder, standing, matter);
            const told = readersOf(at, [holder]);
            expect([role, kind, standing, matter, told.length > 0]).toEqual([
              role,
              kind,
              standing,
              matter,
              decide(at, 'readPetition', who).refused === null,
            ]);
            for (const { organId, roles, sources } of told) {
              expect([organId, roles]).toEqual([holder.organId, [role]]);
              expect(sources.length).toBeGreaterThan(0);
            }
          }
  });

  it('leaves out an organ that is kept out of it, whatever its standing', () => {
    const holder = roleAs('HANDLER', 'department');
    const at = facts(holder, 'in_charge', 'REPORT');
    expect(readersOf(at, [holder])).toHaveLength(1);
    const accused = { relation: 'barred' as const, subject: own, path: [city, own], units: [] };
    expect(readersOf({ ...at, relations: [...at.relations, accused] }, [holder])).toEqual([]);
    const chief = { relation: 'barred' as const, subject: person, path: [], units: [own] };
    expect(readersOf({ ...at, relations: [...at.relations, chief] }, [holder])).toEqual([]);
  });
});

describe('where the roles of a person lead', () => {
  it('holds every petition on which the person may do the act', () => {
    for (const { act, row } of petitionActs)
      for (const cell of row.grants)
        for (const standing of cell.by) {
          if (standing === 'import') continue;
          const holder = roleAs(cell.role, cell.organ?.[0] ?? 'department', true);
          const led = standingsOf([holder], [act], who.on);
          expect(led).toContainEqual({ act, standing, organId: standing === 'tree' ? city : own });
          // Nobody is in charge yet: the registering organ is.
          if (standing === 'in_charge') expect(led).toContainEqual({ act, standing: 'registering', organId: own });
        }
  });

  it('is nowhere for another role, and for an organ that has closed', () => {
    expect(standingsOf([roleAs('SUPERVISOR', 'department')], ['confirmExit'], who.on)).toEqual([]);
    expect(standingsOf([roleAs('CHECKER', 'department', false, { closedOn: '2025-03-03' })], ['confirmExit'], who.on)).toEqual([]);
  });
});
