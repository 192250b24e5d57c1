import { graphql, type ResultOf } from '../../graph/tada';

/** A round with what each inspected organ has of it, and what the reader may do. */
export const ROUND = graphql(`
  query OneRound($id: ID!) {
    inspectionRound(id: $id) {
      id
      number
      state
      stateName
      orderedBy {
        id
        name
      }
      order
      byOrgan {
        id
        name
      }
      byPerson {
        id
        name
      }
      team {
        id
        name
      }
      teamChanges {
        on
        byPerson {
          id
          name
        }
        left {
          id
          name
        }
        joined {
          id
          name
        }
        reason
      }
      matters
      methodNames
      openedOn
      from
      to
      replyBy
      organs {
        organ {
          id
          name
        }
        places
        state
        stateName
        findings {
          id
          on
          byPerson {
            id
            name
          }
          found
          evidence
          important
        }
        feedback {
          on
          byPerson {
            id
            name
          }
          text
        }
        correctBy
        corrections {
          on
          byPerson {
            id
            name
          }
          text
        }
        checks {
          on
          byPerson {
            id
            name
          }
          passed
          text
        }
        acts
      }
      reports {
        on
        byPerson {
          id
          name
        }
        toOrgan {
          id
          name
        }
        text
      }
      endedOn
      result
      acts
    }
  }
`);

export type Round = NonNullable<ResultOf<typeof ROUND>['inspectionRound']>;
export type Part = Round['organs'][number];
