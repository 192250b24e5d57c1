import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graph/tada';
import type { PackChoice } from './fields';

export const MATTER = graphql(`
  query MatterOfAct($id: ID!) {
    petition(id: $id) {
      id
      number
      kind
      summary
      version
      division
      requests {
        id
        text
      }
      petitioners {
        id
        leftOn
        endedOn
        masked {
          name
        }
      }
      documents {
        id
        kind
        title
        number
        issuedOn
        voidedOn
      }
      records {
        id
        kind
        title
        state
        on
        until
        organ {
          id
          name
        }
        officer {
          id
          name
        }
        details {
          name
          text
        }
        accused {
          units
          person {
            name
          }
        }
      }
      extension {
        id
        days
        reason
        requestedOn
        approvedOn
        declinedOn
      }
      corrections {
        id
        field
        former
        value
        reason
        state
        on
      }
      successions {
        id
        petitionerId
        cause
        endedOn
        finding
        state
        search
        on
        proofs {
          kindName
        }
        successors {
          masked {
            name
          }
        }
      }
      publications {
        id
        state
        ground
        groundName
        text
        objectionAnswer
        on
      }
      mandates {
        id
        maskedName
        endsOn
        inForce
      }
      files {
        id
        role
        type
        addedOn
      }
      opinion {
        id
        state
      }
    }
  }
`);

const CHOICES = graphql(`
  query ChoicesOfAct($id: ID!) {
    petition(id: $id) {
      id
      investigators {
        id
        name
      }
      choices {
        name
        values {
          code
          title
          note
          source
          of
          needs
        }
      }
    }
  }
`);

const LIMITS = graphql(`
  query LimitsOfChannels($division: String) {
    statutoryChannels(division: $division) {
      id
      limits {
        name
      }
    }
  }
`);

export type Matter = NonNullable<ResultOf<typeof MATTER>['petition']>;

export interface Offer {
  readonly code: string;
  readonly title: string;
  readonly note: string | null;
  /** The exit that a channel belongs to, or the channel that a limit belongs to. */
  readonly of: string | null;
  /** Fields that the value requires, as paths of the input: one of each group. */
  readonly needs?: readonly (readonly string[])[];
}

export type Offers = (name: PackChoice) => readonly Offer[] | null;

/** Choices of the matter's rule pack; null while they are loading. */
export function useOffers(matter: Matter | null, asked: boolean): Offers {
  const [choices] = useQuery({ query: CHOICES, variables: { id: matter?.id ?? '' }, pause: !matter || !asked });
  const [channels] = useQuery({ query: LIMITS, variables: { division: matter?.division ?? null }, pause: !matter || !asked });
  return useMemo(() => {
    const limits = channels.data?.statutoryChannels.flatMap(({ id, limits: of }) =>
      of.map(({ name }) => ({ code: name, title: name, note: null, of: id })),
    );
    return (name) => {
      if (name === 'limit') return limits ?? null;
      const petition = choices.data?.petition;
      if (name === 'investigator')
        return petition ? (petition.investigators ?? []).map(({ id, name: title }) => ({ code: id, title, note: null, of: null })) : null;
      const all = petition?.choices;
      return all ? (all.find((one) => one.name === name)?.values ?? []) : null;
    };
  }, [choices.data, channels.data]);
}
