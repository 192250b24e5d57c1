import { randomUUID } from 'node:crypto';
import { organId, personId, type DemoPlayed } from '@sunshine/demo';
import type { GraphClient, RunningNode } from '@sunshine/infra';
import { GatewaySeal, Time, Tokens } from '@sunshine/platform';
import type pg from 'pg';
import { fieldPaths, selectionOf, type FieldPath, type Reader, type Subject } from './leak-matrix.js';
import { SECRET_WORD, Stock } from './leak-matrix.stock.js';
import { atRest, demoWorld, holdDay, type World } from './world.js';

const SCHEMAS = ['intake', 'casework', 'supervision', 'hearing', 'exchange'];
const AT_ONCE = 12;
export const UNKNOWN = '01900000-0000-7000-8000-0000000000aa';
export const OTHER = '01900000-0000-7000-8000-0000000000bb';

export interface Petition extends Subject {
  channel: string;
  organId: string;
  words: string | null;
}

/** Every field of a petition. */
export const all: FieldPath[] = fieldPaths();
const heads = [...new Set(all.map(({ steps }) => steps[0]!.field))];

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: string[]; extensions: { code: string } }[];
}

/** The fields of one petition that several answers hold. */
export const petitionIn = (...answers: readonly Answer[]): object =>
  Object.assign({}, ...answers.map(({ data }) => data?.['petition'])) as object;

/** The services that know petitions, each asked past the gateway as the gateway asks: none leans on another's refusal. */
export const KNOWING = ['intake', 'case', 'supervision', 'hearing'] as const;

export const fieldsOf = (steps: FieldPath['steps']): string[] => steps.map(({ field }) => field);

/** Does the work for each item, 12 at once. */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const open = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = open.shift(); item !== undefined; item = open.shift()) await work(item);
    }),
  );
}

/** The demo city with its petitions, a stock of made ones, and what each reader was answered. */
export class LeakCity {
  readonly node: RunningNode;
  readonly client: GraphClient;
  readonly admin: pg.Client;
  readonly tokens: Tokens;
  readonly today: string;
  readonly stock: Stock;
  readonly heard: { reader: string; text: string }[] = [];
  /** Documents that together ask for every field: all of them in one request cost more than a request may, so that it is halved until none is refused. */
  sheets: readonly string[] = [];

  private constructor(
    private readonly at: World,
    readonly played: DemoPlayed,
  ) {
    this.node = at.node;
    this.client = at.client;
    this.admin = at.admin;
    this.tokens = at.node.services.directory.app.get(Tokens);
    this.today = at.node.services.case.time.today();
    this.stock = new Stock(at.client, this.today, () => this.rest());
  }

  static async start(): Promise<LeakCity> {
    const today = Time.shared.today();
    const at = await demoWorld();
    holdDay(today);
    const made = new LeakCity(at, at.played);
    await made.rest();
    return made;
  }

  close(): Promise<void> {
    return this.at.close();
  }

  /** Waits until no event is underway. */
  rest(): Promise<void> {
    return atRest(this.admin);
  }

  async sheetsFor(token: string, fields: readonly string[] = heads): Promise<string[]> {
    const sheet = `query ($id: ID!) { petition(id: $id) { ${selectionOf(all.filter(({ steps }) => fields.includes(steps[0]!.field)))} } }`;
    const { errors } = JSON.parse(await this.raw(token, sheet, { id: UNKNOWN })) as Answer;
    if (!errors?.some(({ extensions }) => extensions.code === 'REQUEST_TOO_COSTLY') || fields.length === 1) return [sheet];
    const half = Math.ceil(fields.length / 2);
    return [...(await this.sheetsFor(token, fields.slice(0, half))), ...(await this.sheetsFor(token, fields.slice(half)))];
  }

  /** The answer as it came, byte for byte. */
  async raw(token: string | null, query: string, variables: object = {}): Promise<string> {
    const response = await fetch(this.node.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    return response.text();
  }

  async ask(reader: Reader, query: string, variables: object = {}): Promise<Answer> {
    const text = await this.raw(reader.token, query, variables);
    this.heard.push({ reader: reader.name, text });
    return JSON.parse(text) as Answer;
  }

  async entities(service: (typeof KNOWING)[number], token: string | null, type: string, ids: readonly string[]): Promise<string> {
    const { app, execute } = this.node.services[service];
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
    const body = JSON.stringify({ query, variables: { of: ids.map((id) => ({ __typename: type, id })) } });
    const authorization = token === null ? undefined : `Bearer ${token}`;
    const sealed = app.get(GatewaySeal, { strict: false }).seal(service, { authorization, correlationId: 'leak', address: '' }, body);
    return JSON.stringify(await execute(sealed));
  }

  personToken(id: string): Promise<string> {
    return this.tokens.issue({ kind: 'person', person: id, session: null }, 3_600);
  }

  account(name: string): Promise<string> {
    return this.personToken(personId(name));
  }

  /** A person with these roles in every service, and a token of their own. */
  async person(grants: readonly (readonly [role: string, organ: string | null])[]): Promise<{ personId: string; token: string }> {
    const personId = randomUUID();
    for (const schema of SCHEMAS)
      for (const [role, organ] of grants)
        await this.admin.query(`insert into ${schema}.person_role (person_id, role, organ_id, notices) values ($1, $2, $3, false)`, [
          personId,
          role,
          organ,
        ]);
    return { personId, token: await this.personToken(personId) };
  }

  async organ(kind: string, parent: string | null): Promise<string> {
    const id = randomUUID();
    for (const schema of SCHEMAS)
      await this.admin.query(
        `insert into ${schema}.organ (id, parent_id, kind, name, short_name, division, path)
         values ($1::uuid, $2::uuid, $3, $1::uuid::text, $1::uuid::text, '990999', coalesce((select path from ${schema}.organ where id = $2::uuid), '{}') || $1::uuid)`,
        [id, parent, kind],
      );
    return id;
  }

  async relate(petitions: readonly Petition[], subject: string, relation: string): Promise<void> {
    for (const schema of SCHEMAS)
      await this.admin.query(
        `insert into ${schema}.relation (petition_id, subject, relation, kind) select id, $2, $3, kind from ${schema}.petition_known where id = any($1)
         on conflict do nothing`,
        [petitions.map(({ id }) => id), subject, relation],
      );
  }

  /** Persons of whom there is more to say than their one role: related to a petition in person, or with a second role. */
  async singularPersons(): Promise<Set<string>> {
    const persons = SCHEMAS.map((schema) => `select person_id, role, organ_id from ${schema}.person_role`).join(' union ');
    const relations = SCHEMAS.map((schema) => `select subject from ${schema}.relation`).join(' union ');
    const { rows } = await this.admin.query<{ id: string }>(
      `with person as (${persons}), related as (${relations})
       select person_id id from person group by 1 having count(*) > 1 union select person_id from person where person_id in (select subject from related)`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  route(petitionId: string, to: string): Promise<unknown> {
    return this.client.query('dispatcher.city', 'mutation ($input: RoutePetitionInput!) { routePetition(input: $input) { id } }', {
      input: { petitionId, kind: 'TRANSFER', toOrganId: organId(to), reason: '属其职责范围' },
    });
  }

  /** A report leaves by two people alone. */
  async handedOver(petitionId: string, to: string, bureau: 'city' | 'province' = 'city'): Promise<void> {
    const input = { petitionId, toOrganId: organId(to), authority: '市管干部', cadreMatter: false, grave: false };
    const [dispatcher, head] = [`dispatcher.${bureau}`, `head.bureau.${bureau}`];
    await this.client.query(dispatcher, 'mutation ($input: HandOverReportInput!) { handOverReport(input: $input) { id } }', { input });
    await this.client.query(head, 'mutation ($input: ConfirmHandOverInput!) { confirmHandOver(input: $input) { id } }', {
      input: { petitionId },
    });
  }

  /** A report from the portal; answers its id. */
  async reported(accused: object): Promise<string> {
    const { submitPetition } = await this.client.query<{ submitPetition: { number: string } }>(
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
    await this.rest();
    const { rows } = await this.admin.query<{ id: string }>('select id from intake.petition where number = $1', [submitPetition.number]);
    return rows[0]!.id;
  }

  /**
   * Accused in words, of the bureau's own head, and of the city government, each on its way: with those of the accused unit, of the unit of
   * the accused person, and below the accused organ.
   */
  async hardReports(): Promise<{ id: string; keptOut: readonly string[] }[]> {
    const words = await this.reported({ text: '市住建局某科长' });
    const act = (by: string, name: 'identifyAccused' | 'confirmAccused', input: object) =>
      this.client.query(
        by,
        `mutation ($input: ${name === 'identifyAccused' ? 'IdentifyAccusedInput' : 'ConfirmAccusedInput'}!) { ${name}(input: $input) { id } }`,
        {
          input: { petitionId: words, ...input },
        },
      );
    await act('dispatcher.city', 'identifyAccused', { accused: [{ personId: personId('checker.housing'), who: '科长' }] });
    await act('auditor.city', 'confirmAccused', {});
    await this.handedOver(words, 'discipline.city');
    const head = await this.reported({ personId: personId('head.bureau.city') });
    await this.handedOver(head, 'discipline.city', 'province');
    const government = await this.reported({ organId: organId('gov.city') });
    await this.handedOver(government, 'discipline.province', 'province');
    await this.rest();
    return [
      { id: words, keptOut: ['handler.housing', 'head.housing'] },
      { id: head, keptOut: ['head.bureau.city', 'auditor.city'] },
      { id: government, keptOut: ['handler.gov.city', 'head.bureau.city', 'handler.education'] },
    ];
  }

  async petitionsOf(ids: readonly string[]): Promise<Petition[]> {
    const { rows } = await this.admin.query<Petition>(
      `select p.id, p.number, p.kind, p.channel, c.organ_id "organId", p.summary words,
         not exists (select 1 from casework.opinion o where o.petition_id = p.id and o.state <> 'issued') issued
       from intake.petition p join casework.petition c on c.id = p.id where p.id = any($1) order by p.id`,
      [ids],
    );
    return rows;
  }
}
