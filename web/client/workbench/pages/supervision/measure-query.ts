import { graphql, type ResultOf } from '../../graph/tada';

/** A measure with its course, and what the reader may do about it. */
export const ONE = graphql(`
  query OneMeasure($id: ID!) {
    conferenceMeasure(id: $id) {
      id
      number
      state
      stateName
      organ {
        id
        name
      }
      cadre {
        id
        name
      }
      byOrgan {
        id
        name
      }
      byPerson {
        id
        name
      }
      means
      meansNames
      facts
      basis
      gravity
      openedOn
      replyBy
      answer {
        on
        byPerson {
          id
          name
        }
        text
      }
      decision {
        on
        byPerson {
          id
          name
        }
        taken
        meeting
        reason
      }
      record {
        on
        byPerson {
          id
          name
        }
        text
      }
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
      removal {
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

export type Shown = NonNullable<ResultOf<typeof ONE>['conferenceMeasure']>;
