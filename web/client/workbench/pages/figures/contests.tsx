import '../supervision/supervision.css';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link } from 'wouter';
import { figures as t } from '../../../../src/texts/figures';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Choose, Done, FormFailure, Lines, useForm } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';
import { Facts as Known } from '../matter/parts';
import { findingText } from './facts';

const SHOWN = 50;
const DECIDED = Object.keys(t.outcomes);

const CONTESTS = graphql(`
  query FactContests($states: [String!], $first: Int!, $after: String) {
    factContests(filter: { states: $states }, first: $first, after: $after) {
      edges {
        node {
          id
          number
          petitionNumber
          byOrgan {
            id
            name
          }
          figureTitle
          stateName
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
  query FactContest($id: ID!) {
    factContest(id: $id) {
      id
      number
      stateName
      figureTitle
      petitionNumber
      petition {
        id
      }
      byOrgan {
        id
        name
      }
      organ {
        id
        name
      }
      dueOn
      answeredOn
      finding
      reasons
      openedOn
      decision {
        on
        reasons
      }
      mayDecide
    }
  }
`);
const DECIDE = graphql(`
  mutation DecideContest($input: DecideContestInput!) {
    decideContest(input: $input) {
      id
    }
  }
`);

interface ContestsProps {
  readonly chosen: string | null;
  readonly decided: boolean;
}

/** Contests of single facts: left the list, right the one that is chosen, with its decision. */
export function Contests({ chosen, decided }: ContestsProps): ReactNode {
  const [version, setVersion] = useState(0);
  const path = (state: string): string => `/supervision/figures?tab=contests&state=${state}`;
  return (
    <>
      <nav className="hearing-tabs no-print" aria-label={t.states}>
        <ul>
          {([false, true] as const).map((one) => (
            <li key={String(one)}>
              <Link href={path(one ? 'decided' : 'open')} aria-current={one === decided ? 'page' : undefined}>
                {one ? t.settled : t.waiting}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="supervision-orders">
        <div className="hearing-list">
          <GrowingTable
            key={`${decided} ${version}`}
            heads={t.contestHeads}
            page={(after, more) => <Page key={after} decided={decided} after={after} more={more} chosen={chosen} fresh={version > 0} />}
          />
        </div>
        <section className={chosen === null ? 'card supervision-none' : 'card'} aria-labelledby="contest-chosen">
          <h2 id="contest-chosen">{t.detail}</h2>
          {chosen === null ? <p>{t.choose}</p> : <Chosen key={chosen} id={chosen} changed={() => setVersion(version + 1)} />}
        </section>
      </div>
    </>
  );
}

interface PageProps {
  readonly decided: boolean;
  readonly after: string | null;
  readonly more: More;
  readonly chosen: string | null;
  readonly fresh: boolean;
}

function Page({ decided, after, more, chosen, fresh }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({
    query: CONTESTS,
    variables: { states: decided ? DECIDED : ['open'], first: SHOWN, after },
    ...(fresh && { requestPolicy: 'network-only' as const }),
  });
  const [number, petition, organ, figure, state] = t.contestHeads;
  return (
    <Rows
      columns={t.contestHeads.length}
      page={data?.factContests}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.none}
      row={(node) => (
        <tr key={node.id} aria-current={node.id === chosen ? 'true' : undefined}>
          <th scope="row" aria-label={number}>
            <Link href={`/supervision/figures?tab=contests&state=${decided ? 'decided' : 'open'}&id=${node.id}`} className="number">
              {node.number}
            </Link>
          </th>
          <td data-label={petition}>{node.petitionNumber}</td>
          <td data-label={organ}>{node.byOrgan.name}</td>
          <td data-label={figure}>{node.figureTitle}</td>
          <td data-label={state}>
            <span className="badge brand">{node.stateName}</span>
          </td>
        </tr>
      )}
    />
  );
}

function Chosen({ id, changed }: { readonly id: string; readonly changed: () => void }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: CONTEST, variables: { id } });
  const [told, setTold] = useState<string | null>(null);
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const contest = data?.factContest;
  const done = (): void => {
    setTold(t.done);
    reread();
    changed();
  };
  if (error) return <Failure error={error} again={reread} />;
  if (!data) return <Loading />;
  if (!contest) return <p>{t.none}</p>;
  const { petition, petitionNumber, decision, answeredOn } = contest;
  return (
    <>
      <Done text={told} />
      <p className="row">
        <strong>{contest.number}</strong>
        <span className="badge brand">{contest.stateName}</span>
      </p>
      <Known
        of={[
          [
            t.contestHeads[1],
            petition && (
              <Link href={`/petition/${petition.id}`} className="number">
                {petitionNumber ?? t.unnumbered}
              </Link>
            ),
          ],
          [t.contestHeads[3], contest.figureTitle],
          [t.by, contest.byOrgan.name],
          [t.decider, contest.organ.name],
          [t.on, dayText(contest.openedOn)],
          [t.fact, t.factOf(dayText(contest.dueOn), findingText(contest.finding), answeredOn && dayText(answeredOn))],
          [t.reasons, contest.reasons],
          [t.decision, decision && `${dayText(decision.on)} ${contest.stateName}：${decision.reasons}`],
        ]}
      />
      {contest.mayDecide && <Decide id={id} done={done} />}
    </>
  );
}

function Decide({ id, done }: { readonly id: string; readonly done: () => void }): ReactNode {
  const [, decide] = useMutation(DECIDE);
  const form = useForm('outcome', 'reasons');
  const [outcome, setOutcome] = useState('');
  const [reasons, setReasons] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const own = { outcome: outcome === '' ? t.needed : undefined, reasons: reasons.trim() === '' ? t.needed : undefined };
    const answer = await form.send(own, () => decide({ input: { requestId: form.requestId, contestId: id, outcome, reasons } }));
    if (answer) done();
  };
  return (
    <form ref={form.ref} className="admin-form no-print" onSubmit={(event) => void send(event)} noValidate>
      <FormFailure form={form} />
      <Choose
        label={t.outcome}
        name="outcome"
        value={outcome}
        onChange={setOutcome}
        none={t.outcomeNone}
        of={Object.entries(t.outcomes)}
        error={form.faults.outcome}
      />
      <Lines label={t.decisionReasons} name="reasons" value={reasons} onChange={setReasons} error={form.faults.reasons} />
      <button type="submit" className="button primary" disabled={form.sending}>
        {form.sending ? t.sending : t.decide}
      </button>
    </form>
  );
}
