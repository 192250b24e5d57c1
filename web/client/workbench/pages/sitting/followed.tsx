import { useCallback, useState, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { sitting as texts } from '../../../../src/texts/sitting';
import { useFollowedLive } from '../../live/hearing';
import { LiveSign, useChangedAt } from '../../live/live';
import { instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { useMe } from '../../session/me';
import { Lines, useLines } from './lines';
import { FOLLOWED, FOLLOWED_ENTRIES } from './query';

const FRESH = { requestPolicy: 'network-only' } as const;
const MARKS = 24;

/** A public sitting as an officer follows it who was admitted; whoever was not is told no more than that there is nothing to see. */
export function Followed({ id }: { readonly id: string }): ReactNode {
  const me = useMe();
  const client = useClient();
  const [mark] = useState(() => `${me.name} ${me.account} ${instantText(new Date().toISOString())}`);
  const [{ data, error }, ask] = useQuery({ query: FOLLOWED, variables: { id } });
  const asked = useCallback(
    async (after: number, first: number) => {
      const answer = await client.query(FOLLOWED_ENTRIES, { id, after, first }, FRESH).toPromise();
      return { entries: answer.data?.followedHearing?.entries, error: answer.error };
    },
    [client, id],
  );
  const minutes = useLines(asked);
  const { lines, readOn } = minutes;
  const live = useFollowedLive(id, () => {
    ask(FRESH);
    readOn();
  });
  const changedAt = useChangedAt(lines.length);
  const followed = data?.followedHearing;
  if (!data && !error) return <Loading />;
  return (
    <>
      <h1>{followed ? texts.followedTitle : texts.title}</h1>
      {error && <Failure error={error} again={() => ask(FRESH)} />}
      {data && !followed && <p className="notice">{texts.none}</p>}
      {followed && (
        <>
          <p>
            <span className="badge brand">{followed.stateName}</span> {followed.organ.name} {followed.stageName}
            {followed.startsAt && ` ${instantText(followed.startsAt)} ${followed.room ?? ''}`}
          </p>
          <p className="notice warn">{texts.followedMark}</p>
          <LiveSign live={live} changedAt={changedAt} />
          <section className="card" aria-labelledby="sitting-minutes">
            <h2 id="sitting-minutes">{texts.minutes}</h2>
            {followed.entryCount === null ? <p className="muted">{texts.followedOver}</p> : <Lines minutes={minutes} />}
          </section>
          <div className="follower-mark" aria-hidden="true">
            {Array.from({ length: MARKS }, (_, n) => (
              <span key={n} data-mark={mark} />
            ))}
          </div>
        </>
      )}
    </>
  );
}
