import { Suspense, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { common } from '../../src/texts/common';
import { session as sessionTexts } from '../../src/texts/session';
import { workbench as texts } from '../../src/texts/workbench';
import { KeyMap } from './keys/key-map';
import { Boundary } from './parts/boundary';
import { Loading } from './parts/loading';
import { usePageHeading } from './parts/title';
import { pagesFor } from './pages';
import { ModeSwitch } from './mode';
import { organsOf, useMe } from './session/me';
import { endSession } from './session/session';

/**
 * The frame of every page: the signed-in person, the pages of the person's roles, and the page. `leave` is called when the person signs
 * out.
 */
export function Shell({ children, leave }: { readonly children: ReactNode; readonly leave: () => void }): ReactNode {
  const me = useMe();
  const [place] = useLocation();
  const pages = pagesFor(me).filter(({ title }) => title !== null);
  usePageHeading(place);
  return (
    <div className="bench">
      <a className="skip" href="#main">
        {common.skip}
      </a>
      <header className="bench-head">
        <Link href="/" className="bench-name">
          {common.platform}
        </Link>
        <span className="bench-who">
          {me.name}
          <span className="bench-organs">
            {organsOf(me)
              .map(({ name }) => name)
              .join('、')}
          </span>
        </span>
        <KeyMap pages={pages} />
        <ModeSwitch />
        <button type="button" className="button quiet on-brand" onClick={() => void endSession(leave)}>
          {sessionTexts.signOut}
        </button>
      </header>
      <nav className="bench-nav" aria-label={texts.navigation}>
        <ul>
          {pages.map(({ path, title }) => (
            <li key={path}>
              <Link href={path} aria-current={place === path ? 'page' : undefined}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" tabIndex={-1}>
        <Boundary
          place={place}
          frame={(said) => (
            <>
              <h1>{texts.title}</h1>
              {said}
            </>
          )}
        >
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </Boundary>
      </main>
    </div>
  );
}
