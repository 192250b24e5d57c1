import { depthOf, platformError } from '@sunshine/platform';
import {
  Kind,
  isCompositeType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { gatewayError } from './gateway.errors.js';

/**
 * Public limits of the graph; they hold for every operation, whatever it is called. Who has neither account nor pass may send a shorter
 * document; the longest of our own pages has 40 tokens there and 540 behind an account.
 */
export const LIMITS = {
  depth: 10,
  cost: 5_000,
  page: 100,
  aliases: 30,
  bodyBytes: 1_048_576,
  tokens: 4_000,
  tokensOfNobody: 1_000,
  /**
   * Events of `x-after`. Each is looked up until it was read, so forged ones cost; a client keeps the newest, of which 64 are the acts of
   * many minutes (our own pages keep 50). More are refused and not cut: a request never runs with less than its caller asked to have seen.
   */
  after: 64,
  /** Of them the last ones are waited for: who has neither account nor pass does no act that writes more. */
  afterOfNobody: 4,
  /** Tokens of documents that nobody sent before, of one caller; all those of the workbench have 5,000. */
  freshTokens: { atOnce: 40_000, aSecond: 2_000 },
  /** Rows of lists that all subgraphs together may answer to one request. */
  items: 15_000,
  /** Requests of one person, or of one address without an account; the others pass beside them. */
  ofOneCaller: { atOnce: 24, waiting: 200, waitingBytes: 8 * 1_048_576 },
  /** Pages are drawn without waiting for anything: so many of one address in a round of the loop. */
  pagesOfOneAddress: { atOnce: 4, waiting: 200, waitingBytes: Number.POSITIVE_INFINITY },
  /** Of one message of a partner node, in bytes: as long as an envelope may be. */
  messageBytes: 2_000_000,
  /** Messages of one address that are read and passed on at the same time; each lies here whole meanwhile. */
  messagesOfOneAddress: { atOnce: 24, waiting: 200, waitingBytes: Number.POSITIVE_INFINITY },
  /** Of one answer. */
  answerBytes: 8 * 1_048_576,
} as const;

const PAGE_DEFAULT = 20;

type Variables = Readonly<Record<string, unknown>>;
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * Depth and aliases, looked at before anything costly is done with a document. All its operations and fragments count.
 * @param introspection whether `__schema` and `__type` are allowed here; their own depth is then graphql-js's to limit
 * @throws REQUEST_TOO_DEEP, TOO_MANY_ALIASES
 */
export function checkShape(document: DocumentNode, introspection: boolean): void {
  const looked = introspection ? withoutIntrospection(document) : document;
  if (depthOf(looked) > LIMITS.depth) throw platformError('REQUEST_TOO_DEEP', { details: { limit: LIMITS.depth } });
  if (aliasesOf(document) > LIMITS.aliases) throw gatewayError('TOO_MANY_ALIASES', { details: { limit: LIMITS.aliases } });
}

/**
 * How many rows a list without `first` counts, by `Type.field`: `@listSize(assumedSize:)` of the supergraph, where a subgraph knows that
 * a list is short. All others count 20.
 */
export function listSizes(supergraph: DocumentNode): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const size = field.directives
        ?.find(({ name }) => name.value === 'listSize')
        ?.arguments?.find(({ name }) => name.value === 'assumedSize')?.value;
      if (size?.kind === Kind.INT) sizes.set(`${type.name.value}.${field.name.value}`, Number(size.value));
    }
  }
  return sizes;
}

/**
 * Cost of one operation: every object that it may answer costs 1, fields without fields below nothing. What lies below a field with
 * `first` counts once for each row it may answer (20 where `first` is not given); another list counts as `sizes` says. Literals,
 * variables and defaults count alike.
 * @throws PAGE_TOO_LARGE, REQUEST_TOO_COSTLY
 */
export function checkCost(
  schema: GraphQLSchema,
  sizes: ReadonlyMap<string, number>,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): void {
  const cost = new Cost(schema, sizes, fragmentsOf(document), operation, variables).total();
  if (cost > LIMITS.cost) throw gatewayError('REQUEST_TOO_COSTLY', { details: { cost, limit: LIMITS.cost } });
}

/**
 * A list may follow itself at once (down a tree), but not come again below another field: up to the parent and down again, it multiplies
 * with itself at each turn. To be asked of a document that is valid.
 * @throws LIST_WITHIN_ITSELF
 */
export function checkLists(schema: GraphQLSchema, document: DocumentNode): void {
  const fragments = fragmentsOf(document);
  const known = new Map<string, ReadonlySet<string>>();
  /** The lists of a selection, at any depth; `list` is the one it belongs to. */
  const within = (set: SelectionSetNode, type: GraphQLNamedType | undefined, list: string | null): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet || selection.name.value.startsWith('__')) continue;
        const field = fieldOf(type, selection.name.value);
        const own = field && isListType(getNullableType(field.type)) ? `${type?.name}.${field.name}` : null;
        const below = within(selection.selectionSet, field && getNamedType(field.type), own);
        if (own !== list && list !== null && below.has(list)) throw gatewayError('LIST_WITHIN_ITSELF', { details: { field: list } });
        below.forEach((name) => found.add(name));
        if (own) found.add(own);
      } else {
        const named = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (!named) continue;
        const inner = named.typeCondition ? schema.getType(named.typeCondition.name.value) : type;
        const key = selection.kind === Kind.FRAGMENT_SPREAD ? `${selection.name.value} ${list}` : null;
        const below = (key !== null && known.get(key)) || within(named.selectionSet, inner, list);
        if (key !== null) known.set(key, below);
        below.forEach((name) => found.add(name));
      }
    }
    return found;
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      within(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined, null);
}

const fieldOf = (type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])));

class Cost {
  private readonly known = new Map<string, number>();
  /** Types that a field with `first` answers: their lists are the rows that `first` counts. */
  private readonly paged: ReadonlySet<string>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly sizes: ReadonlyMap<string, number>,
    private readonly fragments: Fragments,
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    this.paged = pagedTypes(schema);
  }

  total(): number {
    return this.of(this.operation.selectionSet, this.schema.getRootType(this.operation.operation) ?? undefined);
  }

  private of(set: SelectionSetNode, type: GraphQLNamedType | undefined): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += this.ofField(selection, type);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        cost += this.of(selection.selectionSet, this.typeNamed(selection.typeCondition?.name.value) ?? type);
      else cost += this.ofFragment(selection.name.value);
    }
    return cost;
  }

  private ofFragment(name: string): number {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return 0;
    const cost = this.of(fragment.selectionSet, this.typeNamed(fragment.typeCondition.name.value));
    this.known.set(name, cost);
    return cost;
  }

  private ofField(field: FieldNode, parent: GraphQLNamedType | undefined): number {
    if (!field.selectionSet || field.name.value.startsWith('__')) return 0;
    const definition = fieldOf(parent, field.name.value);
    const type = definition ? getNamedType(definition.type) : undefined;
    const below = this.of(field.selectionSet, isCompositeType(type) ? type : undefined);
    if (!definition) return 1 + below;
    const list = isListType(getNullableType(definition.type));
    const first = definition.args.find(({ name }) => name === 'first');
    if (first) {
      const rows = this.rows(field, first.defaultValue);
      return list ? rows * (1 + below) : 1 + rows * below;
    }
    if (!list || this.paged.has(parent?.name ?? '')) return 1 + below;
    return (this.sizes.get(`${parent?.name}.${field.name.value}`) ?? PAGE_DEFAULT) * (1 + below);
  }

  private rows(field: FieldNode, byDefault: unknown): number {
    const node = field.arguments?.find(({ name }) => name.value === 'first')?.value;
    const given = node?.kind === Kind.INT ? Number(node.value) : node?.kind === Kind.VARIABLE ? this.variable(node.name.value) : undefined;
    const rows = Number(given ?? byDefault ?? PAGE_DEFAULT);
    if (rows > LIMITS.page) throw gatewayError('PAGE_TOO_LARGE', { details: { limit: LIMITS.page } });
    return rows >= 1 ? rows : 1;
  }

  private variable(name: string): unknown {
    if (Object.hasOwn(this.variables, name)) return this.variables[name];
    const value = this.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return value?.kind === Kind.INT ? Number(value.value) : undefined;
  }

  private typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.schema.getType(name);
  }
}

const pagedTypesOf = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

function pagedTypes(schema: GraphQLSchema): ReadonlySet<string> {
  let paged = pagedTypesOf.get(schema);
  if (!paged) {
    const fields = Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));
    const answering = fields.filter(({ type, args }) => !isListType(getNullableType(type)) && args.some(({ name }) => name === 'first'));
    paged = new Set(answering.map(({ type }) => getNamedType(type).name));
    pagedTypesOf.set(schema, paged);
  }
  return paged;
}

/** Aliases of a document as often as they are spread. A fragment that leads back to itself is refused by validation. */
function aliasesOf(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
  const of = (set: SelectionSetNode, open: ReadonlySet<string>): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD)
        return sum + (selection.alias ? 1 : 0) + (selection.selectionSet ? of(selection.selectionSet, open) : 0);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + of(selection.selectionSet, open);
      return sum + ofFragment(selection.name.value, open);
    }, 0);
  const ofFragment = (name: string, open: ReadonlySet<string>): number => {
    const fragment = fragments.get(name);
    if (!fragment || open.has(name)) return 0;
    const count = known.get(name) ?? of(fragment.selectionSet, new Set([...open, name]));
    known.set(name, count);
    return count;
  };
  return document.definitions.reduce((sum, d) => sum + (d.kind === Kind.OPERATION_DEFINITION ? of(d.selectionSet, new Set()) : 0), 0);
}

const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type';

// Fragments on types with two underscores can be reached by introspection only; validation refuses any other use.
function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, {
    FragmentDefinition: ({ typeCondition }) => (typeCondition.name.value.startsWith('__') ? null : undefined),
    Field: (field) => (field.selectionSet && isIntrospection(field.name.value) ? { ...field, selectionSet: undefined } : undefined),
  }) as DocumentNode;
}
