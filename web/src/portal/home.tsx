import type { ReactNode } from 'react';
import { common } from '../texts/common.js';
import { portal } from '../texts/portal.js';
import { Refusal, type AskGraph } from './graph.js';
import type { Route } from './page.js';
import { Part } from './parts.js';
import { href, type View } from './shell.js';
import { PACKS, Promises, termsInForce, type Pack } from './terms.js';

interface Asked {
  readonly rulePacks?: readonly Pack[];
  readonly organs?: { readonly edges: readonly { readonly node: { readonly name: string } }[] };
  readonly statutoryChannels?: readonly { readonly id: string; readonly title: string }[];
}

const QUERY = `{
  ${PACKS}
  organs(filter: { kind: "petition_bureau" }, first: 20) { edges { node { name } } }
  statutoryChannels { id title }
}`;

const HOTLINE = 'hotline_12345';

/** Own drawings: a signpost, a sheet with a pen, a magnifier over a line of steps. */
const ICONS = {
  guide: 'M12 3v18M12 5h7l2.5 2.5L19 10h-7M12 12H5l-2.5 2.5L5 17h7M9 21h6',
  file: 'M14 3H6v18h12v-8M9 12h3M9 16h6M13 10l6.5-6.5 2 2L15 12l-3 .8z',
  track: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21M7.8 10.5l2 2 3.4-3.6',
} as const;

function Way({ view, to, name }: { readonly view: View; readonly to: string; readonly name: keyof typeof ICONS }): ReactNode {
  const { title, text, short } = portal.waysOf[name];
  return (
    <li>
      <a className="way" href={href(view.mode, to)}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={ICONS[name]} />
        </svg>
        <span className="way-title">{title}</span>
        <span className="way-text">{view.mode === 'elder' ? short : text}</span>
      </a>
    </li>
  );
}

/** The number of the hotline is a link in its title, so that a touch calls it. */
function Hotline({ title }: { readonly title: string }): ReactNode {
  const [number] = /\d+/.exec(title) ?? [];
  return (
    <p className="row">
      {portal.hotline}
      {number === undefined ? (
        title
      ) : (
        <a className="button" href={`tel:${number}`}>
          {title}
        </a>
      )}
    </p>
  );
}

function Home({ view, asked }: { readonly view: View; readonly asked: Asked }): ReactNode {
  const elder = view.mode === 'elder';
  const hotline = asked.statutoryChannels?.find(({ id }) => id === HOTLINE);
  const windows = asked.organs?.edges ?? [];
  return (
    <>
      <div className="hero">
        <h1>{portal.tagline}</h1>
      </div>
      <h2 className="hidden-visually">{portal.ways}</h2>
      <ul className="ways">
        <Way view={view} to="/guide" name="guide" />
        <Way view={view} to="/file" name="file" />
        <Way view={view} to="/track" name="track" />
      </ul>
      <div className="home-parts">
        <Part id="promises" title={portal.promises} className="card">
          {!elder && <p className="muted">{portal.promisesLead}</p>}
          <Promises terms={termsInForce(asked.rulePacks)} />
        </Part>
        <div>
          <Part id="privacy" title={portal.privacy} className="card">
            <ul className="ticks">
              {(elder ? portal.privacyShort : portal.privacyPoints).map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </Part>
          <Part id="window" title={portal.window} className="card">
            <p>{elder ? portal.windowShort : portal.windowText}</p>
            {windows.length > 0 && (
              <>
                <h3>{portal.windows}</h3>
                <ul className="plain">
                  {windows.map(({ node: { name } }) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </>
            )}
            {hotline && <Hotline title={hotline.title} />}
          </Part>
        </div>
      </div>
    </>
  );
}

/** The three ways are shown even if the graph does not answer. */
function withoutGraph(error: unknown): Asked {
  if (error instanceof Refusal && error.kind === 'UNAVAILABLE') return {};
  throw error;
}

export const homeRoutes = (ask: AskGraph): Route[] => [
  {
    method: 'GET',
    path: '/',
    show: async (request, view) => {
      const asked = await ask<Asked>(request, QUERY).then(({ data }) => data, withoutGraph);
      return { title: common.home, body: <Home view={view} asked={asked} /> };
    },
  },
];
