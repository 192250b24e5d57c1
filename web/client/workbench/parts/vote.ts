import { graphql } from '../graph/tada';

/** A vote of the panel as its page and its sitting show it. */
export const VOTE = graphql(`
  fragment Vote on HearingVote {
    round
    question
    options
    state
    entitled {
      id
    }
    cast
    mine
    counts
    result
    why
  }
`);
