import { useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { exchange as t } from '../../../../src/texts/exchange';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import '../admin/admin.css';
import { Done } from '../admin/form';
import './exchange.css';
import { Picture } from './picture';
import { Pressed, Reasoned } from './reasoned';
import { RegisterForm } from './register-form';
import { stateOf, stateTone } from './state';

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
      suite
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
      keys {
        keyId
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

/** 交换监测: this node, its partners as a picture and as a table, and what an operator does with them. */
export default function ExchangeOverview(): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: OVERVIEW, requestPolicy: 'cache-and-network' });
  const [told, setTold] = useState<string | null>(null);
  const again = (): void => ask({ requestPolicy: 'network-only' });
  const done = (text: string) => (): void => {
    setTold(text);
    again();
  };
  return (
    <>
      <h1>{workbench.pages.exchange}</h1>
      <p>{t.lead}</p>
      <Done text={told} />
      {error && <Failure error={error} again={again} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          {data.exchangePartners.length > 0 && <Picture node={data.exchangeNode.id} partners={data.exchangePartners} />}
          <Partners partners={data.exchangePartners} done={done} />
          {data.exchangeNode.id === null ? <p className="notice warn">{t.nodeNone}</p> : <RegisterForm done={done(t.registered)} />}
          <Own node={data.exchangeNode} done={done} />
        </>
      )}
    </>
  );
}

function Partners({ partners, done }: { readonly partners: readonly Partner[]; readonly done: (text: string) => () => void }): ReactNode {
  const [, suspend] = useMutation(SUSPEND);
  const [, revoke] = useMutation(REVOKE);
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
                  {partner.lastFailure && partner.breaker !== 'closed' && <p className="muted">{t.lastFailure(partner.lastFailure)}</p>}
                </td>
                <td data-label={heads[2]}>{partner.queue}</td>
                <td data-label={heads[3]}>{partner.oldest ? instantText(partner.oldest) : t.never}</td>
                <td data-label={heads[4]}>{partner.halted}</td>
                <td data-label={heads[5]}>{partner.parked}</td>
                <td data-label={heads[6]}>{partner.differences}</td>
                <td data-label={heads[7]}>{partner.lastSeenAt ? instantText(partner.lastSeenAt) : t.never}</td>
                <td data-label={heads[8]}>{daysLeft(partner)}</td>
                <td data-label={heads[9]}>
                  {partner.state === 'active' && (
                    <Reasoned
                      title={t.suspend}
                      label={t.suspendOf(partner.name)}
                      lead={t.suspendLead}
                      act={(requestId, reason) => suspend({ input: { requestId, node: partner.id, reason } })}
                      done={done(t.suspended)}
                    />
                  )}
                  {partner.keys
                    .filter(({ revokedAt }) => revokedAt === null)
                    .map(({ keyId }) => (
                      <Reasoned
                        key={keyId}
                        title={t.revoke}
                        label={t.revokeOf(keyId)}
                        lead={t.revokeLead}
                        act={(requestId, reason) => revoke({ input: { requestId, node: partner.id, keyId, reason } })}
                        done={done(t.revoked)}
                      />
                    ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
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
                  {t.keyId} <code>{keyId}</code>，{t.validFrom}：{instantText(validFrom)}，{t.validTo}：
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
