import type { ReactNode } from 'react';
import { portal } from '../texts/portal.js';
import { dayText } from './day.js';
import type { AskGraph } from './graph.js';
import { field, type Route } from './page.js';
import { href, type View } from './shell.js';

interface Published {
  readonly id: string;
  readonly organ: { readonly name: string };
  readonly title: string;
  readonly className: string;
  readonly resultName: string;
  readonly issuedOn: string;
  readonly publishedOn: string;
  readonly groundName: string;
  readonly text: string;
}

const SHOWN = '{ id organ { name } title className resultName issuedOn publishedOn groundName text }';
const ALL = `query ($after: String) {
  publishedOpinions(first: 20, after: $after) { edges { node ${SHOWN} } pageInfo { hasNextPage endCursor } }
}`;
const ONE = `query ($id: ID!) { publishedOpinion(id: $id) ${SHOWN} }`;

interface Listed {
  readonly publishedOpinions: {
    readonly edges: readonly { readonly node: Published }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const words = portal.published;

function Opinion({ opinion, open }: { readonly opinion: Published; readonly open: boolean }): ReactNode {
  const { id, organ, title, className, resultName, issuedOn, publishedOn, groundName, text } = opinion;
  return (
    <section className="card" aria-labelledby={`of-${id}`} data-published={id}>
      <h2 id={`of-${id}`}>{`${organ.name} ${title}`}</h2>
      <dl className="facts">
        <dt>{words.organ}</dt>
        <dd>{organ.name}</dd>
        <dt>{words.className}</dt>
        <dd>{className}</dd>
        <dt>{words.result}</dt>
        <dd>
          <strong>{resultName}</strong>
        </dd>
        <dt>{words.issuedOn}</dt>
        <dd>{dayText(issuedOn)}</dd>
        <dt>{words.publishedOn}</dt>
        <dd>{dayText(publishedOn)}</dd>
        <dt>{words.ground}</dt>
        <dd>{groundName}</dd>
      </dl>
      <details open={open}>
        <summary>{words.whole}</summary>
        {text.split('\n').map((line, at) => (
          <p key={at}>{line}</p>
        ))}
      </details>
    </section>
  );
}

function List({ view, listed }: { readonly view: View; readonly listed: Listed['publishedOpinions'] }): ReactNode {
  const { edges, pageInfo } = listed;
  return (
    <div className="reading">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {edges.length === 0 && <p className="notice">{words.none}</p>}
      {edges.map(({ node }) => (
        <Opinion key={node.id} opinion={node} open={false} />
      ))}
      {pageInfo.hasNextPage && (
        <p>
          <a className="button" href={href(view.mode, `/published?after=${encodeURIComponent(pageInfo.endCursor ?? '')}`)}>
            {words.earlier}
          </a>
        </p>
      )}
    </div>
  );
}

function One({ view, opinion }: { readonly view: View; readonly opinion: Published | null }): ReactNode {
  return (
    <div className="reading">
      <h1>{words.title}</h1>
      {opinion ? <Opinion opinion={opinion} open /> : <p className="notice">{words.gone}</p>}
      <p>
        <a className="button" href={href(view.mode, '/published')}>
          {words.all}
        </a>
      </p>
    </div>
  );
}

/** `/published`: what the public may read of opinions; `of` shows one, `after` goes on behind a cursor. Works without script. */
export const publishedRoutes = (ask: AskGraph): Route[] => [
  {
    method: 'GET',
    path: '/published',
    show: async (request, view) => {
      const { title } = words;
      const [of, after] = [field(request.query, 'of'), field(request.query, 'after')];
      if (of !== '') {
        const { data } = await ask<{ publishedOpinion: Published | null }>(request, ONE, { id: of });
        const { publishedOpinion: opinion } = data;
        return { title, body: <One view={view} opinion={opinion} />, status: opinion ? 200 : 404 };
      }
      const { data } = await ask<Listed>(request, ALL, { after: after || null });
      return { title, body: <List view={view} listed={data.publishedOpinions} /> };
    },
  },
];
