import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewaySeal, Time, Tokens } from '@sunshine/platform';
import { organId, personId, playDemo, type DemoPlayed } from '@sunshine/demo';
import {
  expected,
  fieldPaths,
  listsOf,
  mayDo,
  ofRecord,
  placesOfIds,
  qualifiers,
  selectionOf,
  showsRecord,
  valuesAt,
  type FieldPath,
  type Reader,
  type Standing,
  type StoredRecord,
  type Subject,
} from './leak-matrix.js';
import { SECRETS, SECRET_WORD, Stock } from './leak-matrix.stock.js';
import { atRest, world, type World } from './world.js';

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
const SCHEMAS = ['intake', 'casework', 'supervision'];
const AT_ONCE = 12;
const UNKNOWN = '01900000-0000-7000-8000-0000000000aa';
const OTHER = '01900000-0000-7000-8000-0000000000bb';
interface Petition extends Subject {
  channel: string;
  organId: string;
  words: string | null;
}

let at: World;
let played: DemoPlayed;
let tokens: Tokens;
let today: string;
const all: FieldPath[] = fieldPaths();
const heads = [...new Set(all.map(({ steps }) => steps[0]!.field))];
/** Documents that together ask for every field: all of them in one request cost more than a request may, so that it is halved until none is refused. */
let sheets: readonly string[];
async function sheetsFor(token: string, fields: readonly string[] = heads): Promise<string[]> {
  const sheet = `query ($id: ID!) { petition(id: $id) { ${selectionOf(all.filter(({ steps }) => fields.includes(steps[0]!.field)))} } }`;
  const { errors } = JSON.parse(await raw(token, sheet, { id: UNKNOWN })) as Answer;
  if (!errors?.some(({ extensions }) => extensions.code === 'REQUEST_TOO_COSTLY') || fields.length === 1) return [sheet];
  const half = Math.ceil(fields.length / 2);
  return [...(await sheetsFor(token, fields.slice(0, half))), ...(await sheetsFor(token, fields.slice(half)))];
}

/** Each petition by id, number, list and search, and on the board, by aliases with its place; those who may see it are on many boards. */
function lookups(petitions: readonly Petition[], board: boolean): { query: string; variables: Record<string, string> } {
  const words = [...new Set(petitions.map(wordsOf))];
  const one = (_: unknown, n: number) =>
    `petition${n}: petition(id: $id${n}) { id }
     petitionByNumber${n}: petitionByNumber(number: $number${n}) { id }
     list${n}: petitions(filter: { number: $number${n} }) { edges { node { id } } }
     ${board ? `board${n}: supervisionBoard(filter: { petitionNumber: $number${n} }) { edges { node { petition { id } } } }` : ''}`;
  const search = (_: unknown, n: number) => `searched${n}: petitions(filter: { text: $words${n} }, first: 100) { edges { node { id } } }`;
  const given = [...petitions.map((_, n) => `$id${n}: ID!, $number${n}: String!`), ...words.map((_, n) => `$words${n}: String`)];
  const values = petitions.flatMap(({ id, number }, n) => [
    [`id${n}`, id],
    [`number${n}`, number],
  ]);
  return {
    query: `query (${given.join(', ')}) { ${petitions.map(one).join('\n')} ${words.map(search).join('\n')} }`,
    variables: Object.fromEntries([...values, ...words.map((text, n) => [`words${n}`, text])]) as Record<string, string>,
  };
}
/** The gateway takes 30 aliases, each petition needs five. */
const AT_A_TIME = 6;
const wordsOf = ({ words }: Petition) => words ?? SECRET_WORD;
const heard: { reader: string; text: string }[] = [];

/** The answer as it came, byte for byte. */
async function raw(token: string | null, query: string, variables: object = {}): Promise<string> {
  const response = await fetch(at.node.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: string[]; extensions: { code: string } }[];
}
async function ask(reader: Reader, query: string, variables: object = {}): Promise<Answer> {
  const text = await raw(reader.token, query, variables);
  heard.push({ reader: reader.name, text });
  return JSON.parse(text) as Answer;
}

/** The fields of one petition that several answers hold. */
const petitionIn = (...answers: readonly Answer[]): object => Object.assign({}, ...answers.map(({ data }) => data?.['petition'])) as object;

/** The services that know petitions, each asked past the gateway as the gateway asks: none leans on another's refusal. */
const KNOWING = ['intake', 'case', 'supervision'] as const;
async function entities(service: (typeof KNOWING)[number], token: string | null, type: string, ids: readonly string[]): Promise<string> {
  const { app, execute } = at.node.services[service];
  const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
  const body = JSON.stringify({ query, variables: { of: ids.map((id) => ({ __typename: type, id })) } });
  const authorization = token === null ? undefined : `Bearer ${token}`;
  const sealed = app.get(GatewaySeal, { strict: false }).seal(service, { authorization, correlationId: 'leak', address: '' }, body);
  return JSON.stringify(await execute(sealed));
}

const fieldsOf = (steps: FieldPath['steps']): string[] => steps.map(({ field }) => field);
const personToken = (id: string) => tokens.issue({ kind: 'person', person: id, session: null }, 3_600);
const account = (name: string) => personToken(personId(name));

async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const open = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = open.shift(); item !== undefined; item = open.shift()) await work(item);
    }),
  );
}

let stock: Stock;

const route = (petitionId: string, to: string) =>
  at.client.query('dispatcher.city', 'mutation ($input: RoutePetitionInput!) { routePetition(input: $input) { id } }', {
    input: { petitionId, kind: 'TRANSFER', toOrganId: organId(to), reason: '属其职责范围' },
  });

/** A report leaves by two people alone. */
async function handedOver(petitionId: string, to: string, bureau: 'city' | 'province' = 'city'): Promise<void> {
  const input = { petitionId, toOrganId: organId(to), authority: '市管干部', cadreMatter: false, grave: false };
  const [dispatcher, head] = [`dispatcher.${bureau}`, `head.bureau.${bureau}`];
  await at.client.query(dispatcher, 'mutation ($input: HandOverReportInput!) { handOverReport(input: $input) { id } }', { input });
  await at.client.query(head, 'mutation ($input: ConfirmHandOverInput!) { confirmHandOver(input: $input) { id } }', {
    input: { petitionId },
  });
}

/** A report from the portal; answers its id. */
async function reported(accused: object): Promise<string> {
  const { submitPetition } = await at.client.query<{ submitPetition: { number: string } }>(
    null,
    'mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { number } }',
    {
      input: {
        kind: 'REPORT',
        division: '990100',
        summary: `反映${SECRET_WORD}`,
        text: `所述${SECRET_WORD}一事`,
        requests: [{ text: `请核查${SECRET_WORD}` }],
        anonymous: true,
        petitioners: [],
        accused: [accused],
      },
    },
  );
  await atRest(at.admin);
  const { rows } = await at.admin.query<{ id: string }>('select id from intake.petition where number = $1', [submitPetition.number]);
  return rows[0]!.id;
}

/**
 * Accused in words, of the bureau's own head, and of the city government, each on its way: with those of the accused unit, of the unit of
 * the accused person, and below the accused organ.
 */
async function hardReports(): Promise<{ id: string; keptOut: readonly string[] }[]> {
  const words = await reported({ text: '市住建局某科长' });
  const act = (by: string, name: 'identifyAccused' | 'confirmAccused', input: object) =>
    at.client.query(
      by,
      `mutation ($input: ${name === 'identifyAccused' ? 'IdentifyAccusedInput' : 'ConfirmAccusedInput'}!) { ${name}(input: $input) { id } }`,
      {
        input: { petitionId: words, ...input },
      },
    );
  await act('dispatcher.city', 'identifyAccused', { accused: [{ personId: personId('checker.housing'), who: '科长' }] });
  await act('auditor.city', 'confirmAccused', {});
  await handedOver(words, 'discipline.city');
  const head = await reported({ personId: personId('head.bureau.city') });
  await handedOver(head, 'discipline.city', 'province');
  const government = await reported({ organId: organId('gov.city') });
  await handedOver(government, 'discipline.province', 'province');
  await atRest(at.admin);
  return [
    { id: words, keptOut: ['handler.housing', 'head.housing'] },
    { id: head, keptOut: ['head.bureau.city', 'auditor.city'] },
    { id: government, keptOut: ['handler.gov.city', 'head.bureau.city', 'handler.education'] },
  ];
}

async function petitionsOf(ids: readonly string[]): Promise<Petition[]> {
  const { rows } = await at.admin.query<Petition>(
    `select p.id, p.number, p.kind, p.channel, c.organ_id "organId", p.summary words,
       not exists (select 1 from casework.opinion o where o.petition_id = p.id and o.state <> 'issued') issued
     from intake.petition p join casework.petition c on c.id = p.id where p.id = any($1) order by p.id`,
    [ids],
  );
  return rows;
}

beforeAll(async () => {
  at = await world();
  tokens = at.node.services.directory.app.get(Tokens);
  today = at.node.services.case.time.today();
  played = await playDemo(at.client, Time.shared, today);
  stock = new Stock(at.client, today, () => atRest(at.admin));
  await atRest(at.admin);
}, 180_000);
afterAll(() => at.close());

describe('the leak matrix', () => {
  const readers: Reader[] = [];
  let subjects: Petition[] = [];
  const records = new Map<string, StoredRecord[]>();

  /** A person with these roles in every service, and a token of their own. */
  async function person(grants: readonly (readonly [role: string, organ: string | null])[]): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    for (const schema of SCHEMAS)
      for (const [role, organ] of grants)
        await at.admin.query(`insert into ${schema}.person_role (person_id, role, organ_id, notices) values ($1, $2, $3, false)`, [
          id,
          role,
          organ,
        ]);
    return { id, token: await personToken(id) };
  }

  async function organ(kind: string, parent: string | null): Promise<string> {
    const id = randomUUID();
    for (const schema of SCHEMAS)
      await at.admin.query(
        `insert into ${schema}.organ (id, parent_id, kind, name, short_name, division, path)
         values ($1::uuid, $2::uuid, $3, $1::uuid::text, $1::uuid::text, '990999', coalesce((select path from ${schema}.organ where id = $2::uuid), '{}') || $1::uuid)`,
        [id, parent, kind],
      );
    return id;
  }

  async function relate(subject: string, relation: string): Promise<void> {
    for (const schema of SCHEMAS)
      await at.admin.query(
        `insert into ${schema}.relation (petition_id, subject, relation, kind) select id, $2, $3, kind from ${schema}.petition_known where id = any($1)
         on conflict do nothing`,
        [subjects.map(({ id }) => id), subject, relation],
      );
  }

  /** These petitions and as few of the demo as it takes, so that every field has a value in one of them. */
  async function chosen(given: readonly string[]): Promise<string[]> {
    const { rows } = await at.admin.query<{ id: string; organ_id: string }>(
      'select id, organ_id from casework.petition where opened order by number',
    );
    const filled = new Map<string, Set<string>>();
    await each(rows, async ({ id, organ_id: organId }) => {
      const { token } = await person(['HEAD', 'HANDLER', 'REGISTRAR'].map((role) => [role, organId] as const));
      const texts = await Promise.all(sheets.map((sheet) => raw(token, sheet, { id })));
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

  beforeAll(async () => {
    const accused = [{ organId: organId('health.city') }, { personId: personId('head.labour') }];
    const made = [await stock.full('CLAIM', 'LETTER'), await stock.full('CLAIM', 'VISIT')];
    const reports = [await stock.full('REPORT', 'LETTER', accused), await stock.full('REPORT', 'VISIT', accused)];
    const claim = made[0]!;
    const [first] = await petitionsOf([claim]);
    made.push(
      await stock.ledElsewhere(first!.number),
      await stock.imported(),
      await stock.sameLetter(),
      await stock.joint(),
      await stock.transferredIn(),
    );
    await atRest(at.admin);
    for (const id of made.slice(0, 2)) await route(id, 'housing.city');
    for (const id of reports) await handedOver(id, 'discipline.city');
    await atRest(at.admin);
    await stock.typed(made[1]!);
    process.stderr.write(`refused while making the stock: ${[...new Set(stock.refused)].join(', ')}\n`);
    const purpose = '核对联系方式以便送达';
    const opener = await person([['HANDLER', organId('housing.city')]]);
    await raw(opener.token, 'mutation ($input: OpenSealedFieldInput!) { openSealedField(input: $input) { value } }', {
      input: {
        petitionId: claim,
        ownerId: (await at.admin.query(`select id from intake.petitioner where petition_id = $1`, [claim])).rows[0].id,
        field: 'phone',
        purpose,
      },
    });
    const drafts = await at.admin.query<{ id: string }>(
      `select p.id from casework.opinion o join casework.petition p on p.id = o.petition_id where o.state <> 'issued' order by p.number limit 1`,
    );
    const hard = await hardReports();
    sheets = await sheetsFor((await person([['HEAD', organId('housing.city')]])).token);
    const few = await chosen([...made, ...reports, ...drafts.rows.map(({ id }) => id)]);
    subjects = await petitionsOf([...few, ...hard.map(({ id }) => id)]);

    for (const { id } of subjects) {
      const { rows } = await at.admin.query<StoredRecord>(
        'select id, kind, organ_id "organId" from casework.case_record where petition_id = $1',
        [id],
      );
      records.set(id, rows);
    }
    const { rows: tree } = await at.admin.query<{ petition_id: string; subject: string; relation: string; under: boolean }>(
      `select r.petition_id, r.subject, r.relation, $2 = any(o.path) and o.id <> $2 under from intake.relation r left join intake.organ o on o.id = r.subject
       where r.petition_id = any($1)`,
      [subjects.map(({ id }) => id), organId('gov.city')],
    );
    const inCharge = new Set(tree.filter(({ relation }) => relation === 'in_charge').map((row) => row.petition_id));
    const belowCity = new Set(
      tree.filter(({ relation, under }) => under && ['registering', 'in_charge'].includes(relation)).map((row) => row.petition_id),
    );
    const nobodyInCharge: Standing[] = ['registering', 'in_charge'];
    const add = (reader: Omit<Reader, 'barred' | 'inCharge'> & Partial<Reader>) =>
      readers.push({ barred: () => false, inCharge: () => false, ...reader });

    for (const relation of ['registering', 'sender', 'assigner', 'assisting'] as const)
      for (const kind of ['petition_bureau', 'department']) {
        const unit = await organ(kind, null);
        await relate(unit, relation);
        for (const role of ORGAN_ROLES) {
          const { token } = await person([[role, unit]]);
          const standings = (id: string): Standing[] => (relation === 'registering' && !inCharge.has(id) ? nobodyInCharge : [relation]);
          add({ name: `${role} of a ${relation} ${kind}`, token, role, organKind: kind, organId: unit, standings });
        }
      }
    for (const kind of ['petition_bureau', 'supervision_office', 'department']) {
      const unit = await organ(kind, organId('gov.city'));
      for (const role of ORGAN_ROLES) {
        const { token } = await person([[role, unit]]);
        add({
          name: `${role} of a ${kind} beside in the tree`,
          token,
          role,
          organKind: kind,
          organId: unit,
          standings: (id) => (belowCity.has(id) ? ['tree'] : []),
        });
      }
    }
    const stranger = await organ('department', null);
    const barredUnit = await organ('department', null);
    const belowBarred = await organ('institution', barredUnit);
    await relate(barredUnit, 'barred');
    for (const role of ORGAN_ROLES) {
      const { token } = await person([[role, stranger]]);
      add({ name: `${role} of an unrelated organ`, token, role, organKind: 'department', organId: stranger, standings: () => [] });
    }
    for (const petition of subjects) {
      const { rows } = await at.admin.query<{ kind: string }>('select kind from intake.organ where id = $1', [petition.organId]);
      const standings = (id: string): Standing[] => (id === petition.id ? ['in_charge'] : []);
      for (const role of ORGAN_ROLES) {
        const own = [role, petition.organId] as const;
        const here = (id: string) => id === petition.id;
        const reader = { role, organKind: rows[0]!.kind, organId: petition.organId, standings, inCharge: here };
        add({ name: `${role} of the organ in charge`, token: (await person([own])).token, ...reader });
        if (!['HANDLER', 'HEAD', 'SUPERVISOR'].includes(role)) continue;
        for (const [unit, where] of [
          [barredUnit, 'of'],
          [belowBarred, 'below'],
        ] as const)
          add({
            name: `${role} in charge, also ${where} a barred unit`,
            token: (await person([own, ['CLERK', unit]])).token,
            ...reader,
            barred: () => true,
          });
      }
    }
    // Kept out in person: the officer who stepped back alone, the accused of a report with the whole unit.
    for (const relation of ['recused', 'barred'] as const)
      for (const role of ORGAN_ROLES) {
        const unit = await organ('department', null);
        await relate(unit, 'assisting');
        const [officer, colleague] = [await person([[role, unit]]), await person([[role, unit]])];
        await relate(officer.id, relation);
        const reader = { role, organKind: 'department', organId: unit, standings: (): Standing[] => ['assisting'] };
        add({ name: `${role} of an assisting organ, ${relation} in person`, token: officer.token, ...reader, barred: () => true });
        const together: Reader['barred'] = ({ kind }) => relation === 'barred' && kind === 'REPORT';
        add({ name: `${role} of an assisting organ, a colleague of one ${relation}`, token: colleague.token, ...reader, barred: together });
      }
    for (const role of NODE_ROLES) {
      const { token } = await person([[role, null]]);
      const imported = new Set(subjects.filter(({ channel }) => channel === 'IMPORT').map(({ id }) => id));
      add({ name: role, token, role, organKind: null, organId: null, standings: (id) => (imported.has(id) ? ['import'] : []) });
    }
    const nothing = { role: null, organKind: null, organId: null, standings: () => [] };
    add({ name: 'another service', token: await tokens.issue({ kind: 'service', person: 'svc:case', session: null }, 3_600), ...nothing });
    add({ name: 'nobody', token: null, ...nothing });
    const passes = at.node.services.intake.app.get(Tokens);
    for (const { id } of subjects) add({ name: `the holder of the pass to ${id}`, token: await passes.issuePass(id), ...nothing });
  }, 180_000);

  it('holds every cell: role, relation and field, of every kind of petition, by id, number, list, search and board', async () => {
    const wrong: string[] = [];
    let cells = 0;
    const seen = new Map<string, { reader: Reader; petition: Petition; path: FieldPath; values: number }[]>();
    const cell = (reader: Reader, { kind, id }: Petition, what: string, is: unknown, should: unknown) => {
      cells += 1;
      if (is !== should) wrong.push(`${reader.name} · ${kind} ${id} · ${what}: ${String(is)}, should be ${String(should)}`);
    };
    const answered = async (reader: Reader, query: string, variables: object): Promise<Answer> => {
      const answer = await ask(reader, query, variables);
      // No request is refused as a whole, for its cost or a field that there is not.
      expect((answer.errors ?? []).filter(({ path }) => path === undefined)).toEqual([]);
      return answer;
    };
    /** Answers what was found of each petition by its id; what is not found has no field to ask for. */
    const lookedUp = async (reader: Reader, petitions: readonly Petition[], may: boolean): Promise<boolean[]> => {
      const { query, variables } = lookups(petitions, !may);
      const { data, errors = [] } = await answered(reader, query, variables);
      const words = [...new Set(petitions.map(wordsOf))];
      const refused = reader.token === null || reader.role === null ? /^(SIGN_IN_REQUIRED|PETITION_NOT_FOUND)$/ : /^PETITION_NOT_FOUND$/;
      const codeAt = (field: string) => errors.find(({ path }) => path?.[0] === field)?.extensions.code ?? 'none';
      return petitions.map((petition, n) => {
        const listed = (alias: string, path: string[]) => valuesAt(data?.[alias], path).includes(petition.id);
        for (const field of ['petition', 'petitionByNumber'] as const) {
          const code = codeAt(`${field}${n}`);
          cell(reader, petition, `${field} refused`, may ? code : refused.test(code), may ? 'none' : true);
        }
        cell(reader, petition, 'list', listed(`list${n}`, ['edges', 'node', 'id']), may);
        const searched = listed(`searched${words.indexOf(wordsOf(petition))}`, ['edges', 'node', 'id']);
        cell(reader, petition, 'search', searched, may && petition.kind !== 'REPORT');
        if (!may) cell(reader, petition, 'board', listed(`board${n}`, ['edges', 'node', 'petition', 'id']), false);
        return (data?.[`petition${n}`] ?? null) !== null;
      });
    };
    await each(readers, async (reader) => {
      const mine = subjects.filter(({ id }) => !/in charge/.test(reader.name) || reader.inCharge(id));
      const readable = (petition: Petition) => mayDo('readPetition', reader, petition);
      for (const service of KNOWING) {
        const ids = mine.map(({ id }) => id);
        const { data } = JSON.parse(await entities(service, reader.token, 'Petition', ids)) as { data: { _entities: unknown[] } };
        for (const [n, petition] of mine.entries())
          cell(
            reader,
            petition,
            `${service} alone`,
            JSON.stringify(data._entities[n]).includes('"__typename":"Petition"'),
            readable(petition),
          );
      }
      const found = new Set<string>();
      for (const may of [true, false])
        for (let left = mine.filter((petition) => readable(petition) === may); left.length > 0; left = left.slice(AT_A_TIME)) {
          const some = left.slice(0, AT_A_TIME);
          (await lookedUp(reader, some, may)).forEach((is, n) => is && found.add(some[n]!.id));
        }
      for (const petition of mine) {
        const { id } = petition;
        const answers = found.has(id) ? await Promise.all(sheets.map((sheet) => answered(reader, sheet, { id }))) : [];
        const whole = petitionIn(...answers);
        const shown = readable(petition) ? records.get(id)!.filter((record) => showsRecord(record, reader, petition)) : [];
        const sorted = (ids: readonly unknown[]) => ids.toSorted().join();
        cell(reader, petition, 'records', sorted(valuesAt(whole, ['records', 'id'])), sorted(shown.map((record) => record.id)));
        for (const path of all) {
          const key = `${id} ${path.path}`;
          const group = seen.get(key) ?? [];
          if (group.length === 0) seen.set(key, group);
          group.push({ reader, petition, path, values: valuesAt(whole, fieldsOf(path.steps)).length });
        }
      }
    });
    const valued = new Set<string>();
    for (const group of seen.values()) {
      const exists = group.some(({ values }) => values > 0);
      for (const { reader, petition, path, values } of group) {
        const should = expected(path, reader, petition);
        if (exists) valued.add(path.path);
        if (should === 'own' || (ofRecord(path) && should !== 'absent')) continue;
        cells += 1;
        const is = values > 0 ? (should === 'masked' ? 'masked' : 'visible') : 'absent';
        if (is !== should && (exists || is !== 'absent'))
          wrong.push(`${reader.name} · ${petition.kind} ${petition.id} · ${path.path}: ${is}, should be ${should}`);
      }
    }
    const name = ({ steps }: FieldPath) => `${steps.at(-1)!.type}.${steps.at(-1)!.field}`;
    const unseen = [...new Set(all.filter(({ path }) => !valued.has(path)).map(name))].filter(
      (field) => !all.some((path) => name(path) === field && valued.has(path.path)) && !qualifiers.own.includes(field),
    );
    process.stderr.write(
      `leak matrix: ${readers.length} readers, ${subjects.length} petitions, ${all.length} fields, ${cells} cells, wrong ${wrong.length}\n`,
    );
    expect({ wrong: wrong.slice(0, 40), count: wrong.length }).toEqual({ wrong: [], count: 0 });
    expect({
      'fields that no petition of this test has, and no line of leak-matrix.yaml excuses': unseen.filter(
        (field) => !(field in qualifiers.unseen),
      ),
    }).toEqual({
      'fields that no petition of this test has, and no line of leak-matrix.yaml excuses': [],
    });
  }, 600_000);

  it('lets no sealed word and no identity through in any answer', () => {
    for (const word of SECRETS)
      expect([word, heard.filter(({ text }) => text.includes(word)).map(({ reader }) => reader)]).toEqual([word, []]);
  });
});

/** What an accused unit and whoever is accused can find out: of the unit, and below it, and of the person's unit. */
describe('of a report that accuses them, the people of the unit learn nothing:', () => {
  const PEOPLE = [
    'head.health',
    'handler.health',
    'checker.health',
    'head.hospital',
    'handler.hospital',
    'head.labour',
    'registrar.labour',
    'handler.labour',
    'handler2.labour',
    'checker.labour',
    'issuer.labour',
  ];
  const ORGAN: Record<string, string> = { health: 'health.city', hospital: 'hospital.city', labour: 'labour.city' };
  const ownOrgan = (name: string) => organId(ORGAN[name.split('.')[1]!]!);
  const lists = (name: string) => listsOf({ organId: ownOrgan(name), year: 2025 }).filter((list) => list.name !== 'auditTrail');
  const before = new Map<string, string>();
  let id: string;
  let number: string;

  const partsOf = async (petitionId: string): Promise<string[]> => {
    const tables = ['document', 'case_record', 'clock', 'petition_request'].map(
      (table) => `select id from casework.${table} where petition_id = $1`,
    );
    const desk = ['petitioner', 'mandate', 'correction', 'supplement', 'supplement_request', 'interview', 'classification'].map(
      (table) => `(select id from intake.${table} where petition_id = $1 limit 1)`,
    );
    const files = '(select file_id id from intake.file_reference where petition_id = $1 limit 2)';
    const { rows } = await at.admin.query<{ id: string }>([...tables, ...desk, files].join(' union '), [petitionId]);
    return rows.map((row) => row.id);
  };

  /** Sealed with the second it was given out in: no two are the same, whatever there is to hear. */
  const LIVE_KEY = /("(?:organL|l)iveKey":)"[\w-]{64}"/g;

  const lookAround = async (into: Map<string, string>) => {
    for (const name of PEOPLE) {
      const token = await account(name);
      for (const { name: list, document, variables } of lists(name))
        into.set(`${name} ${list}`, (await raw(token, document, variables)).replace(LIVE_KEY, '$1'));
    }
  };

  beforeAll(async () => {
    await atRest(at.admin);
    await lookAround(before);
    id = await stock.full('REPORT', 'LETTER', [{ organId: organId('health.city') }, { personId: personId('head.labour') }]);
    await atRest(at.admin);
    await handedOver(id, 'discipline.city');
    await atRest(at.admin);
    number = (await petitionsOf([id]))[0]!.number;
  }, 60_000);

  it('every list, count and figure they can ask for is the same as before it came', async () => {
    const after = new Map<string, string>();
    await lookAround(after);
    expect(before.size).toBeGreaterThan(PEOPLE.length * 5);
    for (const [list, text] of before) expect([list, after.get(list)]).toEqual([list, text]);
  }, 60_000);

  it('its id, wherever the graph takes an id, is answered byte for byte as an unknown one', async () => {
    const differing: string[] = [];
    const places = placesOfIds(today);
    await each(PEOPLE, async (name) => {
      const token = await account(name);
      const list = await raw(token, '{ petitions(first: 1) { edges { node { id } } } }');
      // Beside it stands a petition that they may see, so that no other id is what is refused.
      const mine =
        (JSON.parse(list) as { data: { petitions: { edges: { node: { id: string } }[] } } }).data.petitions.edges[0]?.node.id ?? OTHER;
      for (const { field, document, place, variables } of places) {
        // What an act of their own writes counts on; all else is the same.
        const answer = async (one: string) => (await raw(token, document, variables(one, mine))).replace(/"seq":\d+/g, '"seq":0');
        const [known, unknown] = [await answer(id), await answer(UNKNOWN)];
        if (known !== unknown) differing.push(`${name} · ${field} · ${place}: ${known} / ${unknown}`);
      }
    });
    // The ids of its parts, by one of them: papers, clocks, records, requests, petitioners, files.
    const parts = await partsOf(id);
    const token = await account('handler.health');
    const places2 = places.filter(({ place }) => !/(^|\.)(petitionId|id)$/.test(place));
    await each(
      places2.flatMap((place) => parts.map((part) => ({ ...place, part }))),
      async ({ field, document, place, variables, part }) => {
        const answer = async (one: string) => (await raw(token, document, variables(one, id))).replace(/"seq":\d+/g, '"seq":0');
        const [known, unknown] = [await answer(part), await answer(UNKNOWN)];
        if (known !== unknown) differing.push(`handler.health · ${field} · ${place} · part: ${known} / ${unknown}`);
      },
    );
    process.stderr.write(
      `ids: ${places.length} places, ${PEOPLE.length} people of accused units, ${parts.length} parts, differing ${differing.length}\n`,
    );
    expect(differing.slice(0, 10)).toEqual([]);
  }, 600_000);

  it('accused in words, of the bureau’s own head or of the government: its id is answered to them as an unknown one', async () => {
    const differing: string[] = [];
    const cases = (await hardReports()).flatMap(({ id: report, keptOut }) => keptOut.map((name) => ({ report, name })));
    await each(cases, async ({ report, name }) => {
      const token = await account(name);
      for (const { field, document, place, variables } of placesOfIds(today)) {
        const answer = async (one: string) => (await raw(token, document, variables(one, OTHER))).replace(/"seq":\d+/g, '"seq":0');
        const [known, unknown] = [await answer(report), await answer(UNKNOWN)];
        if (known !== unknown) differing.push(`${name} · ${field} · ${place}: ${known} / ${unknown}`);
      }
    });
    process.stderr.write(`three reports: ${cases.length} people kept out, differing ${differing.length}\n`);
    expect(differing.slice(0, 10)).toEqual([]);
  }, 600_000);

  it('no service by itself answers more of it than of an unknown one, whatever the gateway asked before', async () => {
    const ids = [id, ...(await partsOf(id))];
    for (const name of PEOPLE) {
      const token = await account(name);
      for (const service of KNOWING) {
        const types = [...at.node.services[service].sdl.matchAll(/^type (\w+)[^{]*@key\(fields: "id"\)/gm)].map(
          (match) => match[1] as string,
        );
        for (const type of types)
          for (const one of ids)
            expect([name, service, type, await entities(service, token, type, [one])]).toEqual([
              name,
              service,
              type,
              await entities(service, token, type, [UNKNOWN]),
            ]);
      }
    }
  }, 120_000);

  it('its files, by id, and with a link that somebody else was given, are answered as unknown ones', async () => {
    const { rows } = await at.admin.query<{ file_id: string }>('select file_id from intake.file_reference where petition_id = $1', [id]);
    expect(rows.length).toBeGreaterThan(0);
    const origin = new URL(at.node.url).origin;
    for (const name of PEOPLE)
      for (const { file_id: fileId } of rows)
        for (const method of ['GET', 'HEAD'] as const) {
          const asked = async (one: string) => {
            const response = await fetch(`${origin}/files/${one}?link=x`, {
              method,
              headers: { authorization: `Bearer ${await account(name)}` },
            });
            return [response.status, await response.text()];
          };
          expect([name, method, await asked(fileId)]).toEqual([name, method, await asked(UNKNOWN)]);
        }
  }, 60_000);

  it('its number is answered as an unknown one, in queries and in a new filing', async () => {
    const unknown = number.replace(/\d{6}$/, (digits) => String(999_999 - Number(digits)).padStart(6, '0'));
    const byNumber =
      'query ($number: String!) { petitionByNumber(number: $number) { id } petitions(filter: { number: $number }) { edges { node { id } } } }';
    const filed = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { __typename } }';
    const filing = (previousNumber: string) => ({
      input: {
        channel: 'PHONE',
        kind: 'CLAIM',
        receivedOn: today,
        division: '990100',
        summary: '请求说明',
        text: '请求说明此前反映事项的进展。',
        requests: [{ text: '说明进展' }],
        petitioners: [{ name: '甲某' }],
        previousNumber,
      },
    });
    for (const name of PEOPLE) {
      const token = await account(name);
      expect([name, await raw(token, byNumber, { number })]).toEqual([name, await raw(token, byNumber, { number: unknown })]);
      // A number that the desk does not see is kept as it was said (2-23); each filing is another petition.
      const answer = async (said: string) => (await raw(token, filed, filing(said))).replace(/"key":"[0-9a-f-]{36}"/g, '"key":""');
      expect([name, await answer(number)]).toEqual([name, await answer(unknown)]);
    }
  }, 60_000);

  it('though all of it is on record, for the administrator of the audit', async () => {
    const { rows } = await at.admin.query<{ n: number }>(
      `select count(distinct actor_id)::int n from intake.audit where subject = $1 and act = 'readPetition' and outcome = 'PETITION_NOT_FOUND'`,
      [id],
    );
    expect(rows[0]?.n).toBe(PEOPLE.length);
  });
});

describe('whoever holds a query code and its secret', () => {
  const TRACK = `query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { ${selectionOf(fieldPaths('TrackedPetition'))} } }`;
  const tracked = async (queryCode: string, secret: string) =>
    (JSON.parse(await raw(null, TRACK, { queryCode, secret })) as { data: { trackPetition: Record<string, unknown> } }).data.trackPetition;

  it('of a report sees received, handed over, answered or ended, and neither organ, person, matter nor date of a duty', async () => {
    const { rows } = await at.admin.query<{ number: string }>(`select number from intake.petition where kind = 'REPORT'`);
    const reports = played.receipts.filter((receipt) => rows.some((row) => row.number === receipt.number));
    expect(reports.length).toBeGreaterThan(0);
    for (const { queryCode, secret, number } of reports) {
      const { pass, registeredOn, receivedOn, stage, stageName, progress, outcome, partNumbers, ...rest } = await tracked(
        queryCode,
        secret,
      );
      expect([pass, registeredOn, receivedOn].every((value) => typeof value === 'string')).toBe(true);
      expect(['received', 'handed_over', 'answered', 'ended']).toContain(stage);
      expect(stage === 'ended' ? ['已撤回信访', '已分件', '已引导', '存', '不予受理'] : ['已收到', '已移送有权机关', '已答复']).toContain(
        stageName,
      );
      expect([progress, outcome !== null, partNumbers !== null]).toEqual([stage, stage === 'ended', outcome === 'split']);
      const told = Object.entries(rest).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
      expect(told).toEqual([['number', number]]);
    }
  });

  it('of a claim sees its course, and no name of anybody', async () => {
    const names = (await at.admin.query<{ name: string }>('select name from directory.person')).rows.map(({ name }) => name);
    // The code of who died opens nothing any more.
    const live = (
      await at.admin.query<{ number: string }>('select p.number from intake.petition p join intake.query_code q on q.holder_id = p.id')
    ).rows;
    const numbers = new Set(live.map(({ number }) => number));
    for (const { queryCode, secret } of played.receipts.filter(({ number }) => numbers.has(number)).slice(0, 20)) {
      const text = JSON.stringify(await tracked(queryCode, secret));
      expect(names.filter((name) => text.includes(name))).toEqual([]);
    }
  });

  it('opens no petition with the pass', async () => {
    const { queryCode, secret } = played.receipts[0]!;
    const { pass } = await tracked(queryCode, secret);
    const [{ id }] = (
      await at.admin.query<{ id: string }>('select id from intake.petition where number = $1', [played.receipts[0]!.number])
    ).rows as [{ id: string }];
    expect(await raw(pass as string, 'query ($id: ID!) { petition(id: $id) { id } }', { id })).toContain('SIGN_IN_REQUIRED');
  });
});
