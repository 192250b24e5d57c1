import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { useParams } from 'wouter';
import { sitting as texts } from '../../../../src/texts/sitting';
import { useHearingLive } from '../../live/hearing';
import { LiveSign, useChangedAt } from '../../live/live';
import { instantText, timeText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { useMe } from '../../session/me';
import { Followed } from './followed';
import { Lines, useLines } from './lines';
import { Agenda, Attendance, Followers, Opening, Votes } from './panels';
import { ENTRIES, EVIDENCE, SITTING, type Sitting } from './query';
import './sitting.css';
import { WaitingLines, Writing, useDraft, useOutbox } from './writing';

const FRESH = { requestPolicy: 'network-only' } as const;

/** The live sitting of a hearing: for its secretaries, its panel, whoever may read the hearing, and whoever was admitted to follow it. */
export default function SittingPage(): ReactNode {
  const { hearingId = '' } = useParams<{ hearingId: string }>();
  const [{ data, error }, ask] = useQuery({ query: SITTING, variables: { id: hearingId } });
  const again = useCallback(() => ask(FRESH), [ask]);
  if (data?.hearing) return <Room key={hearingId} sitting={data.hearing} again={again} />;
  if (error)
    return (
      <>
        <h1>{texts.title}</h1>
        <Failure error={error} again={again} />
      </>
    );
  if (!data) return <Loading />;
  return <Followed id={hearingId} />;
}

/**
 * Which entries show a file of the matter; who may not read the matter is told nothing.
 * @param shown entries that name evidence: asked again with each more
 */
function useKeptEvidence({ id, petition }: Sitting, shown: number): ReadonlyMap<number, boolean> {
  const client = useClient();
  const [kept, setKept] = useState<ReadonlyMap<number, boolean>>(new Map());
  const petitionId = petition?.id ?? null;
  useEffect(() => {
    if (petitionId === null || shown === 0) return;
    void client
      .query(EVIDENCE, { id: petitionId }, FRESH)
      .toPromise()
      .then(({ data }) => {
        const own = (data?.petition?.evidenceShown ?? []).filter(({ hearingId }) => hearingId === id);
        setKept(new Map(own.map(({ number, fileId }) => [number, fileId !== null])));
      });
  }, [client, id, petitionId, shown]);
  return kept;
}

function Room({ sitting, again }: { readonly sitting: Sitting; readonly again: () => void }): ReactNode {
  const me = useMe();
  const client = useClient();
  const { id, organ, state, schedule, panel } = sitting;
  const asked = useCallback(
    async (after: number, first: number) => {
      const { data, error } = await client.query(ENTRIES, { id, after, first }, FRESH).toPromise();
      return { entries: data?.hearing?.entries, error };
    },
    [client, id],
  );
  const minutes = useLines(asked);
  const { lines, readOn } = minutes;
  const changed = useCallback(() => {
    again();
    readOn();
  }, [again, readOn]);
  const { outbox, list, away } = useOutbox(sitting, changed);
  const live = useHearingLive(id, () => {
    changed();
    void outbox.run();
  });
  const kept = useKeptEvidence(sitting, lines.filter(({ hash }) => hash !== null).length);
  const changedAt = useChangedAt(lines.length);
  const [draft, setDraft] = useDraft(id);
  const [big, setBig] = useState(false);
  const keeps = me.roles.some(({ role, organ: at }) => (role === 'CLERK' || role === 'REVIEWER') && at?.id === organ?.id);
  const sits = panel?.seats.some(({ person, seat }) => person.id === me.id && seat !== 'substitute') ?? false;
  const writes = keeps && (state === 'open' || state === 'deliberating');
  const props = { sitting, after: changed, keeps };
  const unsent = list.filter(({ refused }) => refused === null).length;
  return (
    <>
      <div className="row spread">
        <h1>{sitting.petitionNumber === null ? texts.title : texts.titleOf(sitting.petitionNumber)}</h1>
        <button type="button" className="button no-print" aria-pressed={big} onClick={() => setBig(!big)}>
          {big ? texts.small : texts.big}
        </button>
      </div>
      <p>
        <span className="badge brand">{sitting.stateName}</span> {organ?.name} {sitting.stageName} {sitting.formName}
        {schedule && (
          <>
            {` ${instantText(schedule.startsAt)}—${timeText(schedule.endsAt)} ${schedule.room?.name ?? ''} `}
            <span className="badge">{schedule.public ? texts.open : texts.closed}</span>
          </>
        )}
      </p>
      <p className="muted">{keeps ? texts.clerksView : sits ? texts.membersView : texts.readersView}</p>
      <LiveSign live={live} changedAt={changedAt} />
      <p className={away && unsent > 0 ? 'notice warn' : undefined} role="status">
        {away && unsent > 0 ? texts.waitingCount(unsent) : ''}
      </p>
      <div className={big ? 'sitting sitting-big' : 'sitting'}>
        {!big && <Agenda {...props} />}
        <div>
          {sits && state === 'deliberating' && !big && <Votes {...props} />}
          {keeps && state === 'decided' && <Opening {...props} />}
          {state === 'decided' && !keeps && <p className="notice">{texts.beginNone}</p>}
          <section className="card" aria-labelledby="sitting-minutes">
            <h2 id="sitting-minutes">{texts.minutes}</h2>
            <Lines
              minutes={minutes}
              kept={kept}
              more={
                list.length > 0 && (
                  <WaitingLines
                    list={list}
                    kinds={sitting.agenda}
                    back={(requestId) => {
                      const entry = outbox.take(requestId);
                      if (entry) setDraft(entry);
                    }}
                    drop={(requestId) => void outbox.take(requestId)}
                  />
                )
              }
            />
          </section>
          {writes && !big && (
            <section className="card" aria-labelledby="sitting-write">
              <h2 id="sitting-write">{texts.write}</h2>
              <Writing sitting={sitting} draft={draft} setDraft={setDraft} add={(entry) => void outbox.add(entry, crypto.randomUUID())} />
            </section>
          )}
        </div>
        {!big && (
          <div>
            {!(sits && state === 'deliberating') && <Votes {...props} />}
            <Attendance {...props} />
            {keeps && <Followers {...props} />}
          </div>
        )}
      </div>
    </>
  );
}
