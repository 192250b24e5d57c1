import type { ReactNode } from 'react';
import { portal } from '../texts/portal.js';
import { href, type View } from './shell.js';

export function Home({ view: { mode } }: { readonly view: View }): ReactNode {
  return (
    <>
      <h1>{portal.tagline}</h1>
      <p className="row">
        <a className="button primary" href={href(mode, '/file')}>
          {portal.file}
        </a>
        <a className="button" href={href(mode, '/track')}>
          {portal.track}
        </a>
        <a className="button" href={href(mode, '/guide')}>
          {portal.guide}
        </a>
      </p>
    </>
  );
}
