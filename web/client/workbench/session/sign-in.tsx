import { useId, useLayoutEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useMutation } from 'urql';
import { common } from '../../../src/texts/common';
import { session as texts } from '../../../src/texts/session';
import { graphql } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Field } from '../parts/field';
import { useTitle } from '../parts/title';
import { device, keepSignIn } from './session';

export const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      accessToken
      refreshToken
      accessUntil
      sessionUntil
      device
      person {
        id
      }
    }
  }
`);

export function SignIn(): ReactNode {
  return (
    <main className="sign-in">
      <Door ended={null} />
    </main>
  );
}

/** The sign-in above all open dialogs, which keep what was typed: of the top layer of the browser, the last that was opened is on top. */
export function SignInAgain({ account }: { readonly account: string }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const open = (): void => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  };
  useLayoutEffect(() => {
    const opened = dialog.current;
    open();
    // Focus the password, because the account is filled in.
    if (account !== '') opened?.querySelector<HTMLElement>('input[name=password]')?.focus();
    return () => opened?.close();
  }, [account]);
  return createPortal(
    // Escape must not close it. If a browser closes it all the same, open it again.
    <dialog ref={dialog} className="sign-in over" aria-labelledby={id} onCancel={(event) => event.preventDefault()} onClose={open}>
      <Door ended={{ account }} id={id} />
    </dialog>,
    document.body,
  );
}

/** The name of the node, from the page and not from the graph, because nobody is signed in. */
const NODE_TITLE = document.querySelector<HTMLMetaElement>('meta[name=node-title]')?.content ?? '';

interface DoorProps {
  /** The account of the expired session; null if nobody was signed in. */
  readonly ended: { readonly account: string } | null;
  readonly id?: string;
}

function Door({ ended, id }: DoorProps): ReactNode {
  useTitle(texts.title);
  const [{ fetching, error }, signIn] = useMutation(SIGN_IN);
  const [account, setAccount] = useState(ended?.account ?? '');
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  /** Account whose password an administrator set: the person must replace it before signing in. */
  const [given, setGiven] = useState<string | null>(null);
  const name = account.trim();
  const mustChange = given !== null && given === name;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = { account: name, password, newPassword: (mustChange && newPassword) || null, device: device() };
    void signIn({ input }).then((answer) => {
      if (answer.data) keepSignIn(answer.data.signIn);
      else if (answer.error?.graphQLErrors[0]?.extensions.code === 'SIGN_IN_PASSWORD_GIVEN') setGiven(name);
    });
  };
  return (
    <>
      <p className="sign-in-system">{common.platform}</p>
      {NODE_TITLE && <p className="sign-in-node">{NODE_TITLE}</p>}
      <h1 id={id}>{texts.title}</h1>
      {ended && !error && <p className="notice warn">{texts.ended}</p>}
      {error && <Failure error={error} />}
      {error?.graphQLErrors[0]?.extensions.code === 'SIGN_IN_FAILED' && <p className="muted">{texts.afterFailure}</p>}
      <form onSubmit={submit} className="card">
        <Field label={texts.account}>
          {(id) => (
            <input id={id} name="account" autoComplete="username" required value={account} onChange={(e) => setAccount(e.target.value)} />
          )}
        </Field>
        <Field label={texts.password}>
          {(id) => (
            <input
              id={id}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(e) => setPassword(e.target.value)}
            />
          )}
        </Field>
        {mustChange && (
          <Field label={texts.newPassword} hint={texts.newPasswordHint}>
            {(id, describedBy) => (
              <input
                id={id}
                name="newPassword"
                type="password"
                autoComplete="new-password"
                autoFocus
                required
                minLength={12}
                aria-describedby={describedBy}
                value={newPassword}
                onChange={(e) => setNewPassword(e.target.value)}
              />
            )}
          </Field>
        )}
        <button type="submit" className="button primary" disabled={fetching}>
          {fetching ? texts.signingIn : texts.signIn}
        </button>
      </form>
      <p className="notice warn">{texts.notForSecrets}</p>
      <p>
        <a href="/">{texts.toPortal}</a>
      </p>
    </>
  );
}
