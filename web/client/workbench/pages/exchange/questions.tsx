import { useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { exchange as t } from '../../../../src/texts/exchange';
import { reasonText } from '../../../../src/texts/exchange-codes';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/tada';
import { dayText, instantText } from '../../parts/day';
import '../admin/admin.css';
import { Done } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';
import { Conditions, usePartnerNames } from './conditions';
import './exchange.css';
import { Pressed, Reasoned } from './reasoned';

const SHOWN = 50;
const CONDITIONS = [
  { name: 'direction', label: t.direction, of: Object.entries(t.questionDirections) },
  { name: 'sample', label: t.sample, of: [['work', t.sampleWork] as const, ...Object.entries(t.samples)] },
];

const QUESTIONS = graphql(`
  query PartnerQuestions($filter: PartnerQuestionFilter, $first: Int!, $after: String) {
    partnerQuestions(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          direction
          node
          number
          officer
          at
          state
          code
          sample
          reasonBy
          late
          reason
          inOrder
          note
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const SAMPLE = graphql(`
  mutation SampleQuestion($input: SampleQuestionInput!) {
    sampleQuestion(input: $input) {
      id
    }
  }
`);
const EXPLAIN = graphql(`
  mutation AnswerSampledQuestion($input: AnswerSampledQuestionInput!) {
    answerSampledQuestion(input: $input) {
      id
    }
  }
`);
const REVIEW = graphql(`
  mutation ReviewSampledQuestion($input: ReviewSampledQuestionInput!) {
    reviewSampledQuestion(input: $input) {
      id
    }
  }
`);
type Question = ResultOf<typeof QUESTIONS>['partnerQuestions']['edges'][number]['node'];
type Filter = NonNullable<VariablesOf<typeof QUESTIONS>['filter']>;
type Sample = NonNullable<Filter['samples']>[number];

/** Where somebody owes a reason or a finding. */
const WORK: readonly Sample[] = ['drawn', 'explained'];
const isSample = (name: string): name is Sample => Object.hasOwn(t.samples, name);

function filterOf(given: URLSearchParams): Filter {
  const [sample, direction] = [given.get('sample') ?? '', given.get('direction')];
  return {
    node: given.get('node'),
    direction: direction === 'asked' || direction === 'received' ? direction : null,
    samples: sample === 'work' ? [...WORK] : isSample(sample) ? [sample] : null,
  };
}

/** 比对查询与抽查: who asked a partner about the same matter, and whom the partner asked; and their review by sample. */
export default function Questions(): ReactNode {
  const [given] = useSearchParams();
  const [round, setRound] = useState(0);
  const [told, setTold] = useState<string | null>(null);
  const done = (text: string) => (): void => {
    setTold(text);
    setRound((now) => now + 1);
  };
  const filter = filterOf(given);
  return (
    <>
      <h1>{workbench.pages.partnerQuestions}</h1>
      <p>{t.questionsLead}</p>
      <Conditions key={given.toString()} of={CONDITIONS} />
      <Done text={told} />
      <GrowingTable
        key={`${given.toString()} ${round}`}
        heads={t.questionHeads}
        page={(after, more) => <Page key={after} filter={filter} after={after} more={more} done={done} />}
      />
    </>
  );
}

interface PageProps {
  readonly filter: Filter;
  readonly after: string | null;
  readonly more: More;
  readonly done: (text: string) => () => void;
}

function Page({ filter, after, more, done }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({
    query: QUESTIONS,
    variables: { filter, first: SHOWN, after },
    requestPolicy: 'cache-and-network',
  });
  const partners = new Map(usePartnerNames());
  const heads = t.questionHeads;
  return (
    <Rows
      columns={heads.length}
      page={data?.partnerQuestions}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.questionsNone}
      row={(question) => (
        <tr key={`${question.direction} ${question.id}`}>
          <th scope="row" aria-label={heads[0]}>
            {instantText(question.at)}
          </th>
          <td data-label={heads[1]}>{t.questionDirections[question.direction]}</td>
          <td data-label={heads[2]}>{partners.get(question.node) ?? question.node}</td>
          <td data-label={heads[3]}>{question.number}</td>
          <td data-label={heads[4]}>{question.officer}</td>
          <td data-label={heads[5]}>
            <span className={`badge ${question.state === 'answered' ? 'ok' : 'warn'}`}>{t.questionStates[question.state]}</span>
            {question.code !== null && <p className="muted">{t.refusedAs(reasonText(question.code))}</p>}
          </td>
          <td data-label={heads[6]}>
            <Found question={question} />
          </td>
          <td data-label={heads[7]} className="exchange-acts">
            <Acts question={question} done={done} />
          </td>
        </tr>
      )}
    />
  );
}

function Found({ question: { sample, late, reasonBy, reason, inOrder, note } }: { readonly question: Question }): ReactNode {
  const found = inOrder === null ? t.samples[sample] : inOrder ? t.inOrder : t.notInOrder;
  return (
    <>
      <span className={`badge ${inOrder === false || late ? 'bad' : WORK.includes(sample) ? 'warn' : ''}`}>{found}</span>
      {sample === 'drawn' && reasonBy !== null && (
        <p className="muted">
          {t.reasonBy(dayText(reasonBy))}
          {late && `，${t.late}`}
        </p>
      )}
      {reason !== null && <p className="muted">{t.reasonIs(reason)}</p>}
      {note !== null && <p className="muted">{t.noteIs(note)}</p>}
    </>
  );
}

function Acts({ question, done }: { readonly question: Question; readonly done: (text: string) => () => void }): ReactNode {
  const [, draw] = useMutation(SAMPLE);
  const [, explain] = useMutation(EXPLAIN);
  const [, review] = useMutation(REVIEW);
  const { id: questionId, direction, number, sample, late } = question;
  if (direction === 'asked')
    return (
      sample === 'drawn' && (
        <Reasoned
          title={t.explain}
          label={t.explainOf(number)}
          lead={t.explainLead}
          act={(requestId, reason) => explain({ input: { requestId, questionId, reason } })}
          done={done(t.explained)}
        />
      )
    );
  if (sample === 'none')
    return (
      <Pressed
        title={t.sample}
        label={t.sampleOf(number)}
        act={(requestId) => draw({ input: { requestId, questionId } })}
        done={done(t.sampled)}
      />
    );
  if (sample === 'reviewed' || (sample === 'drawn' && !late)) return null;
  return ([true, false] as const).map((inOrder) => (
    <Reasoned
      key={String(inOrder)}
      title={inOrder ? t.inOrder : t.notInOrder}
      label={inOrder ? t.inOrderOf(number) : t.notInOrderOf(number)}
      lead={t.reviewLead}
      field={t.conclusion}
      act={(requestId, reason) => review({ input: { requestId, questionId, inOrder, reason } })}
      done={done(t.reviewed)}
    />
  ));
}
