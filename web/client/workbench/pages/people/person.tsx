import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link, useLocation, useParams } from 'wouter';
import { admin } from '../../../../src/texts/admin';
import { workbench } from '../../../../src/texts/workbench';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, useMe } from '../../session/me';
import '../admin/admin.css';
import { Done, FormFailure, Line, todayHere, useForm } from '../admin/form';
import { PERSON, type PersonShown } from './query';
import { Roles } from './roles';

const texts = admin.people;
const SHORTEST = 12;

const SAVE = graphql(`
  mutation SavePerson($input: SavePersonInput!) {
    savePerson(input: $input) {
      id
    }
  }
`);

/** The page of a person; with `new` as id, the form of a new one. */
export default function PersonPage(): ReactNode {
  const { personId } = useParams<{ personId: string }>();
  const [, go] = useLocation();
  const me = useMe();
  if (personId !== 'new') return <OnePerson key={personId} id={personId ?? ''} />;
  return (
    <>
      <h1>{texts.add}</h1>
      <p>{texts.lead}</p>
      {holds(me, ['SYSTEM_ADMIN']) ? (
        <Facts person={null} saved={(id) => go(`/people/${id}`)} />
      ) : (
        <p className="notice warn">{texts.bySystem}</p>
      )}
      <Back />
    </>
  );
}

function Back(): ReactNode {
  return (
    <p className="no-print">
      <Link href="/people">{texts.back}</Link>
    </p>
  );
}

function OnePerson({ id }: { readonly id: string }): ReactNode {
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: PERSON, variables: { id } });
  const [done, setDone] = useState<string | null>(null);
  const person = data?.person;
  const read = (): void => again({ requestPolicy: 'network-only' });
  const finished = (text: string): void => {
    setDone(text);
    read();
  };
  const mayChange = holds(me, ['SYSTEM_ADMIN']);
  return (
    <>
      <h1>{person?.name ?? workbench.pages.people}</h1>
      {error && <Failure error={error} again={read} />}
      {!person && !error && <Loading />}
      <Done text={done} />
      {person && (
        <>
          <section className="card" aria-labelledby="person-facts">
            <h2 id="person-facts">{texts.facts}</h2>
            <dl className="facts">
              <dt>{texts.account}</dt>
              <dd>{person.account}</dd>
              <dt>{texts.state}</dt>
              <dd>
                {person.disabledOn ? (
                  <span className="badge bad">{texts.disabledFrom(dayText(person.disabledOn))}</span>
                ) : (
                  <span className="badge ok">{texts.active}</span>
                )}
              </dd>
              <dt>{texts.passwordIs}</dt>
              <dd>{person.passwordGiven ? texts.given : texts.own}</dd>
            </dl>
            {!mayChange && <p className="muted">{texts.bySystem}</p>}
          </section>
          <Roles person={person} mayGrant={holds(me, ['SECURITY_ADMIN'])} finished={finished} />
          {mayChange && (
            <>
              <section className="card" aria-labelledby="person-change">
                <h2 id="person-change">{texts.change}</h2>
                <Facts person={person} saved={() => finished(texts.saved)} />
              </section>
              <ResetPassword person={person} done={finished} />
              <Disable person={person} done={finished} />
            </>
          )}
        </>
      )}
      {(person || error) && <Back />}
    </>
  );
}

interface FactsProps {
  /** Null: a new one. */
  readonly person: PersonShown | null;
  readonly saved: (id: string) => void;
}

function Facts({ person, saved }: FactsProps): ReactNode {
  const form = useForm('name', 'account', 'password');
  const [, save] = useMutation(SAVE);
  const [name, setName] = useState(person?.name ?? '');
  const [account, setAccount] = useState(person?.account ?? '');
  const [password, setPassword] = useState('');
  const { faults } = form;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const own = {
      name: name.trim() === '' ? admin.missing : name.trim().length > 60 ? admin.tooLong(60) : undefined,
      account: /^[a-z][a-z0-9._-]{1,39}$/.test(account.trim().toLowerCase()) ? undefined : texts.accountBad,
      password: person === null && password.length < SHORTEST ? texts.passwordShort : undefined,
    };
    const answer = await form.send(own, () =>
      save({
        input: {
          requestId: form.requestId,
          id: person?.id ?? null,
          name,
          account,
          password: person ? null : password,
          disabledOn: person?.disabledOn ?? null,
        },
      }),
    );
    if (answer) saved(answer.savePerson.id);
  };
  return (
    <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
      <FormFailure form={form} />
      <Line label={texts.name} name="name" value={name} onChange={setName} error={faults.name} />
      <Line label={texts.account} name="account" hint={texts.accountHint} value={account} onChange={setAccount} error={faults.account} />
      {!person && (
        <Line
          label={texts.password}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={texts.passwordHint}
          value={password}
          onChange={setPassword}
          error={faults.password}
        />
      )}
      <button type="submit" className="button primary" disabled={form.sending}>
        {form.sending ? admin.saving : texts.save}
      </button>
    </form>
  );
}

interface OfPersonProps {
  readonly person: PersonShown;
  readonly done: (text: string) => void;
}

function ResetPassword({ person, done }: OfPersonProps): ReactNode {
  const form = useForm('password');
  const [, save] = useMutation(SAVE);
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { id, name, account, disabledOn } = person;
    const answer = await form.send({ password: password.length < SHORTEST ? texts.passwordShort : undefined }, () =>
      save({ input: { requestId: form.requestId, id, name, account, disabledOn, password } }),
    );
    if (!answer) return;
    setPassword('');
    done(texts.resetDone);
  };
  return (
    <section className="card" aria-labelledby="person-password">
      <h2 id="person-password">{texts.resetPassword}</h2>
      <p className="muted">{texts.resetHint}</p>
      <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
        <FormFailure form={form} />
        <Line
          label={texts.password}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={texts.passwordHint}
          value={password}
          onChange={setPassword}
          error={form.faults.password}
        />
        <button type="submit" className="button" disabled={form.sending}>
          {form.sending ? admin.saving : texts.reset}
        </button>
      </form>
    </section>
  );
}

function Disable({ person, done }: OfPersonProps): ReactNode {
  const form = useForm();
  const [, save] = useMutation(SAVE);
  const [sure, setSure] = useState(false);
  const { id, name, account, disabledOn } = person;
  const write = async (day: string | null): Promise<void> => {
    const answer = await form.send({}, () => save({ input: { requestId: form.requestId, id, name, account, disabledOn: day } }));
    if (!answer) return;
    setSure(false);
    done(day === null ? texts.enableDone : texts.disabledDone);
  };
  return (
    <section className="card" aria-labelledby="person-state">
      <h2 id="person-state">{disabledOn ? texts.enable : texts.disable}</h2>
      <FormFailure form={form} />
      {!disabledOn && <p className="muted">{texts.disableLead}</p>}
      <div className="row">
        {disabledOn ? (
          <button type="button" className="button" disabled={form.sending} onClick={() => void write(null)}>
            {texts.enable}
          </button>
        ) : (
          <>
            <button type="button" className="button danger" aria-expanded={sure} onClick={() => setSure(!sure)}>
              {texts.disable}
            </button>
            {sure && (
              <button type="button" className="button danger" disabled={form.sending} onClick={() => void write(todayHere())}>
                {texts.disableYes}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  );
}
