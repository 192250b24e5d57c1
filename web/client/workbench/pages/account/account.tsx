import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { roleNames } from '../../../../src/texts/admin';
import { session } from '../../../../src/texts/session';
import { workbench } from '../../../../src/texts/workbench';
import { door } from '../../graph/client';
import { graphql } from '../../graph/tada';
import { Day, instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { holds, useMe } from '../../session/me';
import { device, keepSession, keepSignIn } from '../../session/session';
import { SIGN_IN } from '../../session/sign-in';
import { SigningKeys } from '../../signing/keys-section';
import '../admin/admin.css';
import { Done, FormFailure, Line, useForm } from '../admin/form';
import { SIGNERS } from '../hearings/roles';

const texts = session.mine;

const MINE = graphql(`
  query MySession {
    me {
      id
      roles {
        role
        notices
        grantedOn
        organ {
          id
          name
        }
      }
    }
    currentSession {
      startedAt
      until
    }
  }
`);

const CHANGE = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input)
  }
`);

/** The signed-in person: roles, session, and changing the password. */
export default function Account(): ReactNode {
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: MINE });
  return (
    <>
      <h1>{workbench.pages.account}</h1>
      <p>{texts.lead}</p>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      <section className="card" aria-labelledby="mine-session">
        <h2 id="mine-session">{texts.session}</h2>
        <dl className="facts">
          <dt>{texts.name}</dt>
          <dd>{me.name}</dd>
          <dt>{session.account}</dt>
          <dd>{me.account}</dd>
          <dt>{texts.startedAt}</dt>
          <dd>{data ? instantText(data.currentSession.startedAt) : '…'}</dd>
          <dt>{texts.until}</dt>
          <dd>{data ? instantText(data.currentSession.until) : '…'}</dd>
        </dl>
        <p className="muted">{texts.untilHint}</p>
      </section>
      <section className="card" aria-labelledby="mine-roles">
        <h2 id="mine-roles">{texts.roles}</h2>
        {me.roles.length === 0 && <p>{texts.noRoles}</p>}
        <ul>
          {(data?.me.roles ?? me.roles).map((granted) => (
            <li key={`${granted.role} ${granted.organ?.id}`}>
              {`${granted.organ?.name ?? texts.ofNode} `}
              <strong>{roleNames[granted.role] ?? granted.role}</strong>
              {granted.notices && ` ${texts.notices}`}
              {'grantedOn' in granted && (
                <span className="muted">
                  {` ${texts.since} `}
                  <Day day={granted.grantedOn} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      {holds(me, SIGNERS) && <SigningKeys />}
      <ChangePassword account={me.account} />
    </>
  );
}

/** A new password ends every session of the person, also this one, so the page signs in again at once. */
function ChangePassword({ account }: { readonly account: string }): ReactNode {
  const form = useForm('oldPassword', 'newPassword');
  const [, change] = useMutation(CHANGE);
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [repeated, setRepeated] = useState('');
  const [done, setDone] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setDone(false);
    const faults = {
      oldPassword: old === '' ? texts.missing : undefined,
      newPassword: fresh.length < 12 ? texts.short : undefined,
      repeated: fresh === repeated ? undefined : texts.differ,
    };
    const changed = await form.send(faults, () => change({ input: { requestId: form.requestId, oldPassword: old, newPassword: fresh } }));
    if (!changed) return;
    const { data } = await door.mutation(SIGN_IN, { input: { account, password: fresh, device: device() } }).toPromise();
    if (data) keepSignIn(data.signIn);
    else keepSession(null);
    setOld('');
    setFresh('');
    setRepeated('');
    setDone(true);
  };
  const { faults } = form;
  return (
    <section className="card admin-form" aria-labelledby="mine-password">
      <h2 id="mine-password">{texts.change}</h2>
      <p className="muted">{texts.changeHint}</p>
      <FormFailure form={form} />
      <form ref={form.ref} onSubmit={(event) => void submit(event)} noValidate>
        <input type="text" name="username" autoComplete="username" value={account} readOnly hidden />
        <Line
          label={texts.oldPassword}
          name="old"
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
          error={faults.oldPassword}
        />
        <Line
          label={texts.newPassword}
          name="fresh"
          type="password"
          autoComplete="new-password"
          hint={texts.newHint}
          value={fresh}
          onChange={setFresh}
          error={faults.newPassword}
        />
        <Line
          label={texts.again}
          name="repeated"
          type="password"
          autoComplete="new-password"
          value={repeated}
          onChange={setRepeated}
          error={faults.repeated}
        />
        <button type="submit" className="button primary" disabled={form.sending}>
          {form.sending ? texts.sending : texts.submit}
        </button>
      </form>
      <Done text={done ? texts.done : null} />
    </section>
  );
}
