import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearchParams } from 'wouter';
import { conduct as t } from '../../../../src/texts/conduct';
import { supervision } from '../../../../src/texts/supervision';
import { workbench } from '../../../../src/texts/workbench';
import { useAct } from '../../acts/open';
import type { ActRequest } from '../../acts/request';
import { graphql, type VariablesOf } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { GrowingTable, type More } from '../admin/growing-table';
import { Facts } from '../matter/parts';
import { ONE, TABLE, type Shown, type Table } from './conduct-query';
import { Card } from './records';
import { ActButtons, addressIn, Course, LastDay, Register, RegisterRows, type Step } from './register';

const PATH = '/supervision/conduct';
const SHOWN = 50;

const LIST = graphql(`
  query ConductComplaints($filter: SupervisionRecordFilter, $first: Int!, $after: String) {
    conductComplaints(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          number
          state
          stateName
          replyBy
          organ {
            id
            name
          }
          classified {
            conductTitle
          }
          retaliation
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Filter = NonNullable<VariablesOf<typeof LIST>['filter']>;

const TABS = [
  { name: 'open', title: t.open, states: ['handling'] },
  { name: 'answered', title: t.answered, states: ['concluded', 'replied'] },
  { name: 'ended', title: t.ended, states: ['ended'] },
  { name: 'all', title: supervision.register.all, states: null },
] as const;
/** States in which the complainant has no answer yet. */
const OWED: readonly string[] = ['handling', 'concluded'];

/** 投诉工作人员: the complaints by state, and the one that is chosen with its course; for those above the unit complained about. */
export default function Complaints(): ReactNode {
  const [given] = useSearchParams();
  const [, go] = useLocation();
  const [{ data }] = useQuery({ query: TABLE });
  const tab = TABS.find(({ name }) => name === given.get('tab')) ?? TABS[0];
  const id = given.get('id');
  const [open, dialog] = useAct(({ done: [one] }) => {
    const received = (one?.result as { id: string } | undefined)?.id;
    if (received) go(addressIn(PATH, { tab: 'open', id: received }));
  });
  const table = data?.conductTable ?? null;
  return (
    <>
      <Register
        title={workbench.pages.conduct}
        lead={data?.conductTable === null ? t.noTable : t.lead}
        path={PATH}
        tabs={TABS}
        tab={tab.name}
        actions={
          <button
            type="button"
            className="button primary no-print"
            disabled={table === null}
            onClick={() => open({ act: 'receiveConductComplaint', petitionIds: [], offers: offersOf(table) })}
          >
            {t.receive}
          </button>
        }
        list={
          <GrowingTable
            key={tab.name}
            heads={t.heads}
            page={(after, more) => (
              <Page key={after} filter={tab.states && { states: [...tab.states] }} tab={tab.name} after={after} more={more} chosen={id} />
            )}
          />
        }
        chosen={id === null ? null : <Chosen key={id} id={id} table={table} />}
      />
      {dialog}
    </>
  );
}

function offersOf(table: Table): NonNullable<ActRequest['offers']> {
  const of = (rows: NonNullable<Table>['conduct'] = []) =>
    rows.map(({ code, title, article }) => ({ code, title, note: article, of: null }));
  return { conduct: of(table?.conduct), conductConsequence: of(table?.consequences) };
}

interface PageProps {
  readonly filter: Filter | null;
  readonly tab: string;
  readonly after: string | null;
  readonly more: More;
  readonly chosen: string | null;
}

/** An empty list is read again, too, once a complaint is registered. */
const READ_AGAIN = { additionalTypenames: ['ConductComplaint'] };

function Page({ filter, tab, after, more, chosen }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { filter, first: SHOWN, after }, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.conductComplaints}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { tab, id })}
      cells={({ number, organ, classified, retaliation, state, stateName, replyBy }) => [
        number,
        organ.name,
        classified.conductTitle,
        <>
          <span className="badge brand">{stateName}</span> {retaliation && <span className="badge bad">{t.retaliation}</span>}
        </>,
        replyBy && <LastDay key="due" day={replyBy} runs={OWED.includes(state)} />,
      ]}
    />
  );
}

type Classified = Shown['classified'];
const titleOf = ({ conductTitle, consequenceTitle }: Classified): string => t.classified(conductTitle, consequenceTitle);

/** A look at retaliation stands behind the finding and the answer of its day, since the end asks for one after them. */
function courseOf({ openedOn, byPerson, protections, conclusion, reply, ended }: Shown): Step[] {
  const entry = (one: NonNullable<Shown['reply']>, title: string, facts: NonNullable<Step['facts']>): Step => ({
    ...{ on: one.on, byPerson: one.byPerson, title, facts },
  });
  return [
    { on: openedOn, title: t.received, byPerson },
    ...(conclusion
      ? [
          entry(conclusion, t.conclusion, [
            [t.found, conclusion.substantiated ? t.isFound : t.notFound],
            [t.conduct, titleOf(conclusion.classified)],
            [t.basis, conclusion.classified.article],
            [t.measure, conclusion.measureName],
            [t.decidedBy, conclusion.decidedBy?.name],
            [t.foundText, conclusion.text],
          ]),
        ]
      : []),
    ...(reply ? [entry(reply, t.reply, [[t.replyText, reply.text]])] : []),
    ...protections.map((one) =>
      entry(one, t.protection, [
        [t.retaliated, one.retaliated ? t.isRetaliated : t.notRetaliated],
        [t.protectionText, one.text],
      ]),
    ),
    ...(ended ? [entry(ended, t.end, [[t.endText, ended.text]])] : []),
  ].toSorted((one, other) => one.on.localeCompare(other.on));
}

/** By which petition it came, as far as the reader may know. */
function Came({ of: { petition, petitionNumber, replyBy } }: { readonly of: Shown }): ReactNode {
  if (petition)
    return (
      <Link href={`/petition/${petition.id}`} className="number">
        {petitionNumber}
      </Link>
    );
  return replyBy === null ? t.anonymous : t.sealed;
}

function Chosen({ id, table }: { readonly id: string; readonly table: Table }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: ONE, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const one = data?.conductComplaint;
  if (!one) return error ? <Failure error={error} again={reread} /> : data && <p>{t.gone}</p>;
  const { conduct, consequence } = one.classified;
  const request = (act: string): readonly ActRequest[] => [
    {
      ...{ act, petitionIds: [], given: { complaintId: id } },
      ...(act === 'concludeConductComplaint' && { start: { conduct, consequence }, offers: offersOf(table) }),
    },
  ];
  return (
    <Card title={one.number} state={one.stateName}>
      {one.retaliation && (
        <p>
          <span className="badge bad">{t.retaliation}</span>
        </p>
      )}
      <Facts
        of={[
          [t.to, one.organ.name],
          [t.person, one.person?.name ?? t.unitItself],
          [t.by, one.byOrgan.name],
          [t.receivedBy, one.receivedBy.name],
          [t.petition, <Came key="petition" of={one} />],
          [t.on, dayText(one.openedOn)],
          [t.replyBy, one.replyBy && <LastDay key="by" day={one.replyBy} runs={OWED.includes(one.state)} />],
        ]}
      />
      <ActButtons acts={one.acts} request={request} open={open} />
      <Facts
        of={[
          [t.conduct, one.classified.conductTitle],
          [t.consequence, one.classified.consequenceTitle],
          [t.basis, one.classified.article],
          [t.facts, one.facts],
        ]}
      />
      <Course steps={courseOf(one)} />
      {dialog}
    </Card>
  );
}
