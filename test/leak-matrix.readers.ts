import { organId, personId } from '@sunshine/demo';
import { Tokens } from '@sunshine/platform';
import { all, each, fieldsOf, petitionIn, type Answer, type LeakCity, type Petition } from './leak-matrix.city.js';
import { heardInClosedSitting } from './leak-matrix.hearing.js';
import { valuesAt, type FieldPath, type Reader, type Standing } from './leak-matrix.js';

const ORGAN_ROLES = [
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
];
const NODE_ROLES = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN', 'MIGRATOR'];

/** These petitions and as few of the demo as it takes, so that every field has a value in one of them. */
async function chosen(city: LeakCity, given: readonly string[]): Promise<string[]> {
  const { rows } = await city.admin.query<{ id: string; organ_id: string }>(
    'select id, organ_id from casework.petition where opened order by number',
  );
  const filled = new Map<string, Set<string>>();
  await each(rows, async ({ id, organ_id: organId }) => {
    const { token } = await city.person(['HEAD', 'HANDLER', 'REGISTRAR'].map((role) => [role, organId] as const));
    const texts = await Promise.all(city.sheets.map((sheet) => city.raw(token, sheet, { id })));
    const petition = petitionIn(...texts.map((text) => JSON.parse(text) as Answer));
    const has = ({ steps }: FieldPath) => valuesAt(petition, fieldsOf(steps)).length > 0;
    filled.set(id, new Set(all.filter(has).map(({ path }) => path)));
  });
  const taken = [...given];
  const left = new Set([...filled.values()].flatMap((paths) => [...paths]));
  for (const path of given.flatMap((id) => [...(filled.get(id) ?? [])])) left.delete(path);
  while (left.size > 0) {
    const gain = (id: string) => [...filled.get(id)!].filter((path) => left.has(path)).length;
    const best = rows.map(({ id }) => id).toSorted((a, b) => gain(b) - gain(a))[0]!;
    taken.push(best);
    for (const path of filled.get(best)!) left.delete(path);
  }
  return taken;
}

/** Of the demo a matter under 复查, one under 复核, and one under 复查 that is heard behind closed doors. */
async function reviewed(city: LeakCity): Promise<string[]> {
  const found = [await heardInClosedSitting(city)];
  for (const level of ['review', 'rereview']) {
    const { rows } = await city.admin.query<{ id: string }>(
      `select petition_id id from casework.case_record where kind = 'review' and state = 'admitted' and data ->> 'level' = $1
       and petition_id <> all($2) order by 1 limit 1`,
      [level, found],
    );
    found.push(rows[0]!.id);
  }
  return found;
}

/** Another node was asked for it: once with a possible match, once in vain. */
async function askedElsewhere(city: LeakCity, id: string): Promise<void> {
  await city.admin.query(
    `insert into intake.same_matter_question (id, petition_id, node, list_id, public_key, person_id, organ_id, officer, forms, asked_on, asked_at, state, code, prefix)
      select gen_random_uuid(), id, 'county.990102', gen_random_uuid(), '', registered_by, organ_id, '', 1, registered_on, registered_at, state, code, prefix
        from intake.petition, (values ('match', null, '990102-202503'), ('refused', 'QUESTION_NODE_LIMIT', null)) t(state, code, prefix) where id = $1`,
    [id],
  );
}

/** The petitions of the matrix: made ones with every fact, hard reports, those under review, and as few of the demo as fill every other field. */
export async function subjectsOf(city: LeakCity): Promise<Petition[]> {
  const accused = [{ organId: organId('health.city') }, { personId: personId('head.labour') }];
  const made = [await city.stock.full('CLAIM', 'LETTER'), await city.stock.full('CLAIM', 'VISIT')];
  const reports = [await city.stock.full('REPORT', 'LETTER', accused), await city.stock.full('REPORT', 'VISIT', accused)];
  const claim = made[0]!;
  const [first] = await city.petitionsOf([claim]);
  made.push(
    await city.stock.ledElsewhere(first!.number),
    await city.stock.imported(),
    await city.stock.sameLetter(),
    await city.stock.joint(),
    await city.stock.transferredIn(),
  );
  await askedElsewhere(city, made[0]!);
  await city.rest();
  for (const id of made.slice(0, 2)) await city.route(id, 'housing.city');
  for (const id of reports) await city.handedOver(id, 'discipline.city');
  await city.rest();
  await city.stock.typed(made[1]!);
  process.stderr.write(`refused while making the stock: ${[...new Set(city.stock.refused)].join(', ')}\n`);
  const purpose = '核对联系方式以便送达';
  const opener = await city.person([['HANDLER', organId('housing.city')]]);
  await city.raw(opener.token, 'mutation ($input: OpenSealedFieldInput!) { openSealedField(input: $input) { value } }', {
    input: {
      petitionId: claim,
      ownerId: (await city.admin.query(`select id from intake.petitioner where petition_id = $1`, [claim])).rows[0].id,
      field: 'phone',
      purpose,
    },
  });
  const drafts = await city.admin.query<{ id: string }>(
    `select p.id from casework.opinion o join casework.petition p on p.id = o.petition_id where o.state <> 'issued' order by p.number limit 1`,
  );
  const hard = await city.hardReports();
  city.sheets = await city.sheetsFor((await city.person([['HEAD', organId('housing.city')]])).token);
  const few = await chosen(city, [...new Set([...made, ...reports, ...(await reviewed(city)), ...drafts.rows.map(({ id }) => id)])]);
  return city.petitionsOf([...few, ...hard.map(({ id }) => id)]);
}

/** Whoever may ask for them: each role by each relation, barred ones, roles of the node, services, passes, and nobody. */
export async function readersOf(city: LeakCity, subjects: readonly Petition[]): Promise<Reader[]> {
  const { rows: tree } = await city.admin.query<{ petition_id: string; subject: string; relation: string; under: boolean }>(
    `select r.petition_id, r.subject, r.relation, $2 = any(o.path) and o.id <> $2 under from intake.relation r left join intake.organ o on o.id = r.subject
     where r.petition_id = any($1)`,
    [subjects.map(({ id }) => id), organId('gov.city')],
  );
  const inCharge = new Set(tree.filter(({ relation }) => relation === 'in_charge').map((row) => row.petition_id));
  const belowCity = new Set(
    tree.filter(({ relation, under }) => under && ['registering', 'in_charge'].includes(relation)).map((row) => row.petition_id),
  );
  const nobodyInCharge: Standing[] = ['registering', 'in_charge'];
  const readers: Reader[] = [];
  const add = (reader: Omit<Reader, 'barred' | 'inCharge'> & Partial<Reader>) =>
    readers.push({ barred: () => false, inCharge: () => false, ...reader });

  for (const relation of ['registering', 'sender', 'assigner', 'assisting'] as const)
    for (const kind of ['petition_bureau', 'department']) {
      const unit = await city.organ(kind, null);
      await city.relate(subjects, unit, relation);
      for (const role of ORGAN_ROLES) {
        const person = await city.person([[role, unit]]);
        const standings = (id: string): Standing[] => (relation === 'registering' && !inCharge.has(id) ? nobodyInCharge : [relation]);
        add({ name: `${role} of a ${relation} ${kind}`, ...person, role, organKind: kind, organId: unit, standings });
      }
    }
  for (const kind of ['petition_bureau', 'supervision_office', 'department']) {
    const unit = await city.organ(kind, organId('gov.city'));
    for (const role of ORGAN_ROLES) {
      add({
        name: `${role} of a ${kind} beside in the tree`,
        ...(await city.person([[role, unit]])),
        role,
        organKind: kind,
        organId: unit,
        standings: (id) => (belowCity.has(id) ? ['tree'] : []),
      });
    }
  }
  const stranger = await city.organ('department', null);
  const barredUnit = await city.organ('department', null);
  const belowBarred = await city.organ('institution', barredUnit);
  await city.relate(subjects, barredUnit, 'barred');
  for (const role of ORGAN_ROLES) {
    const person = await city.person([[role, stranger]]);
    add({ name: `${role} of an unrelated organ`, ...person, role, organKind: 'department', organId: stranger, standings: () => [] });
  }
  for (const unit of new Set(subjects.map(({ organId: at }) => at))) {
    const { rows } = await city.admin.query<{ kind: string }>('select kind from intake.organ where id = $1', [unit]);
    const here = (id: string) => subjects.some((petition) => petition.id === id && petition.organId === unit);
    const standings = (id: string): Standing[] => (here(id) ? ['in_charge'] : []);
    for (const role of ORGAN_ROLES) {
      const own = [role, unit] as const;
      const reader = { role, organKind: rows[0]!.kind, organId: unit, standings, inCharge: here };
      add({ name: `${role} of the organ in charge`, ...(await city.person([own])), ...reader });
      if (!['HANDLER', 'HEAD', 'SUPERVISOR'].includes(role)) continue;
      for (const [barred, where] of [
        [barredUnit, 'of'],
        [belowBarred, 'below'],
      ] as const)
        add({
          name: `${role} in charge, also ${where} a barred unit`,
          ...(await city.person([own, ['CLERK', barred]])),
          ...reader,
          barred: () => true,
        });
    }
  }
  // Kept out in person: the officer who stepped back alone, the accused of a report with the whole unit.
  for (const relation of ['recused', 'barred'] as const) {
    const unit = await city.organ('department', null);
    await city.relate(subjects, unit, 'assisting');
    for (const role of ORGAN_ROLES) {
      const [officer, colleague] = [await city.person([[role, unit]]), await city.person([[role, unit]])];
      await city.relate(subjects, officer.personId, relation);
      const reader = { role, organKind: 'department', organId: unit, standings: (): Standing[] => ['assisting'] };
      add({ name: `${role} of an assisting organ, ${relation} in person`, ...officer, ...reader, barred: () => true });
      const together: Reader['barred'] = ({ kind }) => relation === 'barred' && kind === 'REPORT';
      add({ name: `${role} of an assisting organ, a colleague of one ${relation}`, ...colleague, ...reader, barred: together });
    }
  }
  // Who reviews or re-reviews, be it both, or one and the registering organ of another: each of its own relations counts.
  const relations = (unit: string, id: string) =>
    tree.filter((row) => row.subject === unit && row.petition_id === id).map(({ relation }) => relation as Standing);
  for (const unit of new Set(tree.filter(({ relation }) => relation === 'reviewer').map(({ subject }) => subject))) {
    const { rows } = await city.admin.query<{ id: string; kind: string }>(
      `select o.kind, r.petition_id id from intake.organ o left join intake.relation r on r.petition_id = any($2) and r.relation in ('registering', 'in_charge')
         and exists (select from intake.organ at where at.id = r.subject and coalesce(o.path[cardinality(o.path) - 1], o.id) = any(at.path))
       where o.id = $1`,
      [unit, subjects.map(({ id }) => id)],
    );
    const above = new Set(rows.map(({ id }) => id));
    for (const role of ORGAN_ROLES) {
      add({
        name: `${role} of a reviewing organ`,
        ...(await city.person([[role, unit]])),
        role,
        organKind: rows[0]!.kind,
        organId: unit,
        standings: (id) => [...relations(unit, id), ...(above.has(id) ? (['tree'] as const) : [])],
        inCharge: (id) => subjects.some((petition) => petition.id === id && petition.organId === unit),
      });
    }
  }
  for (const role of NODE_ROLES) {
    const person = await city.person([[role, null]]);
    const imported = new Set(subjects.filter(({ channel }) => channel === 'IMPORT').map(({ id }) => id));
    add({ name: role, ...person, role, organKind: null, organId: null, standings: (id) => (imported.has(id) ? ['import'] : []) });
  }
  const nothing = { personId: null, role: null, organKind: null, organId: null, standings: () => [] };
  add({
    name: 'another service',
    token: await city.tokens.issue({ kind: 'service', person: 'svc:case', session: null }, 3_600),
    ...nothing,
  });
  add({ name: 'nobody', token: null, ...nothing });
  const passes = city.node.services.intake.app.get(Tokens);
  for (const { id } of subjects) add({ name: `the holder of the pass to ${id}`, token: await passes.issuePass(id), ...nothing });
  return readers;
}
