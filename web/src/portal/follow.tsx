import type { FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import { sitting } from '../texts/sitting.js';
import type { AskGraph } from './graph.js';
import { field, type Page, type Route } from './page.js';
import { href, type View } from './shell.js';

interface Entry {
  readonly number: number;
  readonly kindName: string;
  readonly speaker: string | null;
  readonly text: string | null;
  readonly hash: string | null;
  readonly corrects: number | null;
  readonly at: string;
}

interface Followed {
  readonly follower: string | null;
  readonly organ: { readonly name: string };
  readonly stageName: string;
  readonly stateName: string;
  readonly startsAt: string | null;
  readonly room: string | null;
  readonly place: string | null;
  readonly members: readonly { readonly name: string; readonly presides: boolean }[];
  readonly entryCount: number | null;
  readonly entries: readonly Entry[] | null;
  readonly liveKey: string;
}

/** Entries of a page; the last of the sitting by default. */
const SHOWN = 50;

const COUNT = `query ($code: String!) { followed: followedHearing(code: $code) { entryCount } }`;
const FOLLOWED = `query ($code: String!, $after: Int!) {
  followed: followedHearing(code: $code) {
    follower organ { name } stageName stateName startsAt room place members { name presides } entryCount liveKey
    entries(after: $after, first: ${SHOWN}) { number kindName speaker text hash corrects at }
  }
}`;

const INSTANT = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' });
const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });
/** How often the mark of the follower stands over the page. */
const MARKS = 24;

function CodeForm({ view, refused = false }: { readonly view: View; readonly refused?: boolean }): ReactNode {
  return (
    <div className="reading">
      <h1>{sitting.followedTitle}</h1>
      <p className="lead">{sitting.followedLead}</p>
      {refused && (
        <div className="notice bad" id="follow-error" role="alert">
          <p>{sitting.followRefused}</p>
        </div>
      )}
      <form className="card code-form" method="post" action={href(view.mode, '/follow')}>
        <div className="field">
          <label htmlFor="code">{sitting.code}</label>
          <p className="hint" id="code-hint">
            {sitting.codeHint}
          </p>
          <input
            id="code"
            name="code"
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby={refused ? 'code-hint follow-error' : 'code-hint'}
            aria-invalid={refused || undefined}
          />
        </div>
        <button className="button primary" type="submit">
          {sitting.follow}
        </button>
      </form>
    </div>
  );
}

interface LinesProps {
  readonly entries: readonly Entry[];
}

/** A correction that is withheld withholds its original, also one that a page shows already (`data-withholds`). */
function Lines({ entries }: LinesProps): ReactNode {
  return (
    <ol className="timeline" data-follow-lines>
      {entries.map(({ number, kindName, speaker, text, hash, corrects, at }) => (
        <li key={number} data-entry={number} data-withholds={text === null && corrects !== null ? corrects : undefined}>
          <p className="muted">
            {sitting.entryOf(number)} <time dateTime={new Date(at).toISOString()}>{TIME.format(new Date(at))}</time>{' '}
            <strong>{kindName}</strong>
            {speaker && ` ${speaker}`}
            {corrects !== null && ` ${sitting.corrects(corrects)}`}
          </p>
          <p data-entry-text data-hidden-text={sitting.followedHidden}>
            {text ?? sitting.followedHidden}
          </p>
          {hash && (
            <p className="muted">
              {sitting.hash} <code>{hash}</code>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

interface FollowPageProps {
  readonly view: View;
  readonly code: string;
  readonly followed: Followed;
  readonly after: number;
}

function Again({
  view,
  code,
  after,
  text,
  live = false,
}: Omit<FollowPageProps, 'followed' | 'after'> & {
  readonly after: number | null;
  readonly text: string;
  readonly live?: boolean;
}): ReactNode {
  return (
    <form method="post" action={href(view.mode, '/follow')} data-follow-refresh={live ? '' : undefined}>
      <input type="hidden" name="code" value={code} />
      {after !== null && <input type="hidden" name="after" value={after} />}
      <button className="button" type="submit">
        {text}
      </button>
    </form>
  );
}

function FollowPage({ view, code, followed, after }: FollowPageProps): ReactNode {
  const { follower, organ, stageName, stateName, startsAt, room, place, members, entries, liveKey } = followed;
  return (
    <div className="reading" data-follow data-live-key={liveKey}>
      <h1>{sitting.followedTitle}</h1>
      <dl className="facts">
        <dt>{sitting.organ}</dt>
        <dd>
          {organ.name} {stageName}
        </dd>
        <dt>{sitting.state}</dt>
        <dd data-follow-state>{stateName}</dd>
        {startsAt && (
          <>
            <dt>{sitting.place}</dt>
            <dd>{[INSTANT.format(new Date(startsAt)), place, room].filter(Boolean).join(' ')}</dd>
          </>
        )}
        <dt>{sitting.panel}</dt>
        <dd>{members.map(({ name, presides }) => (presides ? `${name}（${sitting.seats['presider'] ?? ''}）` : name)).join('、')}</dd>
      </dl>
      <p className="notice warn">{sitting.followedMark}</p>
      <div className="row no-print">
        <Again view={view} code={code} after={null} text={sitting.refresh} live />
        <span className="muted" data-follow-live={sitting.live}>
          {sitting.noLive}
        </span>
      </div>
      <p role="status" data-follow-broken={sitting.broken} />
      <section className="card" aria-labelledby="follow-minutes">
        <h2 id="follow-minutes">{sitting.minutes}</h2>
        {entries === null ? (
          <p>{sitting.followedOver}</p>
        ) : (
          <>
            {after > 0 && <Again view={view} code={code} after={Math.max(0, after - SHOWN)} text={sitting.followedEarlier} />}
            {entries.length === 0 && (
              <p className="muted" data-follow-none>
                {sitting.minutesNone}
              </p>
            )}
            <div role="log" aria-label={sitting.minutes}>
              <Lines entries={entries} />
            </div>
          </>
        )}
      </section>
      {follower && (
        <div className="follower-mark" aria-hidden="true">
          {Array.from({ length: MARKS }, (_, n) => (
            <span key={n} data-mark={`${follower} ${INSTANT.format(new Date())}`} />
          ))}
        </div>
      )}
    </div>
  );
}

/** `/follow`: a public sitting for who was admitted and has a code. The code is a field of the forms, and never a part of an address. */
export function followRoutes(ask: AskGraph): Route[] {
  const asked = (view: View, refused = false): Page => ({
    title: sitting.followedTitle,
    body: <CodeForm view={view} refused={refused} />,
    status: refused ? 422 : 200,
  });
  const follow = async (request: FastifyRequest, view: View): Promise<Page> => {
    const code = field(request.body, 'code');
    const from = field(request.body, 'after');
    const asking = { code };
    const { data } = await ask<{ followed: { entryCount: number | null } | null }>(request, COUNT, asking);
    if (!data.followed) return asked(view, true);
    const after = /^\d{1,7}$/.test(from) ? Number(from) : Math.max(0, (data.followed.entryCount ?? 0) - SHOWN);
    const { data: shown } = await ask<{ followed: Followed | null }>(request, FOLLOWED, { ...asking, after });
    if (!shown.followed) return asked(view, true);
    return {
      title: sitting.followedTitle,
      body: <FollowPage view={view} code={code} followed={shown.followed} after={after} />,
      sent: { code },
    };
  };
  return [
    { method: 'GET', path: '/follow', show: (_request, view) => asked(view) },
    { method: 'POST', path: '/follow', show: follow },
  ];
}
