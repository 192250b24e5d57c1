import { graphql, type ResultOf } from '../../graph/tada';

/** All of supervision on a petition, and what the reader may do about it. */
export const OF_MATTER = graphql(`
  query SupervisionOfMatter($id: ID!) {
    petition(id: $id) {
      id
      number
      clocks {
        id
        title
        effectiveDue
      }
      supervisionTriggers {
        code
        name
        article
        facts
        found
        organ {
          id
          name
        }
      }
      supervisionActs {
        act
        name
        clockId
        recordId
        organ {
          id
          name
        }
      }
      reminders {
        id
        number
        fromNode
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
        termName
        effectiveDue
        means
        meansName
        spokenWith
        reason
        openedOn
        replyBy
        answeredOn
        answer
        withdrawnReason
      }
      supervisionProposals {
        id
        state
        stateName
        organ {
          id
          name
        }
        termName
        effectiveDue
        openedOn
        endedOn
        endReason
      }
      supervisedHandlings {
        id
        number
        fromNode
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
        triggers {
          code
          name
          article
          facts
        }
        wrong
        request
        meansName
        openedOn
        replyBy
        steps {
          on
          stepName
          with
          found
        }
        replies {
          on
          text
          judgedOn
          accepted
          missing
        }
        extensions {
          on
          from
          to
          reason
        }
        closedOn
        result
      }
    }
  }
`);

export type OfMatter = NonNullable<ResultOf<typeof OF_MATTER>['petition']>;
export type Reminder = NonNullable<OfMatter['reminders']>[number];
export type Proposal = NonNullable<OfMatter['supervisionProposals']>[number];
export type Handling = NonNullable<OfMatter['supervisedHandlings']>[number];
export type Offer = NonNullable<OfMatter['supervisionActs']>[number];
