import '../admin/admin.css';
import './arrivals.css';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import { arrivals as texts } from '../../../../src/texts/arrivals';
import { reasonText } from '../../../../src/texts/exchange-codes';
import { workbench } from '../../../../src/texts/workbench';
import { useEveryMinute } from '../../live/live';
import { Day, instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { organsOf, useMe } from '../../session/me';
import { Done, FormFailure, Line, useForm } from '../admin/form';
import { isBegun } from '../desk/form';
import { keepForm, keptForm, nextForm } from '../desk/kept';
import { Reasoned } from '../exchange/reasoned';
import { formOf } from './form-of';
import { OpenedMatter } from './opened';
import { ARRIVED, OPEN, REFUSE, type Listed, type Opened } from './query';

type Tab = keyof typeof texts.tabs;
const STATES = { waiting: ['waiting'], ended: ['registered', 'refused', 'recalled'] } as const;
const TABS: readonly Tab[] = ['waiting', 'ended'];
const HEADS = ['received', 'sender', 'number', 'kind', 'report', 'state', 'act'] as const;
const PAGE = 50;
const MOST = 100;

/** 来文登记: matters that other nodes sent, the oldest first, to be opened with a purpose, registered on the form of the desk, or not taken. */
export default function Arrivals(): ReactNode {
  const [tab, setTab] = useState<Tab>('waiting');
  const [first, setFirst] = useState(PAGE);
  const [done, setDone] = useState<string | null>(null);
  const variables = { states: [...STATES[tab]], first };
  const [answer, ask] = useQuery({ query: ARRIVED, variables, requestPolicy: 'network-only' });
  const { error, fetching, operation } = answer;
  // Until the graph answers, the hook still returns the former list.
  const data = JSON.stringify(operation?.variables) === JSON.stringify(variables) ? answer.data : undefined;
  const again = (): void => ask({ requestPolicy: 'network-only' });
  useEveryMinute(again);
  const rows = data?.arrivedMatters.edges.map(({ node }) => node);
  return (
    <>
      <h1>{workbench.pages.arrivals}</h1>
      <p>{texts.lead}</p>
      <div className="row no-print" role="group" aria-label={texts.tabsLabel}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={tab === one}
            onClick={() => {
              setTab(one);
              setFirst(PAGE);
              setDone(null);
            }}
          >
            {texts.tabs[one]}
          </button>
        ))}
      </div>
      <Done text={done} />
      {error && <Failure error={error} again={again} />}
      {!rows && !error && <Loading />}
      {rows?.length === 0 && <p className="notice ok">{texts.none[tab]}</p>}
      {rows && rows.length > 0 && (
        <div className="cards-box">
          <table className="cards">
            <caption className="hidden-visually">{texts.table}</caption>
            <thead>
              <tr>
                {HEADS.map((head) => (
                  <th key={head} scope="col">
                    {texts.heads[head]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((matter) => (
                <Row
                  key={matter.messageId}
                  matter={matter}
                  refused={() => {
                    setDone(texts.refused);
                    again();
                  }}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data?.arrivedMatters.pageInfo.hasNextPage && first < MOST && (
        <button type="button" className="button" disabled={fetching} onClick={() => setFirst(MOST)}>
          {texts.more}
        </button>
      )}
    </>
  );
}

function Row({ matter, refused }: { readonly matter: Listed; readonly refused: () => void }): ReactNode {
  const client = useClient();
  const [asked, setAsked] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const { messageId, partnerName, number, kind, receivedAt, reportBy, state } = matter;
  const waiting = state === 'waiting';
  const toggle = (): void => {
    setAsked(!asked && opened === null);
    setOpened(null);
  };
  return (
    <>
      <tr data-message={messageId}>
        <th scope="row">{instantText(receivedAt)}</th>
        <td data-label={texts.heads.sender}>{partnerName}</td>
        <td data-label={texts.heads.number}>{number}</td>
        <td data-label={texts.heads.kind}>{texts.kinds[kind] ?? kind}</td>
        <td data-label={texts.heads.report}>{reportBy === null ? texts.noReport : <Day day={reportBy} />}</td>
        <td data-label={texts.heads.state}>
          <span className={`badge ${waiting ? 'warn' : state === 'registered' ? 'ok' : ''}`}>{texts.states[state]}</span>{' '}
          <End of={matter} />
        </td>
        <td>
          {waiting && (
            <div className="row">
              <button
                type="button"
                className="button primary"
                aria-expanded={asked || opened !== null}
                aria-label={`${asked || opened ? texts.hide : texts.open}：${number}`}
                onClick={toggle}
              >
                {asked || opened ? texts.hide : texts.open}
              </button>
              <Reasoned
                title={texts.refuse}
                label={`${texts.refuse}：${number}`}
                lead={texts.refuseLead}
                field={texts.refuseReason}
                act={(requestId, reason) => client.mutation(REFUSE, { input: { requestId, messageId, reason } }).toPromise()}
                done={refused}
              />
            </div>
          )}
        </td>
      </tr>
      {(asked || opened) && (
        <tr>
          <td colSpan={HEADS.length}>
            {opened ? (
              <Shown matter={matter} opened={opened} />
            ) : (
              <Purpose
                messageId={messageId}
                shown={(of) => {
                  setOpened(of);
                  setAsked(false);
                }}
              />
            )}
          </td>
        </tr>
      )}
    </>
  );
}

function End({ of: { petitionNumber, code, reason } }: { readonly of: Listed }): ReactNode {
  if (petitionNumber !== null)
    return <Link href={`/number/${encodeURIComponent(petitionNumber)}`}>{texts.registeredAs(petitionNumber)}</Link>;
  return reason ?? (code !== null ? reasonText(code) : null);
}

interface PurposeProps {
  readonly messageId: string;
  readonly shown: (opened: Opened) => void;
}

/** Asks for the purpose, which stands on record before anything is shown. */
function Purpose({ messageId, shown }: PurposeProps): ReactNode {
  const client = useClient();
  const form = useForm('purpose');
  const [purpose, setPurpose] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { length } = [...purpose.trim()];
    const answer = await form.send({ purpose: length < 5 || length > 200 ? texts.purposeMissing : undefined }, () =>
      client.mutation(OPEN, { input: { messageId, purpose } }).toPromise(),
    );
    if (answer) shown(answer.openArrivedMatter);
  };
  return (
    <form ref={form.ref} className="admin-form" onSubmit={(event) => void send(event)} noValidate>
      <FormFailure form={form} />
      <Line
        label={texts.purpose}
        name="purpose"
        hint={texts.purposeHint}
        value={purpose}
        onChange={setPurpose}
        error={form.faults['purpose']}
      />
      <div className="row">
        <button type="submit" className="button primary" disabled={form.sending}>
          {form.sending ? texts.sending : texts.show}
        </button>
      </div>
    </form>
  );
}

function Shown({ matter, opened }: { readonly matter: Listed; readonly opened: Opened }): ReactNode {
  const me = useMe();
  const [, navigate] = useLocation();
  const register = (): void => {
    const kept = keptForm(me.id);
    if (kept && !kept.registered && isBegun(kept) && !confirm(texts.overwrite)) return;
    const division = organsOf(me, ['REGISTRAR'])[0]?.division ?? '';
    keepForm(me.id, formOf(nextForm(me.id, division), matter, opened));
    navigate('/desk');
  };
  const { droppedFields, unknownFields, ignoredFields } = matter;
  return (
    <>
      {droppedFields.length > 0 && <p className="notice warn">{texts.dropped(droppedFields.join('、'))}</p>}
      {unknownFields.length > 0 && <p className="notice">{texts.unknown(unknownFields.join('、'))}</p>}
      {ignoredFields.length > 0 && <p className="notice">{texts.ignored(ignoredFields.join('、'))}</p>}
      <OpenedMatter of={opened} />
      <div className="row">
        <button type="button" className="button primary" onClick={register}>
          {texts.register}
        </button>
      </div>
    </>
  );
}
