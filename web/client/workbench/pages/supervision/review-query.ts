import { graphql, type ResultOf } from '../../graph/tada';

/** A sample with its matters, their scores, and what the reader may do about each. */
export const SAMPLE = graphql(`
  query OneSample($id: ID!) {
    qualitySample(id: $id) {
      id
      organ {
        id
        name
      }
      byOrgan {
        id
        name
      }
      from
      to
      drawnOn
      drawnBy {
        id
        name
      }
      seed
      population
      populationHash
      agreed
      compared
      sheet {
        item
        title
        points
        source
      }
      matters {
        petition {
          id
          number
          summary
        }
        inspected
        inspections {
          inspector {
            id
            name
          }
          organ {
            id
            name
          }
          scores {
            item
            points
          }
          total
          remark
        }
        differences
        total
        settledReason
        acts
      }
    }
  }
`);

export type Sample = ResultOf<typeof SAMPLE>['qualitySample'];
