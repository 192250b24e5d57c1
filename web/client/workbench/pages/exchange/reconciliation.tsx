import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { exchange as t } from '../../../../src/texts/exchange';
import { workbench } from '../../../../src/texts/workbench';
import { graphql } from '../../graph/tada';
import { dayText, instantText } from '../../parts/day';
import '../admin/admin.css';
import { Choose, Done, FormFailure, Line, useForm } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';
import { usePartnerNames } from './conditions';
import { Pressed, Reasoned } from './reasoned';

const SHOWN = 50;

const RUNS = graphql(`
  query Reconciliations($first: Int!, $after: String) {
    reconciliations(first: $first, after: $after) {
      edges {
        node {
          id
          node
          from
          to
          askedHere
          begunAt
          state
          messages
          differences
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const DIFFERENCES = graphql(`
  query ExchangeDifferences($first: Int!, $after: String) {
    differences(first: $first, after: $after) {
      edges {
        node {
          id
          node
          direction
          kind
          conversation
          sequence
          organ {
            id
            name
          }
          dueOn
          state
          reason
          resendable
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const RUN = graphql(`
  mutation RunReconciliation($input: RunReconciliationInput!) {
    runReconciliation(input: $input) {
      id
    }
  }
`);
const REPAIR = graphql(`
  mutation RepairDifference($input: RepairDifferenceInput!) {
    repairDifference(input: $input) {
      id
    }
  }
`);
const SETTLE = graphql(`
  mutation SettleDifference($input: SettleDifferenceInput!) {
    settleDifference(input: $input) {
      id
    }
  }
`);

/** 对账与差异: what both sides have compared, and the differences as work with its term. */
export default function Reconciliations(): ReactNode {
  const [round, setRound] = useState(0);
  const [told, setTold] = useState<string | null>(null);
  const done = (text: string) => (): void => {
    setTold(text);
    setRound((now) => now + 1);
  };
  return (
    <>
      <h1>{workbench.pages.reconciliation}</h1>
      <p>{t.reconciliationLead}</p>
      <Done text={told} />
      <RunForm done={done(t.began)} />
      <section aria-labelledby="exchange-differences">
        <h2 id="exchange-differences">{t.differences}</h2>
        <GrowingTable
          key={`differences ${round}`}
          heads={t.differenceHeads}
          page={(after, more) => <DifferencesPage key={after} after={after} more={more} done={done} />}
        />
      </section>
      <section aria-labelledby="exchange-runs">
        <h2 id="exchange-runs">{t.reconciliation}</h2>
        <GrowingTable key={`runs ${round}`} heads={t.runHeads} page={(after, more) => <RunsPage key={after} after={after} more={more} />} />
      </section>
    </>
  );
}

function RunForm({ done }: { readonly done: () => void }): ReactNode {
  const partners = usePartnerNames();
  const [, run] = useMutation(RUN);
  const form = useForm('node', 'from', 'to');
  const [given, setGiven] = useState({ node: '', from: '', to: '' });
  const set = (name: keyof typeof given) => (value: string) => setGiven((now) => ({ ...now, [name]: value }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === '' ? t.form.choose : undefined]));
    if (await form.send(missing, () => run({ input: { requestId: form.requestId, ...given } }))) done();
  };
  return (
    <form ref={form.ref} className="card filters no-print" onSubmit={(event) => void submit(event)} noValidate>
      <FormFailure form={form} />
      <Choose
        label={t.partner}
        name="node"
        none={t.form.choose}
        of={partners}
        value={given.node}
        onChange={set('node')}
        error={form.faults['node']}
      />
      <Line label={t.from} name="from" type="date" value={given.from} onChange={set('from')} error={form.faults['from']} />
      <Line label={t.to} name="to" type="date" value={given.to} onChange={set('to')} error={form.faults['to']} />
      <div className="row">
        <button type="submit" className="button primary" disabled={form.sending}>
          {form.sending ? t.sending : t.run}
        </button>
      </div>
    </form>
  );
}

function RunsPage({ after, more }: { readonly after: string | null; readonly more: More }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: RUNS, variables: { first: SHOWN, after }, requestPolicy: 'cache-and-network' });
  const heads = t.runHeads;
  return (
    <Rows
      columns={heads.length}
      page={data?.reconciliations}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.runsNone}
      row={({ id, node, from, to, askedHere, begunAt, state, messages, differences }) => (
        <tr key={id}>
          <th scope="row" aria-label={heads[0]}>
            {instantText(begunAt)}
          </th>
          <td data-label={heads[1]}>{node}</td>
          <td data-label={heads[2]}>
            {dayText(from)} – {dayText(to)}
          </td>
          <td data-label={heads[3]}>{askedHere ? t.askedHere : t.askedThere}</td>
          <td data-label={heads[4]}>{t.runStates[state]}</td>
          <td data-label={heads[5]}>{messages}</td>
          <td data-label={heads[6]}>{differences}</td>
        </tr>
      )}
    />
  );
}

interface DifferencesProps {
  readonly after: string | null;
  readonly more: More;
  readonly done: (text: string) => () => void;
}

function DifferencesPage({ after, more, done }: DifferencesProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: DIFFERENCES, variables: { first: SHOWN, after }, requestPolicy: 'cache-and-network' });
  const [, repair] = useMutation(REPAIR);
  const [, settle] = useMutation(SETTLE);
  const heads = t.differenceHeads;
  return (
    <Rows
      columns={heads.length}
      page={data?.differences}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.differencesNone}
      row={({ id, node, direction, kind, conversation, sequence, organ, dueOn, state, reason, resendable }) => {
        const place = t.place(conversation, sequence);
        const stands = state === 'open' || state === 'repairing';
        return (
          <tr key={id}>
            <th scope="row" aria-label={heads[0]}>
              {place}
            </th>
            <td data-label={heads[1]}>{t.directions[direction]}</td>
            <td data-label={heads[2]}>{node}</td>
            <td data-label={heads[3]}>{t.differenceKinds[kind]}</td>
            <td data-label={heads[4]}>{organ.name}</td>
            <td data-label={heads[5]}>{dayText(dueOn)}</td>
            <td data-label={heads[6]}>
              <span className={`badge ${stands ? 'warn' : 'ok'}`}>{t.differenceStates[state]}</span>
              {reason && <p className="muted">{reason}</p>}
            </td>
            <td data-label={heads[7]}>
              {stands && resendable && (
                <Pressed
                  title={t.repair}
                  label={t.repairOf(place)}
                  act={(requestId) => repair({ input: { requestId, differenceId: id } })}
                  done={done(t.repaired)}
                />
              )}
              {stands && (
                <Reasoned
                  title={t.settle}
                  label={t.settleOf(place)}
                  lead={t.settleLead}
                  field={t.conclusion}
                  act={(requestId, text) => settle({ input: { requestId, differenceId: id, reason: text } })}
                  done={done(t.settled)}
                />
              )}
            </td>
          </tr>
        );
      }}
    />
  );
}
