import { graphql, type ResultOf } from '../../graph/tada';

/** An advice with its course, and what the reader may do about it. */
export const ONE = graphql(`
  query OneAdvice($id: ID!) {
    advice(id: $id) {
      id
      number
      kind
      kindName
      state
      stateName
      organ {
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
      unit {
        id
        name
      }
      petition {
        id
      }
      petitionNumber
      found
      basis
      advised
      consequences
      openedOn
      replyBy
      extensions {
        on
        byPerson {
          id
          name
        }
        replyBy
        reason
      }
      answeredOn
      answeredBy {
        id
        name
      }
      answerName
      answerText
      answerReasons
      effects {
        on
        byPerson {
          id
          name
        }
        effectName
        text
      }
      result {
        on
        byPerson {
          id
          name
        }
        resultName
        decidedBy
        decidedOn
        text
      }
      acts
    }
  }
`);

export type Shown = NonNullable<ResultOf<typeof ONE>['advice']>;
