import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Entries } from '../assets.js';
import { common } from '../texts/common.js';
import { portal } from '../texts/portal.js';
import { mode as words } from '../texts/mode.js';

/** The mode of the pages. It is a part of the address, so that it needs neither script nor cookie. */
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
  /** Whether the page answers a form, so that its address alone does not lead to it. */
  readonly posted: boolean;
  /** Fields of the form, if the other mode needs them to show the page. */
  readonly sent?: Sent | undefined;
  readonly children: ReactNode;
}

function ModeSwitch({ view: { mode, path }, sent }: Pick<ShellProps, 'view' | 'sent'>): ReactNode {
  const other: Mode = mode === 'elder' ? 'standard' : 'elder';
  const text = mode === 'elder' ? words.elderOff : words.elderOn;
  const to = href(other, path);
  if (!sent)
    return (
      <a className="button portal-mode" href={to} data-mode-to={other}>
        {text}
      </a>
    );
  return (
    <form method="post" action={to}>
      {(Array.isArray(sent) ? (sent as [string, string][]) : Object.entries(sent)).map(([name, value], at) => (
        <input key={at} type="hidden" name={name} value={value} />
      ))}
      <button className="button portal-mode" type="submit" data-mode-to={other}>
        {text}
      </button>
    </form>
  );
}

function Shell({ view, title, entries, posted, sent, children }: ShellProps): ReactNode {
  const { mode, path } = view;
  const links = [
    ['/', common.home],
    ['/guide', portal.guide],
    ['/file', portal.file],
    ['/track', portal.track],
  ] as const;
  const current = (to: string) => (path === to || (to !== '/' && path.startsWith(`${to}/`)) ? 'page' : undefined);
  return (
    <html lang="zh-CN" data-mode={mode}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${common.platform}`}</title>
        <link rel="icon" href="data:," />
        {/* Before anything is drawn, so that who chose the large type never sees the small. */}
        {!posted && <script src={entries.mode} />}
        {entries.portal.styles.map((style) => (
          <link key={style} rel="stylesheet" href={style} />
        ))}
        {entries.portal.preload.map((script) => (
          <link key={script} rel="modulepreload" href={script} />
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
              <span>{common.platform}</span>
              <span className="portal-subtitle">{portal.subtitle}</span>
            </a>
            <ModeSwitch view={view} sent={sent} />
          </div>
          <nav className="portal-nav" aria-label={portal.mainNavigation}>
            <ul>
              {links.map(([to, text]) => (
                <li key={to}>
                  <a href={href(mode, to)} aria-current={current(to)}>
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
          <p>{portal.footer}</p>
          <p>
            <a href={href(mode, '/published')}>{portal.published.title}</a>
          </p>
          <p>
            <a href="/work/">{portal.workbenchLink}</a>
          </p>
        </footer>
        <link rel="stylesheet" href={entries.fonts} />
      </body>
    </html>
  );
}

/** A whole page as text. */
export const renderPage = (props: ShellProps): string => `<!doctype html>${renderToStaticMarkup(<Shell {...props} />)}`;

/** Fields of a form, by name, or in order if names repeat. */
export type Sent = Readonly<Record<string, string>> | readonly (readonly [string, string])[];
