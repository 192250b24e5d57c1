import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { eventWords } from '../../../../src/texts/events';
import { admin, serviceNames } from '../../../../src/texts/admin';
import { held as texts } from '../../../../src/texts/held';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import '../admin/admin.css';
import { Done, FormFailure, Lines, useForm } from '../admin/form';
import './held.css';

const SHOWN = 20;

const MESSAGE = graphql(`
  fragment HeldRow on HeldMessage {
    id
    source
    key
    seq
    type
    why
    since
    attempts
    errorCode
    nextTry
    behind
  }
`);

const HELD = graphql(
  `
    query Held($first: Int!, $intake: String, $case: String, $supervision: String, $hearing: String, $exchange: String) {
      heldMessages {
        id
        intake(first: $first, after: $intake) {
          edges {
            node {
              ...HeldRow
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        case(first: $first, after: $case) {
          edges {
            node {
              ...HeldRow
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        supervision(first: $first, after: $supervision) {
          edges {
            node {
              ...HeldRow
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        hearing(first: $first, after: $hearing) {
          edges {
            node {
              ...HeldRow
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        exchange(first: $first, after: $exchange) {
          edges {
            node {
              ...HeldRow
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [MESSAGE],
);

const REPLAY = {
  intake: graphql(`
    mutation ReplayInIntake($input: ReplayHeldMessageInput!) {
      still: replayHeldMessageInIntake(input: $input) {
        id
      }
    }
  `),
  case: graphql(`
    mutation ReplayInCase($input: ReplayHeldMessageInput!) {
      still: replayHeldMessageInCase(input: $input) {
        id
      }
    }
  `),
  supervision: graphql(`
    mutation ReplayInSupervision($input: ReplayHeldMessageInput!) {
      still: replayHeldMessageInSupervision(input: $input) {
        id
      }
    }
  `),
  hearing: graphql(`
    mutation ReplayInHearing($input: ReplayHeldMessageInput!) {
      still: replayHeldMessageInHearing(input: $input) {
        id
      }
    }
  `),
  exchange: graphql(`
    mutation ReplayInExchange($input: ReplayHeldMessageInput!) {
      still: replayHeldMessageInExchange(input: $input) {
        id
      }
    }
  `),
};

const SKIP = {
  intake: graphql(`
    mutation SkipInIntake($input: SkipHeldMessageInput!) {
      still: skipHeldMessageInIntake(input: $input) {
        id
      }
    }
  `),
  case: graphql(`
    mutation SkipInCase($input: SkipHeldMessageInput!) {
      still: skipHeldMessageInCase(input: $input) {
        id
      }
    }
  `),
  supervision: graphql(`
    mutation SkipInSupervision($input: SkipHeldMessageInput!) {
      still: skipHeldMessageInSupervision(input: $input) {
        id
      }
    }
  `),
  hearing: graphql(`
    mutation SkipInHearing($input: SkipHeldMessageInput!) {
      still: skipHeldMessageInHearing(input: $input) {
        id
      }
    }
  `),
  exchange: graphql(`
    mutation SkipInExchange($input: SkipHeldMessageInput!) {
      still: skipHeldMessageInExchange(input: $input) {
        id
      }
    }
  `),
};

type Service = keyof typeof REPLAY;
type Message = ResultOf<typeof MESSAGE>;
type Told = { readonly text: string; readonly tone: 'ok' | 'warn' };

const SERVICES: readonly Service[] = ['intake', 'case', 'supervision', 'hearing', 'exchange'];

const messageName = ({ type }: Message): string => eventWords[type] ?? type;
const serviceName = (service: string): string => serviceNames[service] ?? service;

/** `pack:CN-2022` in words; ids of matters, organs and people unchanged. */
function keyText(key: string): string {
  const [kind, id] = key.split(':');
  const name = texts.keys[kind as keyof typeof texts.keys];
  return name ? `${name} ${id}` : key;
}

/** Messages that a service could not apply. It holds back all later messages of the same key. */
export default function Held(): ReactNode {
  const [after, setAfter] = useState<Partial<Record<Service, string>>>({});
  const [told, setTold] = useState<Told | null>(null);
  const [{ data, error, fetching }, ask] = useQuery({ query: HELD, variables: { first: SHOWN, ...after } });
  const again = (): void => ask({ requestPolicy: 'network-only' });
  const lists = data?.heldMessages;
  const nothing = lists && SERVICES.every((service) => lists[service].edges.length === 0 && after[service] === undefined);
  const done = (what: Told): void => {
    setTold(what);
    again();
  };
  return (
    <>
      <div className="row spread">
        <h1>{workbench.pages.held}</h1>
        <button type="button" className="button no-print" disabled={fetching} onClick={again}>
          {texts.refresh}
        </button>
      </div>
      <p>{texts.lead}</p>
      <p>{texts.whatToDo}</p>
      <Done text={told?.text ?? null} tone={told?.tone} />
      {error && <Failure error={error} again={again} />}
      {!lists && !error && <Loading />}
      {nothing && <p className="notice ok">{texts.none}</p>}
      {lists &&
        !nothing &&
        SERVICES.map((service) => {
          const { edges, pageInfo } = lists[service];
          return (
            <section key={service} className="card" aria-labelledby={`held-${service}`}>
              <h2 id={`held-${service}`}>
                {texts.readBy(serviceName(service))}
                {edges.length > 0 && <span className="badge warn">{texts.count(edges.length, pageInfo.hasNextPage)}</span>}
              </h2>
              {edges.length === 0 && <p>{texts.noneOf(serviceName(service))}</p>}
              <ul className="held">
                {edges.map(({ node }) => (
                  <HeldOne key={node.id} service={service} message={node} done={done} gone={again} />
                ))}
              </ul>
              {pageInfo.hasNextPage && (
                <button type="button" className="button" onClick={() => setAfter({ ...after, [service]: pageInfo.endCursor ?? undefined })}>
                  {admin.more}
                </button>
              )}
            </section>
          );
        })}
    </>
  );
}

interface OneProps {
  readonly service: Service;
  readonly message: Message;
  readonly done: (told: Told) => void;
  /** Called after a refusal, because the list may be out of date. */
  readonly gone: () => void;
}

function HeldOne({ service, message, done, gone }: OneProps): ReactNode {
  const [, replay] = useMutation(REPLAY[service]);
  const [, skip] = useMutation(SKIP[service]);
  const replaying = useForm();
  const skipping = useForm('reason');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const name = `${messageName(message)}（${keyText(message.key)}）`;
  const doReplay = async (): Promise<void> => {
    const answer = await replaying.send({}, () => replay({ input: { requestId: replaying.requestId, id: message.id } }));
    if (answer) done(answer.still ? { text: texts.still, tone: 'warn' } : { text: texts.replayed, tone: 'ok' });
    else gone();
  };
  const doSkip = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { length } = reason.trim();
    const answer = await skipping.send({ reason: length < 5 || length > 200 ? texts.reasonBad : undefined }, () =>
      skip({ input: { requestId: skipping.requestId, id: message.id, reason } }),
    );
    if (answer) done(answer.still ? { text: texts.skippedStill, tone: 'warn' } : { text: texts.skipped, tone: 'ok' });
  };
  const why = { failed: texts.failed, gap: texts.gap }[message.why] ?? texts.behindWhy;
  return (
    <li>
      <h3>
        {messageName(message)}
        <span className="badge bad">{why}</span>
      </h3>
      <dl className="facts">
        <dt>{texts.key}</dt>
        <dd>{keyText(message.key)}</dd>
        <dt>{texts.message}</dt>
        <dd>
          {texts.from(serviceName(message.source), message.seq)}
          <code className="muted">{` ${message.type}`}</code>
        </dd>
        <dt>{texts.why}</dt>
        <dd>
          {[why, message.errorCode && texts.errorCode(message.errorCode), texts.attempts(message.attempts)].filter(Boolean).join('，')}
        </dd>
        <dt>{texts.since}</dt>
        <dd>{instantText(message.since)}</dd>
        <dt>{texts.next}</dt>
        <dd>{message.nextTry ? instantText(message.nextTry) : texts.nextNone}</dd>
        <dt>{texts.behind}</dt>
        <dd>{texts.behindCount(message.behind)}</dd>
      </dl>
      <FormFailure form={replaying} />
      <div className="row no-print">
        <button
          type="button"
          className="button primary"
          disabled={replaying.sending}
          aria-label={texts.replayOf(name)}
          onClick={() => void doReplay()}
        >
          {replaying.sending ? texts.sending : texts.replay}
        </button>
        <button type="button" className="button danger" aria-label={texts.skipOf(name)} aria-expanded={open} onClick={() => setOpen(!open)}>
          {texts.skip}
        </button>
      </div>
      {open && (
        <form ref={skipping.ref} className="admin-form" onSubmit={(event) => void doSkip(event)} noValidate>
          <p className="notice warn">{texts.skipLead}</p>
          <FormFailure form={skipping} />
          <Lines
            label={texts.reason}
            name="reason"
            hint={texts.reasonHint}
            value={reason}
            onChange={setReason}
            error={skipping.faults.reason}
          />
          <div className="row">
            <button type="submit" className="button danger" disabled={skipping.sending}>
              {skipping.sending ? texts.sending : texts.skipYes}
            </button>
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {texts.skipNo}
            </button>
          </div>
        </form>
      )}
    </li>
  );
}
