import { useState, type ReactNode } from 'react';
import { useClient, useMutation, useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { exchange as t } from '../../../../src/texts/exchange';
import { reasonText } from '../../../../src/texts/exchange-codes';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/tada';
import { handOver } from '../../list/download';
import { instantText } from '../../parts/day';
import '../admin/admin.css';
import { Done } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';
import { Conditions, usePartnerNames } from './conditions';
import './exchange.css';
import { Pressed, Reasoned } from './reasoned';

const SHOWN = 50;
const CONDITIONS = [
  { name: 'conversation', label: t.conversation },
  { name: 'direction', label: t.direction, of: Object.entries(t.directions) },
  { name: 'state', label: t.state, of: [['halted', t.halted] as const, ...Object.entries(t.messageStates)] },
  { name: 'kind', label: t.kind, of: Object.entries(t.kinds) },
];

const MESSAGES = graphql(`
  query ExchangeMessages($filter: ExchangeMessageFilter, $first: Int!, $after: String) {
    exchangeMessages(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          direction
          node
          conversation
          sequence
          kind
          createdAt
          state
          code
          lastFailure
          attempts
          nextAt
          receivedAt
          ferriedDays
          unknownFields
          business {
            at
            answer
            items {
              item
              answer
              code
              reason
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const REFUSED = graphql(`
  query RefusedMessages($first: Int!, $after: String) {
    refusedMessages(first: $first, after: $after) {
      edges {
        node {
          id
          at
          sender
          kind
          code
          address
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
const RESEND = graphql(`
  mutation ResendMessage($input: ResendMessageInput!) {
    resendMessage(input: $input) {
      id
    }
  }
`);
const DROP = graphql(`
  mutation DropParkedMessage($input: DropParkedMessageInput!) {
    dropParkedMessage(input: $input) {
      id
    }
  }
`);
const PROOF = graphql(`
  query MessageProof($messageId: ID!) {
    messageProof(messageId: $messageId)
  }
`);
type Message = ResultOf<typeof MESSAGES>['exchangeMessages']['edges'][number]['node'];
type Filter = NonNullable<VariablesOf<typeof MESSAGES>['filter']>;
type State = NonNullable<Filter['states']>[number];

/** Messages that came to a halt, which an operator sends again or gives up. */
const HALTED: readonly State[] = ['refused', 'failed', 'parked'];
/** Kinds by which the link looks after itself: no organ answers them. */
const OF_LINK: readonly string[] = [
  'reconciliation',
  'dropped',
  'gap',
  'keys',
  'receipt',
  'same-matter-list',
  'same-matter-question',
  'same-matter-answer',
  'same-matter-sample',
  'same-matter-reason',
];
const isState = (name: string): name is State => Object.hasOwn(t.messageStates, name);

/** The conditions of the address; `halted` are all that somebody has to look after. */
function filterOf(given: URLSearchParams): Filter {
  const [state, direction] = [given.get('state') ?? '', given.get('direction')];
  return {
    node: given.get('node'),
    direction: direction === 'in' || direction === 'out' ? direction : null,
    states: state === 'halted' ? [...HALTED] : isState(state) ? [state] : null,
    conversation: given.get('conversation'),
    kind: given.get('kind'),
  };
}

/** 报文: what was exchanged with the partners, and what was not taken here. */
export default function Messages(): ReactNode {
  const [given] = useSearchParams();
  const [round, setRound] = useState(0);
  const [told, setTold] = useState<string | null>(null);
  const done = (text: string) => (): void => {
    setTold(text);
    setRound((now) => now + 1);
  };
  const filter = filterOf(given);
  const heads = t.messageHeads;
  return (
    <>
      <h1>{workbench.pages.exchangeMessages}</h1>
      <p>{t.messagesLead}</p>
      <Conditions key={given.toString()} of={CONDITIONS} />
      <Done text={told} />
      <GrowingTable
        key={`${given.toString()} ${round}`}
        heads={heads}
        page={(after, more) => <Page key={after} filter={filter} after={after} more={more} done={done} />}
      />
      <section aria-labelledby="exchange-refused">
        <h2 id="exchange-refused">{t.refused}</h2>
        <p>{t.refusedLead}</p>
        <GrowingTable heads={t.refusedHeads} page={(after, more) => <RefusedPage key={after} after={after} more={more} />} />
      </section>
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
    query: MESSAGES,
    variables: { filter, first: SHOWN, after },
    requestPolicy: 'cache-and-network',
  });
  const partners = new Map(usePartnerNames());
  const heads = t.messageHeads;
  return (
    <Rows
      columns={heads.length}
      page={data?.exchangeMessages}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.messagesNone}
      row={(message) => (
        <tr key={message.id}>
          <th scope="row" aria-label={heads[0]}>
            {placeOf(message)}
            <p className="muted">{instantText(message.createdAt)}</p>
            {message.unknownFields.length > 0 && <p className="notice">{t.unknownFields(message.unknownFields.join('、'))}</p>}
          </th>
          <td data-label={heads[1]}>{t.directions[message.direction]}</td>
          <td data-label={heads[2]}>{partners.get(message.node) ?? message.node}</td>
          <td data-label={heads[3]}>{t.kinds[message.kind] ?? message.kind}</td>
          <td data-label={heads[4]}>
            <span className={`badge ${HALTED.includes(message.state) ? 'bad' : message.state === 'waiting' ? 'warn' : 'ok'}`}>
              {t.messageStates[message.state]}
            </span>
            {(message.code ?? message.lastFailure) && (
              <p className="muted">{t.refusedAs(reasonText((message.code ?? message.lastFailure)!))}</p>
            )}
            {message.state === 'waiting' && message.attempts > 0 && (
              <p className="muted">
                {t.attempts(message.attempts)}
                {message.nextAt && `，${t.next(instantText(message.nextAt))}`}
              </p>
            )}
          </td>
          <td data-label={heads[5]}>
            {transportText(message)}
            {message.ferriedDays !== null && <p className="muted">{t.ferried(message.ferriedDays)}</p>}
          </td>
          <td data-label={heads[6]}>
            <Business message={message} />
          </td>
          <td data-label={heads[7]} className="exchange-acts">
            <Acts message={message} done={done} />
          </td>
        </tr>
      )}
    />
  );
}

const placeOf = ({ conversation, sequence }: Message): string => t.place(conversation, sequence);

/** What the receiving node said at once: it has the message. It says nothing of the matter. */
function transportText({ direction, state, receivedAt }: Message): string {
  if (state === 'refused') return t.receiptRefused;
  if (receivedAt === null) return t.receiptNone;
  return direction === 'out' ? t.receivedThere(instantText(receivedAt)) : t.receivedHere(instantText(receivedAt));
}

function Business({ message: { kind, business } }: { readonly message: Message }): ReactNode {
  if (business.length === 0) return OF_LINK.includes(kind) ? t.businessOfLink : t.receiptNone;
  return (
    <ul>
      {business.map(({ at, answer, items }) => (
        <li key={at}>
          {t.businessAnswers[answer] ?? answer}（{instantText(at)}）
          {items.map(({ item, answer: one, code, reason }) => (
            <p key={item} className="muted">
              {item}：{t.businessAnswers[one] ?? one}
              {code && `，${reasonText(code)}`}
              {reason && `，${reason}`}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Acts({ message, done }: { readonly message: Message; readonly done: (text: string) => () => void }): ReactNode {
  const [, resend] = useMutation(RESEND);
  const [, drop] = useMutation(DROP);
  const client = useClient();
  const place = placeOf(message);
  const { id, state, receivedAt } = message;
  if (HALTED.includes(state))
    return (
      <>
        <Pressed
          title={state === 'parked' ? t.retry : t.resend}
          label={t.resendOf(place)}
          act={(requestId) => resend({ input: { requestId, messageId: id } })}
          done={done(t.resent)}
        />
        <Reasoned
          title={t.drop}
          label={t.dropOf(place)}
          lead={t.dropLead}
          act={(requestId, reason) => drop({ input: { requestId, messageId: id, reason } })}
          done={done(t.dropped)}
        />
      </>
    );
  if (receivedAt === null) return null;
  return (
    <Pressed
      title={t.proof}
      label={t.proofOf(place)}
      act={async () => {
        const answer = await client.query(PROOF, { messageId: id }, { requestPolicy: 'network-only' }).toPromise();
        if (answer.data) handOver(new Blob([answer.data.messageProof], { type: 'application/json' }), `proof-${id}.json`);
        return answer;
      }}
      done={() => undefined}
    />
  );
}

function RefusedPage({ after, more }: { readonly after: string | null; readonly more: More }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: REFUSED, variables: { first: SHOWN, after }, requestPolicy: 'cache-and-network' });
  const heads = t.refusedHeads;
  return (
    <Rows
      columns={heads.length}
      page={data?.refusedMessages}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={t.refusedNone}
      row={({ id, at, sender, kind, code, address }) => (
        <tr key={id}>
          <th scope="row" aria-label={heads[0]}>
            {instantText(at)}
          </th>
          <td data-label={heads[1]}>{sender ?? t.never}</td>
          <td data-label={heads[2]}>{kind === null ? t.never : (t.kinds[kind] ?? kind)}</td>
          <td data-label={heads[3]}>{reasonText(code)}</td>
          <td data-label={heads[4]}>{address ?? ''}</td>
        </tr>
      )}
    />
  );
}
