import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import { hostileFor, repeated, type Place } from './hostile.js';
import type { Random } from './random.js';

/** What is true at the node: values of a field's name that somebody may name. */
export type Known = (name: string) => readonly unknown[];

type Argument = GraphQLArgument | GraphQLInputField;

/** One document with its variables, of which each is an argument somewhere in it. */
export interface Operation {
  readonly document: string;
  readonly slots: readonly { readonly variable: string; readonly argument: Argument }[];
}

const SENTENCES = ['经现场核查，情况属实。', '申某', '请尽快处理', '市住建局张某', '2026', '演示路1号', '13800001234'];

const placeOf = (type: GraphQLInputType): Place => {
  const bare = getNullableType(type);
  if (isListType(bare)) return 'list';
  if (isEnumType(bare)) return 'enum';
  if (isInputObjectType(bare)) return 'object';
  const name = bare.name as Place;
  return (['ID', 'Day', 'Instant', 'Int', 'Float', 'Boolean'] as const).find((known) => known === name) ?? 'String';
};

/** Texts, ids and days come through the types and are worth more tries than what the types stop. */
function weightOf(path: string, place: Place): number {
  if (/\.(petitionId|requestId|expectedVersion)$/.test(path)) return 2;
  if (place === 'Day' || place === 'Instant') return 2;
  return ['String', 'ID', 'Int'].includes(place) ? 6 : 1;
}

/** Words of a description that read like values: `in_person`, `REPORT`, `31(1)`. */
const wordsOf = (description: string | null | undefined): string[] =>
  description?.match(/\b[a-z]+(?:[A-Z_][a-zA-Z]*)+\b|\b[a-z]{4,}\b|\b\d+\(\d\)/g) ?? [];

/** Makes inputs of the right shape from the types, with what is known at the node in its places. */
export class Inputs {
  constructor(
    private readonly random: Random,
    private readonly known: Known,
    /** Asia/Shanghai. */
    private readonly today: string,
  ) {}

  /** A valid-shaped value of an argument. */
  base({ name, type, description }: Argument, depth = 0): unknown {
    const { random } = this;
    const bare = getNullableType(type);
    if (isListType(bare)) {
      const element = { name, type: bare.ofType, description } as Argument;
      return Array.from({ length: depth > 3 ? 0 : random.below(3) + (isNonNullType(type) ? 1 : 0) }, () => this.base(element, depth + 1));
    }
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields());
      const given = fields.filter(
        (field) => isNonNullType(field.type) || random.chance(depth > 3 ? 0 : field.name === 'expectedVersion' ? 0.05 : 0.45),
      );
      return Object.fromEntries(given.map((field) => [field.name, this.base(field, depth + 1)]));
    }
    if (isEnumType(bare)) return random.of(bare.getValues()).name;
    return this.leaf(bare.name, name, description);
  }

  private leaf(type: string, name: string, description: string | null | undefined): unknown {
    const { random } = this;
    const known = this.known(name);
    if (type === 'ID') return known.length > 0 ? random.of(known) : random.uuid();
    if (type === 'Int') return random.of([1, 2, 5, 10, Number(this.today.slice(0, 4))]);
    if (type === 'Float') return 1.5;
    if (type === 'Boolean') return random.chance(0.5);
    if (type === 'Day') return random.of([this.today, this.today, '2026-03-02', '2026-11-16', '2027-03-01']);
    if (type === 'Instant') return `${this.today}T01:00:00.000Z`;
    if (name === 'requestId') return random.uuid();
    const words = wordsOf(description);
    if (known.length > 0 && random.chance(0.8)) return random.of(known);
    if (words.length > 0 && random.chance(0.6)) return random.of(words);
    return random.of(SENTENCES);
  }

  /** Ids and request ids of an input that was once accepted give way to those of now; all else stays. */
  renewed(argument: Argument, value: unknown): unknown {
    const bare = getNullableType(argument.type);
    if (value === null || value === undefined) return value;
    if (isListType(bare)) return (value as unknown[]).map((each) => this.renewed({ ...argument, type: bare.ofType } as Argument, each));
    if (isInputObjectType(bare)) {
      const given = value as Record<string, unknown>;
      const fields = Object.values(bare.getFields()).filter(({ name }) => Object.hasOwn(given, name));
      return Object.fromEntries(fields.map((field) => [field.name, this.renewed(field, given[field.name])]));
    }
    const { name } = argument;
    if (name === 'requestId') return this.random.uuid();
    const known = this.known(name);
    return isLeafType(bare) && bare.name === 'ID' && known.length > 0 && !known.includes(value) ? this.random.of(known) : value;
  }

  /**
   * Puts one to three hostile values into the variables, at any place, also of fields that were left out. Answers what was put where.
   */
  spoil(slots: Operation['slots'], variables: Record<string, unknown>): string[] {
    const put: string[] = [];
    for (let left = this.random.of([1, 1, 1, 2, 3]); left > 0; left -= 1) {
      const places = slots.flatMap(({ variable, argument }) => placesIn(variables, variable, argument, variable));
      if (places.length === 0) return put;
      // Deep places are more than flat ones: the first choice is by argument and field name, not by how often a list repeats it.
      const bare = (path: string) => path.replace(/\.\d+/g, '.#');
      const names = [...new Set(places.map(({ path, type }) => `${weightOf(path, placeOf(type))} ${bare(path)}`))];
      const name = this.random.of(
        names.flatMap((each) => Array.from({ length: Number(each.split(' ')[0]) }, () => each.split(' ')[1] as string)),
      );
      const place = this.random.of(places.filter(({ path }) => bare(path) === name));
      const kind = placeOf(place.type);
      const there = place.holder[place.key];
      const hostile =
        kind === 'list' && Array.isArray(there) && there.length > 0 && this.random.chance(0.8)
          ? repeated(there[0], this.random.of([50, 200, 2_000]))
          : hostileFor(kind, this.random);
      // A copy: what is put into it next must not come back with the next input.
      place.holder[place.key] = structuredClone(hostile.value);
      put.push(`${place.path} = ${hostile.name}`);
    }
    return put;
  }

  /** A document that asks one field, with its own arguments and those of some fields below as variables. */
  operation(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Operation {
    const slots: { variable: string; argument: Argument }[] = [];
    const call = (each: GraphQLField<unknown, unknown>) => {
      if (each.args.length === 0) return each.name;
      const given = each.args.map((argument) => {
        const variable = `v${slots.length}`;
        slots.push({ variable, argument });
        return `${argument.name}: $${variable}`;
      });
      return `${each.name}(${given.join(', ')})`;
    };
    const head = call(field);
    const body = this.selection(field.type, kind === 'query' ? 3 : 1, call);
    const declared = slots.map(({ variable, argument }) => `$${variable}: ${String(argument.type)}`).join(', ');
    return { document: `${kind}${declared ? ` (${declared})` : ''} { ${head}${body} }`, slots };
  }

  private selection(type: GraphQLOutputType, depth: number, call: (field: GraphQLField<unknown, unknown>) => string): string {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return '';
    if (!isObjectType(named)) return ' { __typename }';
    const fields = Object.values(named.getFields());
    const connection = named.name.endsWith('Connection') || named.name.endsWith('Edge');
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type))).slice(0, 8);
    const composites = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const chosen = connection
      ? composites.filter(({ name }) => name === 'edges' || name === 'node' || name === 'pageInfo')
      : depth > 0
        ? this.some(composites, 3)
        : [];
    const below = chosen.map((field) => call(field) + this.selection(field.type, connection ? depth : depth - 1, call));
    return ` { ${['__typename', ...leaves.map(call), ...below].join(' ')} }`;
  }

  private some<T>(list: readonly T[], count: number): T[] {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.random.below(left.length), 1)[0] as T);
  }
}

interface SpoilablePlace {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
  readonly type: GraphQLInputType;
  readonly path: string;
}

/** Every place of a value: it, its elements, its fields, also those left out. */
function placesIn(
  holder: SpoilablePlace['holder'],
  key: string | number,
  { type, name }: Pick<Argument, 'type' | 'name'>,
  path: string,
): SpoilablePlace[] {
  const bare = getNullableType(type);
  const value = holder[key];
  const place = { holder, key, type, path };
  if (isListType(bare) && Array.isArray(value))
    return [place, ...value.flatMap((_, at) => placesIn(value as never, at, { type: bare.ofType, name }, `${path}.${at}`))];
  if (isInputObjectType(bare) && isPlain(value))
    return [place, ...Object.values(bare.getFields()).flatMap((field) => placesIn(value, field.name, field, `${path}.${field.name}`))];
  return [place];
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
