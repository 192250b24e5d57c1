import { graphql, type ResultOf } from '../../graph/tada';

export const PENDING = graphql(`
  query PendingFilings($group: String, $setAside: Boolean, $toConfirm: Boolean, $first: Int!, $after: String) {
    pendingFilings(group: $group, setAside: $setAside, toConfirm: $toConfirm, first: $first, after: $after) {
      edges {
        node {
          id
          kind
          receivedOn
          receivedAt
          urgent
          files
          origin
          likeness
          fromOrigin
          alike
          dueOn
          provisional
          aside {
            reasonName
            ofNumber
            confirmed
            proposedBy {
              id
              name
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const OPEN = graphql(`
  mutation OpenPendingFiling($input: PendingFilingInput!) {
    openPendingFiling(input: $input) {
      id
      summary
      text
      requests
      petitioners {
        name
        phone
      }
      anonymous
      peopleCount
      respondent {
        organ {
          id
          name
        }
        text
      }
      accused {
        organ {
          id
          name
        }
        text
      }
      urgentReason
      previousNumber
      files {
        id
        type
        size
      }
      asideNote
    }
  }
`);

export const REGISTER = graphql(`
  mutation RegisterPendingFiling($input: PendingFilingInput!) {
    registerPendingFiling(input: $input) {
      number
      petition {
        id
      }
    }
  }
`);

export const SET_ASIDE = graphql(`
  mutation SetFilingAside($input: SetFilingAsideInput!) {
    setFilingAside(input: $input) {
      id
    }
  }
`);

export const CONFIRM = graphql(`
  mutation ConfirmFilingAside($input: ConfirmFilingAsideInput!) {
    confirmFilingAside(input: $input) {
      id
    }
  }
`);

export type Waiting = ResultOf<typeof PENDING>['pendingFilings']['edges'][number]['node'];
export type Content = ResultOf<typeof OPEN>['openPendingFiling'];
