import { emptyValues } from '../../acts/form-values';
import type { Named, Values } from '../../acts/fields';
import { opinion } from '../../acts/forms/opinion';
import { graphql, type ResultOf } from '../../graph/tada';
import { OPINION_READ } from '../../parts/opinion';
import type { StoredDraft } from './draft-state';

export const OPINION = graphql(
  `
    query OpinionOfMatter($id: ID!) {
      petition(id: $id) {
        id
        version
        opinionDraft {
          version
          facts
          evidence
          answers {
            requestId
            outcome
            answer
            basis
          }
          executeBy
          performer {
            id
            name
          }
          savedBy {
            id
            name
          }
          savedAt
        }
        opinionParts {
          part
          title
          source
          present
          missingFor
        }
        acts {
          act
          name
        }
        history {
          on
          actor
          act
        }
        services {
          petitionerId
          wayName
          servedOn
        }
        exitDecision {
          basis
        }
        opinion {
          ...OpinionRead
          preview
        }
      }
    }
  `,
  [OPINION_READ],
);

/** The version of the text on the server. No event announces typed text, so the page polls. */
export const DRAFT_VERSION = graphql(`
  query OpinionDraftVersion($id: ID!) {
    petition(id: $id) {
      id
      opinionDraft {
        version
      }
    }
  }
`);

export const SAVE_DRAFT = graphql(`
  mutation SaveOpinionDraft($input: SaveOpinionDraftInput!) {
    saveOpinionDraft(input: $input) {
      id
      opinionDraft {
        version
        savedAt
      }
    }
  }
`);

export type Course = NonNullable<ResultOf<typeof OPINION>['petition']>;

export const FORM = opinion.draftOpinion;
export const FIELDS = FORM.fields;

interface Text {
  readonly facts: string;
  readonly evidence: readonly string[];
  readonly answers: readonly {
    readonly requestId: string;
    readonly outcome: string | null;
    readonly answer: string;
    readonly basis: readonly string[];
  }[];
  readonly executeBy: string | null;
  readonly performer: Named | null;
}

/** A text of the server as values of the form. */
const inForm = ({ facts, evidence, answers, executeBy, performer }: Text): Values => ({
  ...emptyValues(FIELDS),
  facts,
  evidence: [...evidence],
  answers: answers.map(({ requestId, outcome, answer, basis }) => ({
    id: requestId,
    outcome: outcome?.toUpperCase() ?? '',
    answer,
    basis: [...basis],
  })),
  executeBy: executeBy ?? '',
  performerOrganId: performer,
});

/** The form as input of the draft mutation: nothing is trimmed or left out. */
export const asTyped = (values: Values) => ({
  facts: values['facts'] as string,
  evidence: [...(values['evidence'] as readonly string[])],
  answers: (values['answers'] as readonly Values[]).map(({ id, outcome, answer, basis }) => ({
    id: id as string,
    outcome: (outcome as string) || null,
    answer: answer as string,
    basis: [...(basis as readonly string[])],
  })),
  executeBy: (values['executeBy'] as string) || null,
  performerOrganId: (values['performerOrganId'] as Named | null)?.id ?? null,
});

/** The text that the form starts from: the saved draft, a returned text, or none. */
export function heldBy({ opinion, opinionDraft }: Course): StoredDraft {
  const values = opinionDraft
    ? inForm(opinionDraft)
    : opinion?.state === 'returned'
      ? inForm({ ...opinion, performer: opinion.performer })
      : emptyValues(FIELDS);
  return { revision: opinion?.revision ?? 0, version: opinionDraft?.version ?? null, values };
}
