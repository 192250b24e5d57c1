import { graphql } from '../../graph/tada';

const LISTED = graphql(`
  fragment CountedOfUnit on ListedCount {
    count
    list
    filter
  }
`);

/** Duties and figures of one organ itself. */
export const UNIT = graphql(
  `
    query UnitDuties($organId: ID!, $period: PeriodInput!) {
      organDuties(organId: $organId) {
        term
        termName
        overdue {
          ...CountedOfUnit
        }
        dueToday {
          ...CountedOfUnit
        }
        dueInSevenDays {
          ...CountedOfUnit
        }
        later {
          ...CountedOfUnit
        }
      }
      timeliness(period: $period, organId: $organId, level: ORGAN) {
        organ {
          id
          name
        }
        from
        to
        figures {
          definition {
            id
            title
          }
          numerator
          denominator
          rate
        }
      }
    }
  `,
  [LISTED],
);

export const LATE = graphql(`
  query UnitLate($organIds: [ID!]!, $first: Int!) {
    supervisionBoard(filter: { organIds: $organIds, areas: $organIds, states: ["overdue"] }, first: $first) {
      edges {
        node {
          id
          petitionNumber
          petition {
            id
            summary
          }
          clock {
            id
            title
            effectiveDue
          }
        }
      }
    }
  }
`);

/** What supervision keeps of one organ, the newest of each kind. */
export const RECORDS = graphql(`
  query UnitRecords($of: SupervisionRecordFilter!, $adviceOf: AdviceFilter!, $contestsOf: FactContestFilter!, $first: Int!) {
    reminders(filter: $of, first: $first) {
      edges {
        node {
          id
          number
          openedOn
          state
          stateName
          petition {
            id
          }
        }
      }
    }
    supervisedHandlings(filter: $of, first: $first) {
      edges {
        node {
          id
          number
          openedOn
          state
          stateName
          petition {
            id
          }
        }
      }
    }
    advices(filter: $adviceOf, first: $first) {
      edges {
        node {
          id
          number
          openedOn
          state
          stateName
        }
      }
    }
    conferenceMeasures(filter: $of, first: $first) {
      edges {
        node {
          id
          number
          openedOn
          state
          stateName
        }
      }
    }
    inspectionRounds(filter: $of, first: $first) {
      edges {
        node {
          id
          number
          openedOn
          state
          stateName
        }
      }
    }
    factContests(filter: $contestsOf, first: $first) {
      edges {
        node {
          id
          number
          openedOn
          state
          stateName
        }
      }
    }
  }
`);
