import '../matter/matter.css';
import './hearings.css';
import type { ReactNode } from 'react';
import { useQuery, type CombinedError } from 'urql';
import { Link, useParams } from 'wouter';
import { hearings as texts } from '../../../../src/texts/hearings';
import { hasAct } from '../../../../src/texts/acts/titles';
import { useAct } from '../../acts/open';
import { graphql } from '../../graph/tada';
import { useHearingLive } from '../../live/hearing';
import { LiveSign, useChangedAt, usePetitionsLive } from '../../live/live';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Bundle } from './bundle';
import { Challenges, Conclusion, Panel, Pause, Request, Schedule } from './content';
import { Notices } from './notices';
import { offersOf } from './offers';
import { Papers } from './papers';
import { timeOf, type OpenAct } from './parts';
import { HEARD_MATTER, HEARING, POOL, type HearingShown } from './query';
import { Votes } from './votes';

/** Hearings of the organ that another one may follow. */
const OTHERS = graphql(`
  query HearingsBefore($filter: HearingFilter!) {
    hearings(filter: $filter, first: 50) {
      edges {
        node {
          id
          petitionNumber
          schedule {
            startsAt
            endsAt
          }
        }
      }
    }
  }
`);

/** Acts that a part of the page offers beside what they are about. */
const IN_PLACE: readonly string[] = ['serveHearingNotice', 'decideChallenge', 'recordPaperSignature', 'recordRefusedSignature'];
/** Acts whose forms choose from pool and rooms. */
const FROM_POOL: readonly string[] = ['listPanel', 'scheduleHearing', 'rescheduleHearing'];

const isUnknown = (error: CombinedError | undefined): boolean =>
  error?.graphQLErrors.some(({ extensions }) => extensions.kind === 'NOT_FOUND' || extensions.code === 'ID_MALFORMED') ?? false;

/** `/hearings/:hearingId` */
export default function HearingPage(): ReactNode {
  const { hearingId } = useParams<{ hearingId: string }>();
  return <OneHearing key={hearingId} id={hearingId ?? ''} />;
}

const Gone = (): ReactNode => (
  <>
    <h1>{texts.title}</h1>
    <p className="notice warn">{texts.gone}</p>
  </>
);

function OneHearing({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: HEARING, variables: { id }, requestPolicy: 'network-only' });
  const reread = (): void => ask({ requestPolicy: 'network-only' });
  const hearing = data?.hearing ?? null;
  if (!hearing && (isUnknown(error) || (data && !error))) return <Gone />;
  if (!hearing) return error ? <Failure error={error} again={reread} /> : <Loading />;
  return <Shown hearing={hearing} error={error} reread={reread} />;
}

interface ShownProps {
  readonly hearing: HearingShown;
  readonly error: CombinedError | undefined;
  readonly reread: () => void;
}

function Shown({ hearing, error, reread }: ShownProps): ReactNode {
  const { id, acts, organ, state } = hearing;
  const petitionId = hearing.petition?.id ?? '';
  const [{ data: heard }, readMatter] = useQuery({ query: HEARD_MATTER, variables: { id: petitionId }, pause: petitionId === '' });
  const matter = heard?.petition ?? null;
  const may = (act: string): boolean => acts?.some((one) => one.act === act) ?? false;
  const [{ data: pool }] = useQuery({ query: POOL, variables: { organId: organ?.id ?? null }, pause: !FROM_POOL.some(may) });
  const [{ data: before }] = useQuery({
    query: OTHERS,
    variables: { filter: { organIds: organ ? [organ.id] : [], states: ['decided'] } },
    pause: !may('linkHearings'),
  });
  const again = (): void => {
    reread();
    readMatter({ requestPolicy: 'network-only' });
  };
  const live = useHearingLive(id, again);
  // What a hearing does to the clocks of its matter is known after the hearing itself.
  usePetitionsLive(petitionId === '' ? [] : [petitionId], again);
  const changedAt = useChangedAt(hearing);
  const [openForm, dialog] = useAct(again);
  const others = (before?.hearings.edges ?? []).map(({ node }) => node).filter((one) => one.id !== id);
  const offers = offersOf(hearing, pool, others);
  const open: OpenAct = (act, given = {}) => openForm({ act, petitionIds: [petitionId], given: { hearingId: id, ...given }, offers });
  const listed = (acts ?? []).filter(({ act }) => hasAct(act) && !IN_PLACE.includes(act));
  const sits = state === 'open' || state === 'deliberating';
  return (
    <article className="matter">
      <header className="matter-head">
        <h1>
          {texts.title} <span className="number">{hearing.petitionNumber}</span>
        </h1>
        <p className="row">
          <span className="badge brand">{hearing.stateName}</span>
          <span className="badge">{hearing.stageName}</span>
          <span className="badge">{hearing.formName}</span>
          {organ && <span className="badge">{organ.name}</span>}
        </p>
        {matter && (
          <p>
            <Link href={`/petition/${matter.id}`}>{matter.summary ?? matter.number}</Link>
          </p>
        )}
        {hearing.schedule && (
          <p className="matter-next">
            <strong>{timeOf(hearing.schedule)}</strong> {hearing.schedule.room?.name}
          </p>
        )}
      </header>
      <LiveSign live={live} changedAt={changedAt} more={null} />
      {error && <Failure error={error} again={again} />}
      <div className="matter-layout">
        <section className="card matter-side no-print" aria-labelledby="acts-title" tabIndex={0}>
          <h2 id="acts-title">{texts.acts}</h2>
          {sits && (
            <p>
              <Link href={`/hearings/${id}/sitting`} className="button primary">
                {texts.toSitting}
              </Link>
            </p>
          )}
          {listed.length === 0 && <p>{texts.noActs}</p>}
          <ul>
            {listed.map(({ act, name }) => (
              <li key={act}>
                <button type="button" className="button" onClick={() => open(act)}>
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </section>
        <div className="matter-body">
          <Request hearing={hearing} />
          <Pause hearing={hearing} matter={matter} />
          <Panel hearing={hearing} />
          <Challenges hearing={hearing} open={may('decideChallenge') ? open : null} />
          <Schedule hearing={hearing} />
          <Notices hearing={hearing} matter={matter} open={may('serveHearingNotice') ? open : null} />
          <Votes hearing={hearing} open={may('replaceMember') ? open : null} />
          <Conclusion hearing={hearing} />
          <Bundle hearing={hearing} may={may} open={open} reread={again} />
          <Papers
            hearing={hearing}
            matter={matter}
            scan={() => openForm({ act: 'attachFile', petitionIds: [petitionId], given: { role: 'HEARING' } })}
          />
        </div>
      </div>
      {dialog}
    </article>
  );
}
