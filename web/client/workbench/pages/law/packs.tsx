import { cited } from '@sunshine/words';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { law } from '../../../../src/texts/law';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, useMe } from '../../session/me';
import { LawFrame, scopeText } from './frame';
import { PACK, Terms } from './terms';

const texts = law.packs;

const PACKS = graphql(
  `
    query RulePacks {
      rulePacks {
        ...Pack
      }
    }
  `,
  [PACK],
);

/** Published rule packs, each with its terms. */
export default function Packs(): ReactNode {
  const [{ data, error }, again] = useQuery({ query: PACKS });
  const mayPropose = holds(useMe(), ['SYSTEM_ADMIN']);
  return (
    <LawFrame title={law.tabs.packs}>
      <p>{texts.lead}</p>
      {mayPropose && (
        <p className="no-print">
          <Link href="/law/pack" className="button">
            {texts.propose}
          </Link>
        </p>
      )}
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data?.rulePacks.length === 0 && <p>{texts.none}</p>}
      {data?.rulePacks.map((pack) => (
        <section key={`${pack.id}@${pack.revision}`} className="card" aria-label={`${pack.title} ${texts.revision(pack.revision)}`}>
          <h2>{pack.title}</h2>
          <dl className="facts">
            <dt>{texts.inForce}</dt>
            <dd>
              {texts.from(dayText(pack.inForceFrom))}
              {pack.inForceTo && `，${texts.to(dayText(pack.inForceTo))}`}
              {`，${texts.revision(pack.revision)}`}
            </dd>
            <dt>{texts.jurisdiction}</dt>
            <dd>{scopeText(pack.jurisdiction)}</dd>
            {pack.base && (
              <>
                <dt>{texts.base}</dt>
                <dd>{pack.base}</dd>
              </>
            )}
            <dt>{texts.source}</dt>
            <dd>{cited(pack.source)}</dd>
            <dt>{texts.validity}</dt>
            <dd>
              <span className={pack.validity === 'verified' ? 'badge ok' : 'badge warn'}>
                {texts.validities[pack.validity] ?? pack.validity}
              </span>
              {pack.verifiedTo && ` ${texts.verifiedTo} ${dayText(pack.verifiedTo)}`}
            </dd>
          </dl>
          <details className="law-pack">
            <summary>{texts.terms(pack.terms.length)}</summary>
            <Terms pack={pack} />
          </details>
        </section>
      ))}
    </LawFrame>
  );
}
