import { graphql } from '../graph/tada';

/** The fields of an opinion that are read before it is confirmed, corrected or shown. */
export const OPINION_READ = graphql(`
  fragment OpinionRead on CaseOpinion {
    id
    revision
    state
    stateName
    facts
    evidence
    executeBy
    remark
    performer {
      id
      name
    }
    answers {
      requestId
      outcome
      outcomeName
      answer
      basis
    }
  }
`);
