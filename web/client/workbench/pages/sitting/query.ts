import { graphql, type ResultOf } from '../../graph/tada';
import { VOTE } from '../../parts/vote';

export const SITTING = graphql(
  `
    query Sitting($id: ID!) {
      hearing(id: $id) {
        id
        petitionNumber
        petition {
          id
        }
        organ {
          id
          name
        }
        stageName
        state
        stateName
        formName
        form
        schedule {
          startsAt
          endsAt
          public
          room {
            name
            place
          }
          clerks {
            id
          }
        }
        panel {
          size
          quorum
          problemText
          seats {
            person {
              id
            }
            name
            seat
            fit
            present
          }
        }
        attendance {
          id
          person {
            id
            name
          }
          name
          part
          from
          to
        }
        agenda {
          kind
          kindName
          required
          done
          waitsFor
        }
        votes {
          ...Vote
        }
        followers {
          id
          person {
            id
            name
          }
          name
          code
          admittedAt
          endedAt
        }
        conclusion {
          text
          result
        }
      }
    }
  `,
  [VOTE],
);

export type Sitting = NonNullable<ResultOf<typeof SITTING>['hearing']>;

export const ENTRIES = graphql(`
  query SittingEntries($id: ID!, $after: Int, $first: Int) {
    hearing(id: $id) {
      id
      entries(after: $after, first: $first) {
        number
        kind
        kindName
        speaker
        text
        hash
        corrects
        withheld
        at
      }
    }
  }
`);

export const FOLLOWED = graphql(`
  query FollowedSitting($id: ID!) {
    followedHearing(id: $id) {
      id
      stageName
      state
      stateName
      startsAt
      endsAt
      room
      place
      organ {
        id
        name
      }
      members {
        id
        name
        presides
      }
      entryCount
    }
  }
`);

export const FOLLOWED_ENTRIES = graphql(`
  query FollowedSittingEntries($id: ID!, $after: Int, $first: Int) {
    followedHearing(id: $id) {
      id
      entries(after: $after, first: $first) {
        number
        kind
        kindName
        speaker
        text
        hash
        corrects
        at
      }
    }
  }
`);

/** What was shown, compared with the files of the matter. */
export const EVIDENCE = graphql(`
  query EvidenceOfSitting($id: ID!) {
    petition(id: $id) {
      id
      evidenceShown {
        hearingId
        number
        fileId
      }
    }
  }
`);

export const PETITIONERS = graphql(`
  query PetitionersOfSitting($id: ID!) {
    petition(id: $id) {
      id
      petitioners {
        id
        masked {
          name
        }
      }
    }
  }
`);

export const FILES = graphql(`
  query FilesOfSitting($id: ID!) {
    petition(id: $id) {
      id
      files {
        id
        role
        type
        size
        sha256
      }
    }
  }
`);

/** An entry as those inside or followers read it. */
export interface Line {
  readonly number: number;
  readonly kind: string;
  readonly kindName: string;
  readonly speaker: string | null;
  readonly text: string | null;
  readonly hash: string | null;
  readonly corrects: number | null;
  readonly withheld?: boolean;
  readonly at: string;
}
