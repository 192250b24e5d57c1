import { cited } from '@sunshine/words';
import type { ReactNode } from 'react';
import { days } from '../texts/days.js';
import { guide, situations, type SituationName } from '../texts/guide.js';
import { today } from './day.js';
import type { AskGraph } from './graph.js';
import { ChannelDay, LIMIT, type Limit } from './last-day.js';
import { field, type Route } from './page.js';
import { Choice, Part } from './parts.js';
import { href, type View } from './shell.js';

interface Channel {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly note: string | null;
  readonly source: string;
  readonly limits: readonly Limit[];
}

const CHANNELS = `query ($from: Day) {
  statutoryChannels(startedOn: $from) { id title body note source limits { ${LIMIT} } }
}`;

const KINDS = { matter: 'CLAIM', suggestion: 'SUGGESTION', report: 'REPORT' } as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

const isSituation = (name: string): name is SituationName => Object.hasOwn(situations, name);

function Chosen({ view, answers }: { readonly view: View; readonly answers: readonly string[] }): ReactNode {
  return (
    <nav className="chosen" aria-label={guide.steps}>
      <ol>
        {answers.map((answer) => (
          <li key={answer}>{answer}</li>
        ))}
      </ol>
      <a href={href(view.mode, '/guide')}>{guide.change}</a>
    </nav>
  );
}

function First({ view }: { readonly view: View }): ReactNode {
  const { matter, suggestion, report, track } = guide.about;
  return (
    <div className="reading">
      <h1>{guide.title}</h1>
      <p className="lead">{view.mode === 'elder' ? guide.leadShort : guide.lead}</p>
      <Part id="question" title={guide.question1}>
        <ul className="choices">
          <Choice view={view} to="/guide?about=matter" {...matter} />
          <Choice view={view} to="/guide?about=suggestion" {...suggestion} />
          <Choice view={view} to="/guide?about=report" {...report} />
          <Choice view={view} to="/track" {...track} />
        </ul>
      </Part>
    </div>
  );
}

function Second({ view }: { readonly view: View }): ReactNode {
  return (
    <div className="reading">
      <h1>{guide.title}</h1>
      <Chosen view={view} answers={[guide.about.matter.label]} />
      <Part id="question" title={guide.question2}>
        <p>{guide.question2Hint}</p>
        <ul className="choices">
          {Object.entries(situations).map(([name, { label, hint }]) => (
            <Choice key={name} view={view} to={`/guide?about=matter&way=${name}`} label={label} hint={hint} />
          ))}
          <Choice view={view} to="/guide?about=matter&way=other" {...guide.other} />
        </ul>
      </Part>
    </div>
  );
}

function Papers({ papers }: { readonly papers: readonly string[] }): ReactNode {
  return (
    <>
      <h3>{guide.papers}</h3>
      <ul>
        {papers.map((paper) => (
          <li key={paper}>{paper}</li>
        ))}
      </ul>
    </>
  );
}

interface FilingProps {
  readonly view: View;
  readonly kind: Kind;
  readonly answers: readonly string[];
}

function Filing({ view, kind, answers }: FilingProps): ReactNode {
  const { title, text, papers, button } = guide.results[kind];
  return (
    <div className="reading">
      <h1>{guide.title}</h1>
      <Chosen view={view} answers={answers} />
      <Part id="result" title={title} className="card">
        <p>{text}</p>
        <Papers papers={papers} />
        <p>
          <a className="button primary" href={href(view.mode, `/file?kind=${kind}`)}>
            {button}
          </a>
        </p>
      </Part>
    </div>
  );
}

function ChannelCard({ channel }: { readonly channel: Channel }): ReactNode {
  const { id, title, body, note, source, limits } = channel;
  const own = limits.filter(({ duty }) => duty === 'petitioner');
  const theirs = limits.filter(({ duty }) => duty !== 'petitioner');
  return (
    <Part id={id} title={title} className="card">
      <dl className="facts">
        <dt>{guide.bodyLabel}</dt>
        <dd>
          <strong>{body}</strong>
        </dd>
      </dl>
      <h3>{guide.yourTerms}</h3>
      {own.length === 0 && <p>{guide.noTerm}</p>}
      {own.map((limit) => (
        <ChannelDay key={limit.name} limit={limit} open />
      ))}
      {note && <p>{note}</p>}
      {own.length > 0 && <p className="notice warn">{guide.notStopped}</p>}
      {theirs.length > 0 && (
        <details>
          <summary>{guide.theirTerms}</summary>
          <ul>
            {theirs.map((limit) => (
              <li key={limit.name}>{limit.rule}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="muted">{days.source(cited(source))}</p>
    </Part>
  );
}

interface ElsewhereProps {
  readonly view: View;
  readonly name: SituationName;
  readonly channels: readonly Channel[];
  readonly from: string;
  readonly wrong: boolean;
}

function Elsewhere({ view, name, channels, from, wrong }: ElsewhereProps): ReactNode {
  const { label, papers, channels: ids } = situations[name];
  const shown = ids.flatMap((id) => channels.filter((channel) => channel.id === id));
  const timed = shown.some(({ limits }) => limits.some(({ duty }) => duty === 'petitioner'));
  return (
    <div className="reading">
      <h1>{guide.title}</h1>
      <Chosen view={view} answers={[guide.about.matter.label, label]} />
      {timed && (
        <form className="card when" method="get" action={href(view.mode, '/guide')}>
          <input type="hidden" name="about" value="matter" />
          <input type="hidden" name="way" value={name} />
          <div className="field">
            <label htmlFor="from">{guide.from}</label>
            <p className="hint" id="from-hint">
              {guide.fromHint}
            </p>
            <input
              id="from"
              name="from"
              type="date"
              max={today()}
              defaultValue={from}
              aria-invalid={wrong || undefined}
              aria-describedby={wrong ? 'from-hint from-error' : 'from-hint'}
            />
            {wrong && (
              <p className="error" id="from-error">
                {guide.fromBad}
              </p>
            )}
          </div>
          <button className="button primary" type="submit">
            {guide.compute}
          </button>
        </form>
      )}
      {shown.length === 0 && <p className="notice warn">{guide.missing}</p>}
      {shown.map((channel) => (
        <ChannelCard key={channel.id} channel={channel} />
      ))}
      <div className="card">
        <Papers papers={papers} />
      </div>
      <Part id="still" title={guide.stillFile}>
        <p>{guide.stillFileHint}</p>
        <p>
          <a className="button" href={href(view.mode, '/file?kind=CLAIM')}>
            {guide.results.CLAIM.button}
          </a>
        </p>
      </Part>
    </div>
  );
}

/** Whether the text is a calendar day that is not in the future. */
function isPast(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && day <= today();
}

export const guideRoutes = (ask: AskGraph): Route[] => [
  {
    method: 'GET',
    path: '/guide',
    show: async (request, view) => {
      const { title } = guide;
      const [about, way, from] = ['about', 'way', 'from'].map((name) => field(request.query, name)) as [string, string, string];
      if (about === 'suggestion' || about === 'report')
        return { title, body: <Filing view={view} kind={KINDS[about]} answers={[guide.about[about].label]} /> };
      if (about !== 'matter') return { title, body: <First view={view} /> };
      if (way === 'other')
        return { title, body: <Filing view={view} kind="CLAIM" answers={[guide.about.matter.label, guide.other.label]} /> };
      if (!isSituation(way)) return { title, body: <Second view={view} /> };
      const wrong = from !== '' && !isPast(from);
      const { data } = await ask<{ statutoryChannels: Channel[] }>(request, CHANNELS, { from: wrong || from === '' ? null : from });
      const body = <Elsewhere view={view} name={way} channels={data.statutoryChannels} from={from} wrong={wrong} />;
      return { title, body, status: wrong ? 400 : 200 };
    },
  },
];
