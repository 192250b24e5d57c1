import '../admin/admin.css';
import './pending.css';
import { useRef, useState, type ReactNode } from 'react';
import { useClient, useQuery, type CombinedError } from 'urql';
import { Link } from 'wouter';
import { matter as matterTexts } from '../../../../src/texts/matter';
import { pending as texts } from '../../../../src/texts/pending';
import { workbench } from '../../../../src/texts/workbench';
import { useEveryMinute } from '../../live/live';
import { Day, instantText } from '../../parts/day';
import { daysUntil } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, useMe } from '../../session/me';
import { AsideForm, type AsideGiven } from './aside-form';
import { useContent } from './content';
import { CONFIRM, PENDING, REGISTER, SET_ASIDE, type Waiting } from './query';

type Tab = 'waiting' | 'toConfirm' | 'setAside';

const PAGE = 50;
const MOST = 100;
/** The graph counts no further. */
const MANY = 1_000;
const CONFIRMING = ['AUDITOR', 'CHECKER'] as const;

/** The result of the last act on one filing. */
interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly said: string;
  readonly failed: boolean;
  readonly petitionId: string | null;
}

const nameOf = ({ receivedAt, kind }: Waiting): string => `${instantText(receivedAt)} ${matterTexts.kinds[kind]}`;
const messageOf = (error: CombinedError): string => error.graphQLErrors[0]?.message ?? workbench.offline;

/** 待登记: filings of a flood, the oldest first, to be opened, registered, or set aside by two people. */
export default function Pending(): ReactNode {
  const me = useMe();
  const registering = holds(me, ['REGISTRAR']);
  const confirming = holds(me, CONFIRMING);
  const client = useClient();
  const [tab, setTab] = useState<Tab>(registering ? 'waiting' : 'toConfirm');
  const [group, setGroup] = useState<string | null>(null);
  const [first, setFirst] = useState(PAGE);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [aside, setAside] = useState<readonly Waiting[] | null>(null);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number } | null>(null);
  const requests = useRef(new Map<string, string>());
  const variables = { group, setAside: tab === 'setAside', toConfirm: tab === 'toConfirm', first };
  const [answer, ask] = useQuery({ query: PENDING, variables, requestPolicy: 'network-only' });
  const { error, fetching, operation } = answer;
  // Until the graph answers, the hook still returns the former list.
  const data = JSON.stringify(operation?.variables) === JSON.stringify(variables) ? answer.data : undefined;
  const again = (): void => ask({ requestPolicy: 'network-only' });
  useEveryMinute(again);

  const rows = data?.pendingFilings.edges.map(({ node }) => node);
  const chosen = (rows ?? []).filter(({ id }) => picked.has(id));
  const open = (to: Tab, of: string | null = null): void => {
    setTab(to);
    setGroup(of);
    setFirst(PAGE);
    setPicked(new Set());
    setAside(null);
  };
  const pick = (ids: readonly string[], on: boolean): void => {
    const next = new Set(picked);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setPicked(next);
  };

  /** Runs one act per filing. A refusal does not stop the others, and a repeat does nothing twice. */
  const each = async (
    act: string,
    those: readonly Waiting[],
    work: (filing: Waiting, requestId: string) => Promise<Omit<Outcome, 'id' | 'name'>>,
  ) => {
    const done: Outcome[] = [];
    for (const filing of those) {
      setProgress({ done: done.length + 1, of: those.length });
      const key = `${act} ${filing.id}`;
      const requestId = requests.current.get(key) ?? crypto.randomUUID();
      requests.current.set(key, requestId);
      const outcome = await work(filing, requestId);
      if (!outcome.failed) requests.current.delete(key);
      done.push({ id: filing.id, name: nameOf(filing), ...outcome });
      setOutcomes([...done]);
    }
    setProgress(null);
    pick(
      done.filter(({ failed }) => !failed).map(({ id }) => id),
      false,
    );
    again();
  };
  const ended = (refused: CombinedError | undefined, said: string, petitionId: string | null = null): Omit<Outcome, 'id' | 'name'> =>
    refused ? { said: texts.failedOne(messageOf(refused)), failed: true, petitionId: null } : { said, failed: false, petitionId };

  const register = (those: readonly Waiting[]): void =>
    void each('register', those, async ({ id }, requestId) => {
      const answer = await client.mutation(REGISTER, { input: { filingId: id, requestId } });
      const registered = answer.data?.registerPendingFiling;
      return ended(answer.error, texts.registered(registered?.number ?? ''), registered?.petition?.id ?? null);
    });
  const propose = (those: readonly Waiting[], given: AsideGiven): void => {
    setAside(null);
    void each('aside', those, async ({ id }, requestId) =>
      ended((await client.mutation(SET_ASIDE, { input: { filingId: id, requestId, ...given } })).error, texts.proposedNow),
    );
  };
  const confirm = (filing: Waiting, accepted: boolean): void =>
    void each(`confirm ${accepted}`, [filing], async ({ id }, requestId) =>
      ended(
        (await client.mutation(CONFIRM, { input: { filingId: id, requestId, accepted } })).error,
        accepted ? texts.agreed : texts.declined,
      ),
    );

  const tabs: readonly Tab[] = [
    ...(registering ? (['waiting'] as const) : []),
    ...(confirming ? (['toConfirm'] as const) : []),
    'setAside',
  ];
  const busy = progress !== null;
  return (
    <>
      <h1>{workbench.pages.pending}</h1>
      <p>{texts.lead}</p>
      <div className="row no-print" role="group" aria-label={texts.tabsLabel}>
        {tabs.map((one) => (
          <button key={one} type="button" className="button" aria-pressed={tab === one} onClick={() => open(one)}>
            {texts.tabs[one]}
          </button>
        ))}
      </div>
      {group !== null && (
        <p className="notice">
          {texts.group}{' '}
          <button type="button" className="button" onClick={() => open(tab)}>
            {texts.wholeGroup}
          </button>
        </p>
      )}
      <Outcomes outcomes={outcomes} />
      {error && <Failure error={error} again={again} />}
      {!rows && !error && <Loading />}
      {rows?.length === 0 && <p className="notice ok">{texts.none[tab]}</p>}
      {rows && rows.length > 0 && (
        <>
          {tab === 'waiting' && (
            <div className="row no-print" role="status">
              <label className="tick">
                <input
                  type="checkbox"
                  checked={chosen.length === rows.length}
                  onChange={({ target }) =>
                    pick(
                      rows.map(({ id }) => id),
                      target.checked,
                    )
                  }
                />
                {texts.pickPage}
              </label>
              <span>
                {progress
                  ? texts.registering(progress.done, progress.of)
                  : chosen.length > 0
                    ? texts.picked(chosen.length)
                    : texts.shown(rows.length)}
              </span>
              {chosen.length > 0 && (
                <>
                  <button type="button" className="button primary" disabled={busy} onClick={() => register(chosen)}>
                    {texts.registerPicked}
                  </button>
                  <button type="button" className="button" disabled={busy} onClick={() => setAside(chosen)}>
                    {texts.aside}
                  </button>
                </>
              )}
            </div>
          )}
          {aside && <AsideForm count={aside.length} busy={busy} propose={(given) => propose(aside, given)} cancel={() => setAside(null)} />}
          <div className="cards-box">
            <table className="cards">
              <caption className="hidden-visually">{texts.table}</caption>
              <thead>
                <tr>
                  {tab === 'waiting' && <th scope="col">{texts.heads.pick}</th>}
                  {(['received', 'left', 'kind', 'origin', 'state', 'act'] as const).map((head) => (
                    <th key={head} scope="col">
                      {texts.heads[head]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((filing) => (
                  <Row
                    key={filing.id}
                    filing={filing}
                    tab={tab}
                    busy={busy}
                    canRegister={registering}
                    picked={picked.has(filing.id)}
                    pick={(on) => pick([filing.id], on)}
                    open={(of) => open(tab, of)}
                    register={() => register([filing])}
                    propose={() => setAside([filing])}
                    confirm={(accepted) => confirm(filing, accepted)}
                    mine={filing.aside?.proposedBy.id === me.id}
                  />
                ))}
              </tbody>
            </table>
          </div>
          {data?.pendingFilings.pageInfo.hasNextPage && first < MOST && (
            <button type="button" className="button" disabled={fetching} onClick={() => setFirst(MOST)}>
              {texts.more}
            </button>
          )}
        </>
      )}
    </>
  );
}

function Outcomes({ outcomes }: { readonly outcomes: readonly Outcome[] }): ReactNode {
  return (
    <div role="status">
      {outcomes.length > 0 && (
        <section className="card" aria-label={texts.report}>
          <h2>{texts.report}</h2>
          <ul>
            {outcomes.map(({ id, name, said, failed, petitionId }) => (
              <li key={id}>
                {name} <span className={`badge ${failed ? 'bad' : 'ok'}`}>{said}</span>{' '}
                {petitionId && <Link href={`/petition/${petitionId}`}>{texts.open}</Link>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface RowProps {
  readonly filing: Waiting;
  readonly tab: Tab;
  readonly busy: boolean;
  readonly canRegister: boolean;
  readonly picked: boolean;
  /** Whether the reader proposed it. */
  readonly mine: boolean;
  readonly pick: (on: boolean) => void;
  readonly open: (group: string) => void;
  readonly register: () => void;
  readonly propose: () => void;
  readonly confirm: (accepted: boolean) => void;
}

function Row({ filing, tab, busy, canRegister, picked, mine, pick, open, register, propose, confirm }: RowProps): ReactNode {
  const { id, kind, receivedAt, dueOn, provisional, urgent, files, aside } = filing;
  const { shown, toggle, content } = useContent(id);
  const left = daysUntil(dueOn);
  const name = nameOf(filing);
  return (
    <>
      <tr data-filing={id}>
        {tab === 'waiting' && (
          <td>
            <label className="tick">
              <input
                type="checkbox"
                checked={picked}
                aria-label={texts.pick(instantText(receivedAt), matterTexts.kinds[kind] ?? '')}
                onChange={({ target }) => pick(target.checked)}
              />
            </label>
          </td>
        )}
        <th scope="row">{instantText(receivedAt)}</th>
        <td data-label={texts.heads.left}>
          <span className={`badge ${left < 0 ? 'bad' : left <= 3 ? 'warn' : ''}`}>{texts.left(left)}</span> <Day day={dueOn} />
          {provisional && ` ${texts.provisional}`}
        </td>
        <td data-label={texts.heads.kind}>{matterTexts.kinds[kind]}</td>
        <td data-label={texts.heads.origin}>
          <Groups filing={filing} open={open} />
        </td>
        <td data-label={texts.heads.state}>
          {urgent && <span className="badge warn">{texts.urgent}</span>} {files > 0 && <span className="badge">{texts.files(files)}</span>}{' '}
          {aside && (
            <>
              {!aside.confirmed && <span className="badge warn">{texts.proposed}</span>}{' '}
              {texts.asideReason(aside.reasonName, aside.ofNumber)}
              {aside.proposedBy.name && ` ${texts.proposedBy(aside.proposedBy.name)}`}
            </>
          )}
        </td>
        <td>
          <div className="row">
            <button
              type="button"
              className="button"
              aria-expanded={shown}
              aria-label={`${shown ? texts.hide : texts.look}：${name}`}
              onClick={toggle}
            >
              {shown ? texts.hide : texts.look}
            </button>
            {canRegister && (tab === 'waiting' || tab === 'setAside') && (
              <button type="button" className="button primary" disabled={busy} aria-label={`${texts.register}：${name}`} onClick={register}>
                {tab === 'setAside' ? texts.restore : texts.register}
              </button>
            )}
            {canRegister && tab === 'waiting' && !aside && (
              <button type="button" className="button" disabled={busy} aria-label={`${texts.aside}：${name}`} onClick={propose}>
                {texts.aside}
              </button>
            )}
            {tab === 'toConfirm' && !mine && (
              <>
                <button type="button" className="button primary" disabled={busy} onClick={() => confirm(true)}>
                  {texts.agree}
                </button>
                <button type="button" className="button" disabled={busy} onClick={() => confirm(false)}>
                  {texts.decline}
                </button>
              </>
            )}
          </div>
        </td>
      </tr>
      {shown && (
        <tr>
          <td colSpan={tab === 'waiting' ? 7 : 6}>{content}</td>
        </tr>
      )}
    </>
  );
}

/** Filings of the same origin and filings with the same text; neither shows an address. */
function Groups({ filing, open }: { readonly filing: Waiting; readonly open: (group: string) => void }): ReactNode {
  const { origin, fromOrigin, likeness, alike } = filing;
  return (
    <div className="pending-groups">
      {origin === null ? (
        <span className="muted">{texts.noOrigin}</span>
      ) : (
        <button type="button" className="button quiet" title={texts.onlyGroup} onClick={() => open(origin)}>
          {fromOrigin >= MANY ? texts.originMany : texts.origin(fromOrigin)}
        </button>
      )}
      {likeness !== null && alike > 1 && (
        <button type="button" className="button quiet" title={texts.onlyGroup} onClick={() => open(likeness)}>
          {texts.alike(alike)}
        </button>
      )}
    </div>
  );
}
