import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema';

/** `graphql('query …')`: an operation whose answer and variables are typed by the supergraph. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { Day: string; Instant: string; ID: string };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
