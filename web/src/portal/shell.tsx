import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Entries } from '../assets.js';
import { common } from '../texts/common.js';
import { portal } from '../texts/portal.js';

/** How the reader wants pages; part of the address, so that it needs neither script nor cookie. */
export type Mode = 'standard' | 'elder';

export interface View {
  readonly mode: Mode;
  /** Path of the page without the mode's prefix. */
  readonly path: string;
}

/** Address of a portal page in the reader's mode. */
export const href = (mode: Mode, path: string): string => (mode === 'elder' ? `/elder${path === '/' ? '' : path}` : path);

interface ShellProps {
  readonly view: View;
  readonly title: string;
  readonly entries: Entries;
  readonly children: ReactNode;
}

function Shell({ view, title, entries, children }: ShellProps): ReactNode {
  const { mode, path } = view;
  const other: Mode = mode === 'elder' ? 'standard' : 'elder';
  const links = [
    ['/', common.home],
    ['/guide', portal.guide],
    ['/file', portal.file],
    ['/track', portal.track],
  ] as const;
  return (
    <html lang="zh-CN" data-mode={mode}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${common.platform}`}</title>
        <link rel="icon" href="data:," />
        {entries.portal.styles.map((style) => (
          <link key={style} rel="stylesheet" href={style} />
        ))}
        {entries.portal.script && <script type="module" src={entries.portal.script} />}
      </head>
      <body>
        <a className="skip" href="#main">
          {common.skip}
        </a>
        <header className="portal-head">
          <div className="portal-bar">
            <a className="portal-name" href={href(mode, '/')}>
              {common.platform}
            </a>
            <a className="button portal-mode" href={href(other, path)} data-mode-link={other}>
              {mode === 'elder' ? portal.elderOff : portal.elderOn}
            </a>
          </div>
          <nav className="portal-nav" aria-label={portal.mainNavigation}>
            <ul>
              {links.map(([to, text]) => (
                <li key={to}>
                  <a href={href(mode, to)} aria-current={path === to ? 'page' : undefined}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer className="portal-foot">
          <a href="/work/">{portal.workbenchLink}</a>
        </footer>
        <link rel="stylesheet" href={entries.fonts} />
      </body>
    </html>
  );
}

/** A whole page as text. */
export const renderPage = (props: ShellProps): string => `<!doctype html>${renderToStaticMarkup(<Shell {...props} />)}`;
