import { graphql, type ResultOf } from '../../graph/tada';
import { VOTE } from '../../parts/vote';

/** One hearing, as far as the reader may see it. */
export const HEARING = graphql(
  `
    query HearingShown($id: ID!) {
      hearing(id: $id) {
        id
        petition {
          id
        }
        petitionNumber
        organ {
          id
          name
        }
        stage
        stageName
        state
        stateName
        formName
        by
        requestedOn
        reason
        newEvidence
        decideBy
        decision {
          hold
          groundTitle
          reason
          contains
          proposedOn
          proposedBy {
            id
            name
          }
          confirmedOn
          confirmedBy {
            id
            name
          }
          seed
        }
        serviceOn
        pause {
          from
          to
          atMost
        }
        panel {
          size
          quorum
          seats {
            person {
              id
            }
            name
            seat
            fit
            present
          }
          seed
          pool
          presiders
          listedOn
          problem
          problemText
        }
        challenges {
          id
          member {
            id
            name
          }
          by
          reason
          on
          upheld
          decision
        }
        schedule {
          room {
            id
            name
            place
            seats
          }
          startsAt
          endsAt
          on
          public
          closedReason
          clerks {
            id
            name
          }
          round
          reason
        }
        after {
          id
          petitionNumber
          schedule {
            startsAt
            endsAt
          }
        }
        notices {
          id
          kind
          kindName
          to
          toKind
          way
          servedOn
          round
          waiver
        }
        untold {
          kind
          kindName
          to
          toKind
        }
        votes {
          ...Vote
        }
        conclusion {
          text
          on
          result
        }
        cancelledReason
        bundle {
          sections {
            section
            digest
            algorithm
            open
            sealed
          }
          signers {
            section
            id
            name
            part
            partName
            state
            witness
            video
            mine
          }
          nodeKey
          link
        }
        papers {
          id
          kind
          title
        }
        acts {
          act
          name
        }
        formValues {
          name
          values {
            code
            title
            note
            needs
          }
        }
      }
    }
  `,
  [VOTE],
);

/** What the matter adds, for who may read it: names of the petitioners and the clock that a hearing may pause. */
export const HEARD_MATTER = graphql(`
  query HeardMatter($id: ID!) {
    petition(id: $id) {
      id
      number
      summary
      files {
        id
        role
      }
      deskActs {
        act
      }
      petitioners {
        id
        masked {
          name
        }
      }
      clocks {
        id
        term
        title
        state
        stateName
        effectiveDue
        explanation {
          source
          text
        }
      }
    }
  }
`);

export const POOL = graphql(`
  query HearingPoolShown($organId: ID) {
    hearingPool(organId: $organId) {
      id
      organ {
        id
        name
      }
      person {
        id
        name
      }
      name
      skills
      place
      from
      until
      endedOn
      inForce
      leaves {
        from
        to
      }
    }
    hearingRooms(organId: $organId) {
      id
      name
      place
      seats
      endedOn
    }
  }
`);

export type HearingShown = NonNullable<ResultOf<typeof HEARING>['hearing']>;
export type HeardMatter = NonNullable<ResultOf<typeof HEARD_MATTER>['petition']>;
export type Pool = ResultOf<typeof POOL>;
export type PoolTerm = Pool['hearingPool'][number];
export type Room = Pool['hearingRooms'][number];
