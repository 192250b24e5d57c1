import { graphql, type ResultOf } from '../graph/tada';

export const SIGNING_KEYS = graphql(`
  query OwnSigningKeys {
    signingKeys {
      id
      algorithm
      key
      fingerprint
      registeredAt
      endedAt
    }
  }
`);

export type SigningKey = ResultOf<typeof SIGNING_KEYS>['signingKeys'][number];
