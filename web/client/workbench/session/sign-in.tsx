import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { session as texts } from '../../../src/texts/session';
import { graphql } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Field } from '../parts/field';
import { keepSession } from './session';

const SIGN_IN = graphql(`
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
  const code = error?.graphQLErrors[0]?.extensions.code;
  const mustChange = code === 'PASSWORD_CHANGE_REQUIRED';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signIn({ input: { account: account.trim(), password, newPassword: newPassword || null } }).then(({ data }) => {
      if (data) keepSession(data.signIn);
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
            {(id) => (
              <input
                id={id}
                name="newPassword"
                type="password"
                autoComplete="new-password"
                required
                minLength={12}
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
