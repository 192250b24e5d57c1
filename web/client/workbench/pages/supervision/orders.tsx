import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { supervision } from '../../../../src/texts/supervision';
import { workbench } from '../../../../src/texts/workbench';
import { useAct } from '../../acts/open';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { GrowingTable, type More } from '../admin/growing-table';
import { OF_MATTER } from './query';
import { HandlingCard, ProposalCard, RecordActs, ReminderCard } from './records';
import { addressIn, Register, RegisterRows } from './register';

const t = supervision.orders;
const PATH = '/supervision/orders';
const SHOWN = 50;

const HANDLINGS = graphql(`
  query SupervisedHandlings($filter: SupervisionRecordFilter, $first: Int!, $after: String) {
    list: supervisedHandlings(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          petitionNumber
          petition {
            id
          }
          organ {
            id
            name
          }
          state
          stateName
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
const PROPOSALS = graphql(`
  query SupervisionProposals($filter: SupervisionRecordFilter, $first: Int!, $after: String) {
    list: supervisionProposals(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          petitionNumber
          petition {
            id
          }
          organ {
            id
            name
          }
          state
          stateName
          termName
          effectiveDue
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const REMINDERS = graphql(`
  query Reminders($filter: SupervisionRecordFilter, $first: Int!, $after: String) {
    list: reminders(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          petitionNumber
          petition {
            id
          }
          organ {
            id
            name
          }
          state
          stateName
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

const UNCLOSED = ['open', 'replied', 'returned', 'accepted'];
/** The tabs in their order; the first one is where the page begins. */
const TABS = [
  { name: 'open', title: t.open, heads: t.heads, query: HANDLINGS, states: UNCLOSED },
  { name: 'closed', title: t.closed, heads: t.heads, query: HANDLINGS, states: ['closed'] },
  { name: 'proposals', title: t.proposals, heads: t.proposalHeads, query: PROPOSALS, states: ['open'] },
  { name: 'reminders', title: t.reminders, heads: t.reminderHeads, query: REMINDERS, states: null },
] as const;
type Tab = (typeof TABS)[number];

/** 督办台账: left the list by the day of the answer, right the one that is chosen. */
export default function Orders(): ReactNode {
  const [given] = useSearchParams();
  const tab: Tab = TABS.find(({ name }) => name === given.get('tab')) ?? TABS[0];
  const [petitionId, id] = [given.get('petition'), given.get('id')];
  return (
    <Register
      title={workbench.pages.orders}
      lead={t.lead}
      path={PATH}
      tabs={TABS}
      tab={tab.name}
      list={
        <GrowingTable
          key={tab.name}
          heads={tab.heads}
          page={(after, more) => <Page key={after} tab={tab} after={after} more={more} chosen={id} />}
        />
      }
      chosen={petitionId !== null && id !== null ? <Chosen key={id} petitionId={petitionId} id={id} /> : null}
    />
  );
}

/** A page of any tab. */
interface List {
  readonly edges: readonly {
    readonly node: {
      readonly id: string;
      readonly petitionNumber: string | null;
      readonly petition: { readonly id: string };
      readonly organ: { readonly name: string };
      readonly stateName: string;
      readonly replyBy?: string;
      /** Of a proposal: the duty that is late. */
      readonly termName?: string;
      readonly effectiveDue?: string;
    };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface PageProps {
  readonly tab: Tab;
  readonly after: string | null;
  readonly more: More;
  readonly chosen: string | null;
}

function Page({ tab: { name, heads, query, states }, after, more, chosen }: PageProps): ReactNode {
  const filter = states === null ? {} : { states: [...states] };
  const [{ data, error }, again] = useQuery({ query, variables: { filter, first: SHOWN, after } });
  const list: List | undefined = data?.list;
  return (
    <RegisterRows
      heads={heads}
      page={list}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id, petition }) => addressIn(PATH, { tab: name, petition: petition.id, id })}
      cells={({ petitionNumber, organ, stateName, replyBy, termName, effectiveDue }) => [
        petitionNumber ?? stateName,
        organ.name,
        <span key="state" className="badge brand">
          {stateName}
        </span>,
        termName !== undefined && effectiveDue !== undefined ? t.due(termName, dayText(effectiveDue)) : replyBy && dayText(replyBy),
      ]}
    />
  );
}

function Chosen({ petitionId, id }: { readonly petitionId: string; readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: OF_MATTER, variables: { id: petitionId } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const matter = data?.petition;
  const byId = <Record extends { readonly id: string }>(records: readonly Record[] | null | undefined) =>
    records?.find((record) => record.id === id);
  const [handling, proposal, reminder] = [byId(matter?.supervisedHandlings), byId(matter?.supervisionProposals), byId(matter?.reminders)];
  const offers = (matter?.supervisionActs ?? []).filter(({ recordId }) => recordId === id);
  const acts = matter && <RecordActs matter={matter} offers={offers} open={open} />;
  return (
    <>
      {error && <Failure error={error} again={reread} />}
      {matter && (
        <p>
          <Link href={`/petition/${petitionId}#supervision`} className="number">
            {matter.number}
          </Link>
        </p>
      )}
      {handling && <HandlingCard record={handling} acts={acts} />}
      {proposal && <ProposalCard record={proposal} acts={acts} />}
      {reminder && <ReminderCard record={reminder} acts={acts} />}
      {dialog}
    </>
  );
}
