import { useEffect, useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { exchange as t } from '../../../../src/texts/exchange';
import { reasonText } from '../../../../src/texts/exchange-codes';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { instantText, timeText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import '../admin/admin.css';
import { Done } from '../admin/form';
import { Facts, namesOf } from '../matter/parts';
import './exchange.css';
import { Ferries } from './ferry';
import { Picture } from './picture';
import { Place } from './place-form';
import { Pressed, Reasoned } from './reasoned';
import { RegisterForm } from './register-form';
import { Rotation, SystemForm } from './system-form';
import { agoText, fingerprint, stateOf, stateTone } from './state';

const OVERVIEW = graphql(`
  query ExchangeOverview {
    exchangeNode {
      id
      signs
      keys {
        keyId
        suite
        signing
        encryption
        validFrom
        validTo
      }
    }
    exchangePartners {
      id
      name
      endpoint
      way
      pulled
      suite
      sends {
        kinds
        divisions
      }
      receives {
        kinds
        divisions
      }
      organs {
        id
        name
      }
      receivedBy {
        id
        name
      }
      state
      breaker
      tryFrom
      lastFailure
      lastSeenAt
      queue
      oldest
      halted
      parked
      differences
      keyDaysLeft
      refusedLately
      tables
      codeNames {
        table
        foreignCode
        name
      }
      keys {
        keyId
        suite
        signing
        encryption
        validFrom
        validTo
        revokedAt
      }
    }
  }
`);
const SUSPEND = graphql(`
  mutation SuspendPartner($input: SuspendPartnerInput!) {
    suspendPartner(input: $input) {
      id
    }
  }
`);
const REVOKE = graphql(`
  mutation RevokePartnerKey($input: RevokePartnerKeyInput!) {
    revokePartnerKey(input: $input) {
      id
    }
  }
`);
const ROTATE = graphql(`
  mutation RotateKey($input: RotateKeyInput!) {
    rotateKey(input: $input) {
      signs
    }
  }
`);
type Node = ResultOf<typeof OVERVIEW>['exchangeNode'];
type Partner = ResultOf<typeof OVERVIEW>['exchangePartners'][number];
type CipherSuite = Partner['suite'];

const EVERY_MS = 30_000;

/** 交换监测: this node, its partners as a picture and as a table, and what an operator does with them. Reads itself anew while it is seen. */
export default function ExchangeOverview(): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: OVERVIEW, requestPolicy: 'cache-and-network' });
  const [told, setTold] = useState<string | null>(null);
  /** Null: a partner is entered anew. */
  const [changing, setChanging] = useState<Partner | null>(null);
  const now = useCame(data);
  const again = (): void => ask({ requestPolicy: 'network-only' });
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') ask({ requestPolicy: 'network-only' });
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  const done = (text: string) => (): void => {
    setTold(text);
    setChanging(null);
    again();
  };
  const ferried = data?.exchangePartners.filter(({ way }) => way === 'ferry') ?? [];
  return (
    <>
      <div className="row spread">
        <h1>{workbench.pages.exchange}</h1>
        <p className="row no-print">
          <span className="muted">{data && t.asOf(timeText(new Date(now).toISOString()))}</span>
          <button type="button" className="button" onClick={again}>
            {t.refresh}
          </button>
        </p>
      </div>
      <p>{t.lead}</p>
      <Done text={told} />
      {error && <Failure error={error} again={again} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          {data.exchangePartners.length > 0 && (
            <div className="exchange-box-of-picture">
              <Picture node={data.exchangeNode.id} partners={data.exchangePartners} now={now} />
            </div>
          )}
          <Partners partners={data.exchangePartners} now={now} done={done} change={setChanging} />
          {data.exchangeNode.id !== null && ferried.length > 0 && <Ferries node={data.exchangeNode.id} partners={ferried} again={again} />}
          {data.exchangeNode.id === null ? (
            <p className="notice warn">{t.nodeNone}</p>
          ) : (
            <>
              <RegisterForm
                key={changing?.way === 'rows' ? '' : (changing?.id ?? '')}
                entry={changing?.way === 'rows' ? null : changing}
                done={done(t.registered)}
                close={() => setChanging(null)}
              />
              <SystemForm
                key={`rows ${changing?.way === 'rows' ? changing.id : ''}`}
                entry={changing?.way === 'rows' ? changing : null}
                done={done(t.registered)}
                again={again}
                close={() => setChanging(null)}
              />
            </>
          )}
          <Own node={data.exchangeNode} done={done} />
        </>
      )}
    </>
  );
}

/** When the data came, in milliseconds since 1970. */
function useCame(data: unknown): number {
  const [came, setCame] = useState(() => ({ data, at: Date.now() }));
  if (came.data === data) return came.at;
  const next = { data, at: Date.now() };
  setCame(next);
  return next.at;
}

interface PartnersProps {
  readonly partners: readonly Partner[];
  readonly now: number;
  readonly done: (text: string) => () => void;
  readonly change: (partner: Partner) => void;
}

function Partners({ partners, now, done, change }: PartnersProps): ReactNode {
  const [, suspend] = useMutation(SUSPEND);
  if (partners.length === 0) return <p className="notice">{t.none}</p>;
  const heads = t.partnerHeads;
  return (
    <section aria-labelledby="exchange-partners">
      <h2 id="exchange-partners">{t.partners}</h2>
      <div className="cards-box">
        <table className="cards">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {partners.map((partner) => (
              <tr key={partner.id}>
                <th scope="row" aria-label={heads[0]}>
                  {partner.name}
                  <br />
                  <code className="muted">{partner.id}</code>
                </th>
                <td data-label={heads[1]}>
                  <span className={`badge ${stateTone(partner)}`}>{t.states[stateOf(partner)]}</span>
                  {partner.tryFrom && <p className="muted">{t.nextTry(instantText(partner.tryFrom))}</p>}
                  {partner.way === 'rows' && <p className="muted">{t.systems.unsigned}</p>}
                  {partner.refusedLately > 0 && (
                    <p className="muted">
                      {t.systems.refusedLately}：{t.systems.refused(partner.refusedLately)}
                    </p>
                  )}
                  {partner.lastFailure && <p className="muted">{t.lastFailure(reasonText(partner.lastFailure))}</p>}
                </td>
                <td data-label={heads[2]}>{partner.queue}</td>
                <td data-label={heads[3]}>{agoText(partner.oldest, now)}</td>
                <td data-label={heads[4]}>{partner.halted}</td>
                <td data-label={heads[5]}>{partner.parked}</td>
                <td data-label={heads[6]}>{partner.differences}</td>
                <td data-label={heads[7]}>{agoText(partner.lastSeenAt, now)}</td>
                <td data-label={heads[8]}>{daysLeft(partner)}</td>
                <td data-label={heads[9]} className="exchange-acts">
                  <button
                    type="button"
                    className="button"
                    aria-label={partner.state === 'active' ? t.changeOf(partner.name) : t.restoreOf(partner.name)}
                    onClick={() => change(partner)}
                  >
                    {partner.state === 'active' ? t.change : t.restore}
                  </button>
                  {partner.state === 'active' && (
                    <Reasoned
                      title={t.suspend}
                      label={t.suspendOf(partner.name)}
                      lead={t.suspendLead}
                      act={(requestId, reason) => suspend({ input: { requestId, node: partner.id, reason } })}
                      done={done(t.suspended)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {partners.map((partner) => (
        <Terms key={partner.id} partner={partner} done={done} />
      ))}
    </section>
  );
}

const allowanceText = ({ kinds, divisions }: Partner['sends']): string =>
  t.allowance(
    kinds.map((kind) => (kind === '*' ? t.all : (t.kinds[kind] ?? kind))).join('、') || t.nothing,
    divisions.join('、') || t.nothing,
  );

/** What was agreed with a partner, and its keys. */
function Terms({ partner, done }: { readonly partner: Partner; readonly done: (text: string) => () => void }): ReactNode {
  const [, revoke] = useMutation(REVOKE);
  const { id, name, endpoint, way, pulled, suite, organs, receivedBy, sends, receives, keys, tables, refusedLately } = partner;
  return (
    <details className="card exchange-terms">
      <summary>{t.termsOf(name)}</summary>
      <Facts
        of={[
          [t.form.way, t.ways[way]],
          ...(way === 'rows'
            ? ([
                [t.systems.tables, tables ?? t.systems.byCalls],
                [t.systems.proof, t.systems.unsigned],
                [t.systems.refusedLately, t.systems.refused(refusedLately)],
              ] as const)
            : ([
                [t.form.endpoint, endpoint ?? t.never],
                [t.itsMessages, pulled ? t.pulledFrom : t.sentByIt],
                [t.suite, t.suites[suite]],
              ] as const)),
          [t.organs, organs.length === 0 ? t.organsNone : namesOf(organs)],
          [t.receivedBy, receivedBy.name],
          [t.sends, allowanceText(sends)],
          [t.receives, allowanceText(receives)],
        ]}
      />
      <Place partner={partner} done={done(t.placed)} />
      {way === 'rows' && <Rotation id={id} name={name} done={done(t.systems.rotated)} />}
      <ul>
        {keys.map(({ keyId, validFrom, validTo, revokedAt }) => (
          <li key={keyId}>
            {t.keyId} <code>{fingerprint(keyId)}</code>，{t.validFrom}：{instantText(validFrom)}，{t.validTo}：
            {validTo ? instantText(validTo) : t.noEnd}{' '}
            {revokedAt === null ? (
              <Reasoned
                title={t.revoke}
                label={t.revokeOf(keyId)}
                lead={t.revokeLead}
                act={(requestId, reason) => revoke({ input: { requestId, node: id, keyId, reason } })}
                done={done(t.revoked)}
              />
            ) : (
              <span className="badge bad">{t.revokedAt(instantText(revokedAt))}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function daysLeft({ keyDaysLeft: left }: Partner): string {
  if (left === null) return t.noEnd;
  return left === 0 ? t.expired : t.days(Math.floor(left));
}

function Own({ node, done }: { readonly node: Node; readonly done: (text: string) => () => void }): ReactNode {
  const [, rotate] = useMutation(ROTATE);
  if (node.id === null) return null;
  const suites = [...new Set(node.keys.map(({ suite }) => suite))] as CipherSuite[];
  return (
    <section className="card" aria-labelledby="exchange-own">
      <h2 id="exchange-own">
        {t.node} <code>{node.id}</code> <span className={`badge ${node.signs ? 'ok' : 'bad'}`}>{node.signs ? t.signs : t.signsNot}</span>
      </h2>
      {suites.map((suite) => {
        const keys = node.keys.filter((key) => key.suite === suite);
        const shared = JSON.stringify(
          keys.map(({ keyId, signing, encryption, validFrom, validTo }) => ({ keyId, signing, encryption, validFrom, validTo })),
        );
        const title = t.suites[suite] ?? suite;
        return (
          <div key={suite}>
            <h3>{title}</h3>
            <ul>
              {keys.map(({ keyId, validFrom, validTo }) => (
                <li key={keyId}>
                  {t.keyId} <code>{fingerprint(keyId)}</code>，{t.validFrom}：{instantText(validFrom)}，{t.validTo}：
                  {validTo ? instantText(validTo) : t.noEnd}
                </li>
              ))}
            </ul>
            <label className="field">
              <span>
                {t.copyKeys}（{title}）
              </span>
              <textarea readOnly rows={3} value={shared} onFocus={({ target }) => target.select()} />
            </label>
            <p className="muted">{t.copyHint}</p>
            <Pressed
              title={t.rotate}
              label={t.rotateOf(title)}
              act={(requestId) => rotate({ input: { requestId, suite } })}
              done={done(t.rotated)}
            />
          </div>
        );
      })}
    </section>
  );
}
