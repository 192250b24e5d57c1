import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { parse } from 'yaml';
import { z } from 'zod';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

export const schema: GraphQLSchema = buildSchema(read('../gateway/supergraph.graphql'), { assumeValidSDL: true });
const rights = parse(read('./rights.yaml')) as Record<string, Record<string, string[]>>;

/** How a reader stands to a petition. */
export type Standing = 'registering' | 'in_charge' | 'sender' | 'assigner' | 'assisting' | 'reviewer' | 'tree' | 'import';
interface Cell {
  role: string;
  by: string[];
  organ?: string[];
}
const acts = parse(read('../libs/access/src/matrix.yaml')) as Record<string, { on: string; grants: Cell[] }>;

const names = z.array(z.string().regex(/^[A-Z]\w+\.\w+$/)).default([]);
const Qualifiers = z.strictObject({
  masked: names,
  sealed: names,
  inCharge: names,
  draft: names,
  byAct: z.record(z.string(), z.string()).default({}),
  own: names,
  records: z.strictObject({
    course: z.array(z.string()),
    organ: z.array(z.string()),
    named: z.array(z.string()),
    own: z.array(z.string()),
  }),
  unseen: z.record(z.string(), z.string()).default({}),
});
/** What leak-matrix.yaml says. */
export const qualifiers = Qualifiers.parse(parse(read('./leak-matrix.yaml')));

export interface Step {
  readonly type: string;
  readonly field: string;
}

/** A way from the petition to a field of something that is not a list of others' facts. */
export interface FieldPath {
  readonly steps: readonly Step[];
  readonly path: string;
}

const nameOf = ({ type, field }: Step) => `${type}.${field}`;
const wordOf = ({ type, field }: Step): string =>
  Object.entries(rights[type] ?? {}).find(([, fields]) => fields.includes(field))?.[0] ?? 'no line';
/**
 * Organs and people are no secret of a petition, another petition has its own cells, and a hearing has them in
 * services/hearing/src/leaks.int.spec.ts: of these the id alone is asked for.
 */
const PUBLIC = new Set(['open', 'signedIn']);
const isStub = (type: string) =>
  type === 'Petition' || type === 'Person' || type === 'Hearing' || Object.keys(rights[type] ?? {}).every((word) => PUBLIC.has(word));
const needsArguments = (field: GraphQLField<unknown, unknown>) =>
  field.args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);

/** What a party signs: nobody's words but the digest and the signer that `bundle` shows, asked for in services/hearing/src/bundle/bundle.int.spec.ts. */
const ASKED_ELSEWHERE = new Set(['TrackedHearing.signingText']);

/** A field from service to service, which the gateway knows and nobody can ask for. */
const isHidden = ({ astNode }: GraphQLField<unknown, unknown>) => astNode?.directives?.some(({ name }) => name.value === 'inaccessible');

/** Every field that a petition leads to, by every way without a turn. */
export function fieldPaths(root = 'Petition', before: readonly Step[] = []): FieldPath[] {
  const type = schema.getType(root);
  if (!isObjectType(type)) throw new Error(`${root} is no object type`);
  return Object.values(type.getFields()).flatMap((field) => {
    if (isHidden(field) || ASKED_ELSEWHERE.has(`${root}.${field.name}`)) return [];
    if (needsArguments(field)) throw new Error(`${root}.${field.name} needs arguments: the leak matrix must learn them`);
    const steps = [...before, { type: root, field: field.name }];
    const inner = getNamedType(field.type);
    const here = { steps, path: steps.map((step) => step.field).join('.') };
    if (isLeafType(inner) || isStub(inner.name) || before.some((step) => step.type === inner.name)) return [here];
    return [here, ...fieldPaths(inner.name, steps)];
  });
}

/** Selects all of these fields. */
export function selectionOf(paths: readonly FieldPath[], depth = 0): string {
  const heads = [...new Set(paths.map(({ steps }) => steps[depth]?.field).filter((field) => field !== undefined))];
  return heads
    .map((field) => {
      const below = paths.filter(({ steps }) => steps[depth]?.field === field);
      const { type } = below[0]!.steps[depth]!;
      const deeper = below.filter(({ steps }) => steps.length > depth + 1);
      const inner = getNamedType(
        (schema.getType(type) as { getFields(): Record<string, { type: GraphQLInputType }> }).getFields()[field]!.type,
      );
      if (deeper.length > 0) return `${field} { ${selectionOf(deeper, depth + 1)} }`;
      return isLeafType(inner) ? field : `${field} { id }`;
    })
    .join(' ');
}

/** All values that stand at the end of a path, lists followed; nothing where one of its steps is null. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [head, ...rest] = path;
  return head === undefined ? [value] : valuesAt((value as Record<string, unknown>)[head], rest);
}

export interface Reader {
  readonly name: string;
  /** Null for those who are nobody in person: services, passes, nobody. */
  readonly personId: string | null;
  readonly token: string | null;
  readonly role: string | null;
  readonly organKind: string | null;
  readonly organId: string | null;
  /** Of a petition by its id. */
  readonly standings: (petitionId: string) => readonly Standing[];
  /** Kept out, whatever else: wins over all. */
  readonly barred: (petition: Subject) => boolean;
  /** Works in the organ that has the petition now. */
  readonly inCharge: (petitionId: string) => boolean;
}

export interface Subject {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  /** An opinion that has left the organ, or none. */
  readonly issued: boolean;
}

/** What matrix.yaml gives, told without the code that reads it in production. */
export function mayDo(act: string, reader: Reader, petition: Subject): boolean {
  const { id, kind } = petition;
  if (reader.role === null || reader.barred(petition)) return false;
  const standings = reader.standings(id);
  return (acts[act]?.grants ?? []).some(
    ({ role, by, organ }) =>
      role === reader.role &&
      (!organ || (reader.organKind !== null && organ.includes(reader.organKind))) &&
      by.some((relation) => standings.includes(relation as Standing) && !(relation === 'tree' && kind === 'REPORT')),
  );
}

/** Another petition is shown to whoever may see that one. */
function leadsToAnother({ type, field }: Step): boolean {
  const fields = (schema.getType(type) as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields();
  return getNamedType(fields[field]!.type).name === 'Petition';
}

export type Expected = 'visible' | 'masked' | 'absent' | 'own';

export function expected({ steps }: FieldPath, reader: Reader, petition: Subject): Expected {
  if (!mayDo('readPetition', reader, petition)) return 'absent';
  for (const step of steps) {
    const word = wordOf(step);
    const byAct = qualifiers.byAct[nameOf(step)];
    if (acts[word] && !mayDo(word, reader, petition)) return 'absent';
    if (byAct !== undefined && !mayDo(byAct, reader, petition)) return 'absent';
    if (qualifiers.sealed.includes(nameOf(step)) && petition.kind === 'REPORT') return 'absent';
    if (qualifiers.inCharge.includes(nameOf(step)) && !reader.inCharge(petition.id)) return 'absent';
    if (qualifiers.draft.includes(nameOf(step)) && !petition.issued && !reader.inCharge(petition.id)) return 'absent';
  }
  const last = steps.map(nameOf);
  if (steps.some(leadsToAnother) || last.some((name) => qualifiers.own.includes(name))) return 'own';
  return last.some((name) => qualifiers.masked.includes(name)) ? 'masked' : 'visible';
}

/** Acts without which some field is not shown. */
const SHOWING = [
  'readPetition',
  ...new Set(fieldPaths().flatMap(({ steps }) => steps.flatMap((step) => [wordOf(step), qualifiers.byAct[nameOf(step)] ?? '']))),
].filter((word) => acts[word]);

/** All that `expected` and `showsRecord` look at in a reader: who has the same of each petition must be shown the same. */
export const rightFacts = (reader: Reader, petitions: readonly Subject[]): string =>
  JSON.stringify([
    reader.organId,
    reader.organKind,
    petitions.map((petition) => [
      reader.standings(petition.id),
      reader.barred(petition),
      reader.inCharge(petition.id),
      SHOWING.filter((act) => mayDo(act, reader, petition)),
    ]),
  ]);

export interface StoredRecord {
  readonly id: string;
  readonly kind: string;
  readonly organId: string | null;
}

/** Whether a record of a petition that the reader may read is shown. @throws for a kind of which leak-matrix.yaml says nothing */
export function showsRecord({ kind, organId }: StoredRecord, reader: Reader, petition: Subject): boolean {
  if (qualifiers.records.course.includes(kind)) return true;
  if (qualifiers.records.organ.includes(kind)) return reader.inCharge(petition.id);
  const named = organId !== null && organId === reader.organId;
  if (qualifiers.records.own.includes(kind)) return named;
  if (!qualifiers.records.named.includes(kind)) throw new Error(`leak-matrix.yaml does not say who reads a record of the kind ${kind}`);
  return reader.inCharge(petition.id) || named;
}

/** Fields of records: shown or not record by record. */
export const ofRecord = ({ steps }: FieldPath): boolean => steps.some(({ type }) => type === 'CaseRecord');

/** The values of `unseen` and the lists above name fields that exist. */
export function unknownNames(): string[] {
  const { masked, sealed, inCharge, draft, byAct, own, unseen } = qualifiers;
  const fields = new Set(fieldPaths().flatMap(({ steps }) => steps.map(nameOf)));
  return [...masked, ...sealed, ...inCharge, ...draft, ...Object.keys(byAct), ...own, ...Object.keys(unseen)].filter(
    (name) => !fields.has(name),
  );
}

export interface IdPlace {
  readonly field: string;
  readonly document: string;
  /** The input or arguments with the id in one place; every other id is `other`. */
  readonly variables: (id: string, other: string) => Record<string, unknown>;
  readonly place: string;
}

const TEXT = '测试用文字';

/** A value that the type takes; what need not be given is left out. */
function sample(type: GraphQLInputType, name: string, ids: (name: string) => string, today: string): unknown {
  if (isNonNullType(type)) return sample(type.ofType, name, ids, today);
  if (isListType(type)) return [sample(type.ofType, name, ids, today)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || isIdPlace(field.type, field.name));
    return Object.fromEntries(given.map((field) => [field.name, sample(field.type, `${name}.${field.name}`, ids, today)]));
  }
  const scalars: Record<string, () => unknown> = {
    ID: () => ids(name),
    String: () => (isIdPlace(type, name.split('.').at(-1)!) ? ids(name) : TEXT),
    Int: () => 1,
    Float: () => 1,
    Boolean: () => false,
    Day: () => today,
    Instant: () => `${today}T04:00:00.000Z`,
  };
  return (scalars[type.name] ?? (() => TEXT))();
}

/** Ids have a type of their own; where one is written as text its name says so. */
const isIdPlace = (type: GraphQLInputType, name: string) =>
  getNamedType(type).name === 'ID' || (getNamedType(type).name === 'String' && /(petition|Id)s?$|Id$/.test(name) && name !== 'requestId');

function idPlaces(type: GraphQLInputType, name: string): string[] {
  const inner = getNamedType(type);
  if (isIdPlace(type, name.split('.').at(-1)!)) return [name];
  if (!isInputObjectType(inner)) return [];
  return Object.values(inner.getFields()).flatMap((field) =>
    isNonNullType(field.type) || isIdPlace(field.type, field.name) ? idPlaces(field.type, `${name}.${field.name}`) : [],
  );
}

/** Every place of the graph where somebody can put an id: each argument of a query, each id in the input of a mutation. */
export function placesOfIds(today: string): IdPlace[] {
  return (['Query', 'Mutation'] as const).flatMap((root) =>
    Object.values((schema.getType(root) as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields()).flatMap(
      (field) => {
        const places = field.args.flatMap((arg) => idPlaces(arg.type, arg.name));
        const given = field.args.filter((arg) => isNonNullType(arg.type) || idPlaces(arg.type, arg.name).length > 0);
        const inner = getNamedType(field.type);
        const head = `${root.toLowerCase()} (${given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')})`;
        const call = `${field.name}(${given.map(({ name }) => `${name}: $${name}`).join(', ')})`;
        const document = `${head} { ${call} ${isLeafType(inner) ? '' : '{ __typename }'} }`;
        return places.map((place) => ({
          field: field.name,
          document,
          place,
          variables: (id: string, other: string) =>
            Object.fromEntries(given.map(({ name, type }) => [name, sample(type, name, (at) => (at === place ? id : other), today)])),
        }));
      },
    ),
  );
}

/** Every list and figure of the graph that names no petition, with all that may be seen in it. */
export function listsOf(values: Record<string, unknown>): { name: string; document: string; variables: Record<string, unknown> }[] {
  const query = schema.getQueryType()!.getFields();
  return Object.values(query).flatMap((field) => {
    const needed = field.args.filter(({ type }) => isNonNullType(type));
    if (needed.some(({ name }) => !(name in values))) return [];
    const selection = everything(getNamedType(field.type).name, []);
    const head = needed.length > 0 ? `(${needed.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')})` : '';
    const args = [
      ...needed.map(({ name }) => `${name}: $${name}`),
      ...(field.args.some(({ name }) => name === 'first') ? ['first: 100'] : []),
    ];
    return [
      {
        name: field.name,
        document: `query ${head} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${selection} }`,
        variables: Object.fromEntries(needed.map(({ name }) => [name, values[name]])),
      },
    ];
  });
}

function everything(name: string, above: readonly string[]): string {
  const type = schema.getType(name);
  if (!isObjectType(type)) return '';
  if (above.length > 0 && isStub(name)) return '{ id }';
  const fields = Object.values(type.getFields())
    .filter((field) => !needsArguments(field) && !above.includes(getNamedType(field.type).name))
    .map((field) => {
      const inner = getNamedType(field.type);
      return `${field.name} ${isLeafType(inner) ? '' : everything(inner.name, [...above, name])}`;
    });
  return `{ ${fields.join(' ')} }`;
}
