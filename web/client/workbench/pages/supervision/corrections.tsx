import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { reviews } from '../../../../src/texts/reviews';
import { useAct } from '../../acts/open';
import type { ActRequest } from '../../acts/request';
import { graphql, type ResultOf } from '../../graph/tada';
import { Failure } from '../../parts/failure';
import type { More } from '../admin/growing-table';
import { Facts } from '../matter/parts';
import { Card } from './records';
import { ActButtons, addressIn, Course, LastDay, Lines, RegisterRows, type Step } from './register';

const t = reviews.correction;
const PATH = '/supervision/reviews';
const SHOWN = 50;

const LIST = graphql(`
  query QualityCorrections($first: Int!, $after: String) {
    qualityCorrections(first: $first, after: $after) {
      edges {
        node {
          id
          number
          state
          stateName
          organ {
            id
            name
          }
          petitionNumber
          replyBy
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const ONE = graphql(`
  query OneCorrection($id: ID!) {
    qualityCorrection(id: $id) {
      id
      number
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
      byPerson {
        id
        name
      }
      petition {
        id
      }
      petitionNumber
      items {
        item
        title
        points
        most
      }
      defect
      request
      reopening
      openedOn
      replyBy
      answers {
        on
        byPerson {
          id
          name
        }
        text
      }
      checks {
        on
        byPerson {
          id
          name
        }
        passed
        text
      }
      acts
    }
  }
`);
type Correction = NonNullable<ResultOf<typeof ONE>['qualityCorrection']>;

/** States in which the organ owes something by the last day. */
const OWED: readonly string[] = ['open', 'returned'];
const READ_AGAIN = { additionalTypenames: ['QualityCorrection'] };

interface PageProps {
  readonly after: string | null;
  readonly more: More;
  readonly chosen: string | null;
}

/** A page of the corrections that follow from quality reviews. */
export function CorrectionPage({ after, more, chosen }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { first: SHOWN, after }, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.qualityCorrections}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { tab: 'corrections', id })}
      cells={({ number, organ, petitionNumber, state, stateName, replyBy }) => [
        number,
        organ.name,
        petitionNumber,
        <span key="state" className="badge brand">
          {stateName}
        </span>,
        <LastDay key="due" day={replyBy} runs={OWED.includes(state)} />,
      ]}
    />
  );
}

/** An answer stands before its check on the same day. */
function courseOf({ openedOn, byPerson, answers, checks }: Correction): Step[] {
  return [
    { on: openedOn, title: t.opened, byPerson },
    ...answers.flatMap(({ text, ...answer }, at): Step[] => {
      const check = checks[at];
      const answered: Step = { on: answer.on, byPerson: answer.byPerson, title: t.answer, facts: [[t.answerText, text]] };
      if (!check) return [answered];
      const facts = [[t.passed, check.passed ? t.isPassed : t.notPassed] as const, [t.checkText, check.text] as const];
      return [answered, { on: check.on, byPerson: check.byPerson, title: t.check, facts }];
    }),
  ];
}

/** A correction with its course and its acts. */
export function ChosenCorrection({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: ONE, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const one = data?.qualityCorrection;
  if (!one) return error ? <Failure error={error} again={reread} /> : data && <p>{t.gone}</p>;
  const request = (act: string): readonly (ActRequest & { readonly words?: string })[] => {
    const on = { act, petitionIds: [], given: { correctionId: id } };
    if (act !== 'checkQualityCorrection') return [on];
    return [
      { ...on, words: t.isPassed, start: { passed: 'yes' } },
      { ...on, words: t.notPassed, start: { passed: 'no' } },
    ];
  };
  return (
    <Card title={one.number} state={one.stateName}>
      <Facts
        of={[
          [reviews.to, one.organ.name],
          [reviews.by, one.byOrgan.name],
          [
            t.petition,
            one.petition && (
              <Link key="petition" href={`/petition/${one.petition.id}`} className="number">
                {one.petitionNumber}
              </Link>
            ),
          ],
          [t.correctBy, <LastDay key="by" day={one.replyBy} runs={OWED.includes(one.state)} />],
        ]}
      />
      <ActButtons acts={one.acts} request={request} open={open} />
      <Lines title={t.items} lines={one.items.map(({ title, points, most }) => t.item(title, points, most))} />
      <Facts
        of={[
          [t.defect, one.defect],
          [t.request, one.request],
          [t.reopening, one.reopening],
        ]}
      />
      <Course steps={courseOf(one)} />
      {dialog}
    </Card>
  );
}
