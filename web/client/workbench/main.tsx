import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/parts.css';
import './workbench.css';
import { StrictMode, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider, type Client } from 'urql';
import { Redirect, Route, Router, Switch } from 'wouter';
import { workbench as texts } from '../../src/texts/workbench';
import { door, graphClient } from './graph/client';
import { applyMode } from './mode';
import { PAGES, pagesFor } from './pages';
import { Boundary } from './parts/boundary';
import { useMe, WhoIsSignedIn } from './session/me';
import { currentSession, keepSession, onSession } from './session/session';
import { SignIn, SignInAgain } from './session/sign-in';
import { Shell } from './shell';

function Pages({ leave }: { readonly leave: () => void }): ReactNode {
  const mine = pagesFor(useMe());
  return (
    <Shell leave={leave}>
      <Switch>
        {mine.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
        {/* Without a page of the day, start at the first page that the person may open. */}
        <Route path="/">
          <Redirect to={mine[0]?.path ?? '/account'} replace />
        </Route>
        {[...new Set(PAGES.map(({ path }) => path))].map((path) => (
          <Route key={path} path={path}>
            <Nothing text={texts.notAllowed} />
          </Route>
        ))}
        <Route>
          <Nothing text={texts.notFound} />
        </Route>
      </Switch>
    </Shell>
  );
}

function Nothing({ text }: { readonly text: string }): ReactNode {
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="notice warn">{text}</p>
    </>
  );
}

/**
 * If a session expires, the sign-in is shown above the open page, and what was typed stays. Another person, or one who signed out,
 * starts with a new page.
 */
function Workbench(): ReactNode {
  const personId = useSyncExternalStore(onSession, currentSession)?.person.id ?? null;
  const [open, setOpen] = useState<{ personId: string; client: Client } | null>(null);
  /** Account of the signed-in person, or of the one whose session expired. */
  const [account, setAccount] = useState('');
  if (personId !== null && open?.personId !== personId) setOpen({ personId, client: graphClient(personId) });
  const leave = (): void => {
    keepSession(null);
    setOpen(null);
    setAccount('');
  };
  return (
    <>
      {open && (
        <Provider key={open.personId} value={open.client}>
          <WhoIsSignedIn known={setAccount}>
            <Router base="/work">
              <Pages leave={leave} />
            </Router>
          </WhoIsSignedIn>
        </Provider>
      )}
      {personId === null && <Provider value={door}>{open ? <SignInAgain account={account} /> : <SignIn />}</Provider>}
    </>
  );
}

const root = document.getElementById('workbench');
if (!root) throw new Error('the page has no place for the workbench');
applyMode();
createRoot(root).render(
  <StrictMode>
    <Boundary frame={(said) => <main className="boot">{said}</main>}>
      <Workbench />
    </Boundary>
  </StrictMode>,
);
