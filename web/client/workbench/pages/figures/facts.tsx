import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link } from 'wouter';
import { figures as t } from '../../../../src/texts/figures';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Window } from '../../parts/window';
import { Done, FormFailure, Lines, useForm } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';

const SHOWN = 50;
export const SIDES = ['NOT_IN_TIME', 'IN_TIME', 'ALL', 'EXCLUDED'] as const;
export type Side = (typeof SIDES)[number];

const FACTS = graphql(`
  query FiguresFacts(
    $figure: FigureId!
    $period: PeriodInput!
    $organId: ID
    $level: FigureLevel
    $side: FigureSide!
    $first: Int!
    $after: String
  ) {
    timelinessList(figure: $figure, period: $period, organId: $organId, level: $level, side: $side, first: $first, after: $after) {
      edges {
        node {
          id
          petition {
            id
          }
          petitionNumber
          organ {
            id
            name
          }
          dueOn
          answeredOn
          finding
          found
          contestId
          contestState
          contestStateName
          mayContest
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const CONTEST = graphql(`
  mutation ContestFact($input: ContestFactInput!) {
    contestFact(input: $input) {
      id
      number
    }
  }
`);

type Fact = ResultOf<typeof FACTS>['timelinessList']['edges'][number]['node'];
export type Figure = 'told_in_time' | 'accepted_in_time' | 'handled_in_time' | 'closed_in_time';

export const findingText = (finding: string): string => t.findings[finding as keyof typeof t.findings] ?? finding;

/** Whose figures. */
export interface Whose {
  readonly organId: string | null;
  readonly level: 'ORGAN' | null;
}

interface FactsProps {
  readonly figure: Figure;
  readonly title: string;
  readonly side: Side;
  readonly period: { readonly from: string; readonly to: string };
  readonly of: Whose;
  readonly changed: () => void;
}

/** The facts behind a number; each of the own organ may be contested. */
export function Facts({ figure, title, side, period, of, changed }: FactsProps): ReactNode {
  const [contested, setContested] = useState<Fact | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [version, setVersion] = useState(0);
  const done = (number: string): void => {
    setContested(null);
    setTold(t.contested(number));
    setVersion(version + 1);
    changed();
  };
  return (
    <section aria-labelledby="figure-facts">
      <h2 id="figure-facts">{t.list(title, t.sides[side])}</h2>
      <Done text={told} />
      <GrowingTable
        key={version}
        heads={t.factHeads}
        page={(after, more) => (
          <Page key={after} of={{ figure, side, period, ...of }} after={after} more={more} fresh={version > 0} contest={setContested} />
        )}
      />
      {contested && <ContestForm figure={figure} fact={contested} onClose={() => setContested(null)} done={done} />}
    </section>
  );
}

interface PageProps {
  readonly of: Pick<FactsProps, 'figure' | 'side' | 'period'> & Whose;
  readonly after: string | null;
  readonly more: More;
  /** Read anew, because something was done. */
  readonly fresh: boolean;
  readonly contest: (fact: Fact) => void;
}

function Page({ of, after, more, fresh, contest }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({
    query: FACTS,
    variables: { ...of, first: SHOWN, after },
    ...(fresh && { requestPolicy: 'network-only' as const }),
  });
  const [, organ, due, answered, finding, contests] = t.factHeads;
  return (
    <Rows
      columns={t.factHeads.length}
      page={data?.timelinessList}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.none}
      row={(fact) => {
        const number = fact.petitionNumber ?? t.unnumbered;
        const counts = findingText(fact.finding);
        return (
          <tr key={fact.id}>
            <th scope="row" aria-label={t.factHeads[0]}>
              <Link href={`/petition/${fact.petition.id}`} className="number">
                {number}
              </Link>
            </th>
            <td data-label={organ}>{fact.organ.name}</td>
            <td data-label={due}>{dayText(fact.dueOn)}</td>
            <td data-label={answered}>{fact.answeredOn && dayText(fact.answeredOn)}</td>
            <td data-label={finding}>{fact.finding === fact.found ? counts : t.decided(counts, findingText(fact.found))}</td>
            <td data-label={contests}>
              {fact.contestId !== null && (
                <Link
                  href={`/supervision/figures?tab=contests&state=${fact.contestState === 'open' ? 'open' : 'decided'}&id=${fact.contestId}`}
                >
                  {fact.contestStateName}
                </Link>
              )}
              {fact.mayContest && (
                <button type="button" className="button no-print" aria-label={t.contestOf(number)} onClick={() => contest(fact)}>
                  {t.contest}
                </button>
              )}
            </td>
          </tr>
        );
      }}
    />
  );
}

interface ContestFormProps {
  readonly figure: Figure;
  readonly fact: Fact;
  readonly onClose: () => void;
  readonly done: (number: string) => void;
}

function ContestForm({ figure, fact, onClose, done }: ContestFormProps): ReactNode {
  const [, contest] = useMutation(CONTEST);
  const form = useForm('reasons');
  const [reasons, setReasons] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await form.send({ reasons: reasons.trim() === '' ? t.needed : undefined }, () =>
      contest({ input: { requestId: form.requestId, figure, clockId: fact.id, reasons } }),
    );
    if (answer) done(answer.contestFact.number);
  };
  return (
    <Window title={t.contestOf(fact.petitionNumber ?? t.unnumbered)} onClose={onClose} closeText={workbench.close} held={form.sending}>
      <form ref={form.ref} className="admin-form" onSubmit={(event) => void send(event)} noValidate>
        <p>{`${fact.organ.name}：${t.factOf(dayText(fact.dueOn), findingText(fact.found), fact.answeredOn && dayText(fact.answeredOn))}`}</p>
        <FormFailure form={form} />
        <Lines label={t.reasons} name="reasons" hint={t.reasonsHint} value={reasons} onChange={setReasons} error={form.faults.reasons} />
        <button type="submit" className="button primary" disabled={form.sending}>
          {form.sending ? t.sending : t.send}
        </button>
      </form>
    </Window>
  );
}
