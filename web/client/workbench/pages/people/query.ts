import { graphql, type ResultOf } from '../../graph/tada';

export const PERSON = graphql(`
  query Person($id: ID!) {
    person(id: $id) {
      id
      account
      name
      disabledOn
      passwordGiven
      roles {
        role
        notices
        grantedOn
        organ {
          id
          name
        }
      }
    }
  }
`);

export type PersonShown = ResultOf<typeof PERSON>['person'];
