import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  getVariableValues,
  parse,
  separateOperations,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

const isCondition = ({ name }: DirectiveNode): boolean =>
  name.value === GraphQLSkipDirective.name || name.value === GraphQLIncludeDirective.name;

// A selection cannot be written empty, though its answer may be.
const [NOTHING] = parse('{ __typename @skip(if: true) }').definitions as [OperationDefinitionNode];

export function hasConditions(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive: (directive) => {
      found ||= isCondition(directive);
    },
  });
  return found;
}

/**
 * The document of this one operation with @skip and @include carried out. They never reach the planner: what a field that is left out
 * requires it leaves out too, but still demands it of all that is fetched beside that field, which then comes back null
 * (apollographql/federation#3317).
 */
export function withoutConditions(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): DocumentNode {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced) return document; // refused by the executor, which says why
  const decide = (node: SelectionNode): SelectionNode | null | undefined => {
    if (!node.directives?.some(isCondition)) return undefined;
    const skipped = getDirectiveValues(GraphQLSkipDirective, node, coerced)?.['if'] === true;
    const included = getDirectiveValues(GraphQLIncludeDirective, node, coerced)?.['if'] !== false;
    return skipped || !included ? null : { ...node, directives: node.directives.filter((directive) => !isCondition(directive)) };
  };
  const own = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  return visit(own, {
    Field: decide,
    InlineFragment: decide,
    FragmentSpread: decide,
    SelectionSet: { leave: ({ selections }) => (selections.length === 0 ? NOTHING.selectionSet : undefined) },
  });
}
