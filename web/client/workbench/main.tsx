import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/parts.css';
import './workbench.css';
import { StrictMode, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { Route, Router, Switch } from 'wouter';
import { workbench as texts } from '../../src/texts/workbench';
import { graphClient } from './graph/client';
import { PAGES, pagesFor } from './pages';
import { useMe, WhoIsSignedIn } from './session/me';
import { currentSession, onSession } from './session/session';
import { SignIn } from './session/sign-in';
import { Shell } from './shell';

function Pages(): ReactNode {
  const mine = pagesFor(useMe());
  return (
    <Shell>
      <Switch>
        {mine.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
        {PAGES.map(({ path }) => (
          <Route key={path} path={path}>
            <p className="notice warn">{texts.notAllowed}</p>
          </Route>
        ))}
        <Route>
          <p className="notice warn">{texts.notFound}</p>
        </Route>
      </Switch>
    </Shell>
  );
}

function Workbench(): ReactNode {
  const signedIn = useSyncExternalStore(onSession, currentSession) !== null;
  const was = useRef(false);
  was.current ||= signedIn;
  // Another client for another session.
  const client = useMemo(() => ({ of: signedIn, client: graphClient() }), [signedIn]).client;
  return (
    <Provider value={client}>
      {signedIn ? (
        <WhoIsSignedIn>
          <Router base="/work">
            <Pages />
          </Router>
        </WhoIsSignedIn>
      ) : (
        <SignIn ended={was.current} />
      )}
    </Provider>
  );
}

const root = document.getElementById('workbench');
if (!root) throw new Error('the page has no place for the workbench');
createRoot(root).render(
  <StrictMode>
    <Workbench />
  </StrictMode>,
);
