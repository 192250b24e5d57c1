import { graphql, type ResultOf } from '../../graph/tada';

/** A scheme with how each organ stands that the reader may see, and what may be done about each. */
export const SCHEME = graphql(`
  query OneAssessment($id: ID!) {
    assessmentScheme(id: $id) {
      id
      year
      title
      basis
      byOrgan {
        id
        name
      }
      publishedOn
      selfCheckBy
      contestDays
      items {
        code
        title
        points
        standard
        figure {
          id
          title
          fullAt
          noneAt
        }
      }
      organs {
        organ {
          id
          name
        }
        state
        stateName
        selfCheckedOn
        scoredOn
        scoredBy {
          id
          name
        }
        contestBy
        decidedBy {
          id
          name
        }
        total
        acts
        items {
          code
          claimed
          evidence
          scored
          reason
          numerator
          denominator
          contested
          decided
          points
        }
      }
    }
  }
`);

export type Scheme = ResultOf<typeof SCHEME>['assessmentScheme'];
