import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { session as texts } from '../../../src/texts/session';
import { graphql } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Field } from '../parts/field';
import { keepSession } from './session';

export const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      accessToken
      refreshToken
      accessUntil
      sessionUntil
      person {
        id
      }
    }
  }
`);

export function SignIn({ ended }: { readonly ended: boolean }): ReactNode {
  const [{ fetching, error }, signIn] = useMutation(SIGN_IN);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  /** The account whose password an administrator chose: it opens nothing until another one is given here. */
  const [given, setGiven] = useState<string | null>(null);
  const name = account.trim();
  const mustChange = given !== null && given === name;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signIn({ input: { account: name, password, newPassword: (mustChange && newPassword) || null } }).then((answer) => {
      if (answer.data) keepSession(answer.data.signIn);
      else if (answer.error?.graphQLErrors[0]?.extensions.code === 'SIGN_IN_PASSWORD_GIVEN') setGiven(name);
    });
  };
  return (
    <main className={ended ? 'sign-in over' : 'sign-in'}>
      <h1>{texts.title}</h1>
      {ended && !error && <p className="notice warn">{texts.ended}</p>}
      {error && <Failure error={error} />}
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
      <p>
        <a href="/">{texts.toPortal}</a>
      </p>
    </main>
  );
}
