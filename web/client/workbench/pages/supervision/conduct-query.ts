import { graphql, type ResultOf } from '../../graph/tada';

/** By what conduct a complaint is classified. */
export const TABLE = graphql(`
  query ConductOffered {
    conductTable {
      conduct {
        code
        title
        article
      }
      consequences {
        code
        title
        article
      }
    }
  }
`);

export type Table = ResultOf<typeof TABLE>['conductTable'];

/** A complaint about staff with its course, and what the reader may do about it. */
export const ONE = graphql(`
  query OneConductComplaint($id: ID!) {
    conductComplaint(id: $id) {
      id
      number
      state
      stateName
      organ {
        id
        name
      }
      person {
        id
        name
      }
      byOrgan {
        id
        name
      }
      receivedBy {
        id
        name
      }
      byPerson {
        id
        name
      }
      petition {
        id
      }
      petitionNumber
      facts
      classified {
        conduct
        conductTitle
        article
        consequence
        consequenceTitle
      }
      retaliation
      openedOn
      replyBy
      protections {
        on
        byPerson {
          id
          name
        }
        text
        retaliated
      }
      conclusion {
        on
        byPerson {
          id
          name
        }
        text
        substantiated
        classified {
          conduct
          conductTitle
          article
          consequence
          consequenceTitle
        }
        measureName
        decidedBy {
          id
          name
        }
      }
      reply {
        on
        byPerson {
          id
          name
        }
        text
      }
      ended {
        on
        byPerson {
          id
          name
        }
        text
      }
      acts
    }
  }
`);

export type Shown = NonNullable<ResultOf<typeof ONE>['conductComplaint']>;
