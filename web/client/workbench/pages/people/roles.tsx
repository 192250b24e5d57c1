import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { admin, roleNames } from '../../../../src/texts/admin';
import '../../acts/acts.css';
import { Picker } from '../../acts/pickers';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Choose, FormFailure, Tick, useForm } from '../admin/form';
import type { PersonShown } from './query';

const texts = admin.people;

const GRANT = graphql(`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
      id
    }
  }
`);

const END = graphql(`
  mutation EndRole($input: EndRoleInput!) {
    endRole(input: $input) {
      id
    }
  }
`);

/** Roles of the whole node name no organ. */
const OF_NODE = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN', 'MIGRATOR'];

interface RolesProps {
  readonly person: PersonShown;
  readonly mayGrant: boolean;
  readonly finished: (text: string) => void;
}

/** The roles of a person, by organ. A security administrator grants and ends them. */
export function Roles({ person, mayGrant, finished }: RolesProps): ReactNode {
  return (
    <section className="card" aria-labelledby="person-roles">
      <h2 id="person-roles">{texts.roles}</h2>
      <p className="muted">{`${texts.bySecurity}${texts.threeAdmins}`}</p>
      {person.roles.length === 0 && <p>{texts.noRoles}</p>}
      <ul>
        {person.roles.map((granted) => (
          <li key={`${granted.role} ${granted.organ?.id}`}>
            <GrantedRole personId={person.id} granted={granted} mayEnd={mayGrant} finished={finished} />
          </li>
        ))}
      </ul>
      {mayGrant && !person.disabledOn && <Grant personId={person.id} finished={finished} />}
    </section>
  );
}

interface GrantedRoleProps {
  readonly personId: string;
  readonly granted: PersonShown['roles'][number];
  readonly mayEnd: boolean;
  readonly finished: (text: string) => void;
}

function GrantedRole({ personId, granted, mayEnd, finished }: GrantedRoleProps): ReactNode {
  const form = useForm();
  const [, end] = useMutation(END);
  const [sure, setSure] = useState(false);
  const role = roleNames[granted.role] ?? granted.role;
  const organ = granted.organ?.name ?? texts.ofNode;
  const doEnd = async (): Promise<void> => {
    const answer = await form.send({}, () =>
      end({ input: { requestId: form.requestId, personId, role: granted.role, organId: granted.organ?.id ?? null } }),
    );
    if (answer) finished(texts.ended);
  };
  return (
    <>
      <div className="row">
        <span>
          {`${organ} `}
          <strong>{role}</strong>
          <span className="muted">{` ${texts.since(dayText(granted.grantedOn))}`}</span>
        </span>
        {granted.notices && <span className="badge">{texts.notices}</span>}
        {mayEnd && (
          <button
            type="button"
            className="button danger no-print"
            aria-expanded={sure}
            aria-label={texts.endOf(role, organ)}
            onClick={() => setSure(!sure)}
          >
            {texts.end}
          </button>
        )}
      </div>
      <FormFailure form={form} />
      {sure && (
        <div className="notice warn">
          <p>{texts.endSure(role, organ)}</p>
          <div className="row">
            <button type="button" className="button danger" disabled={form.sending} onClick={() => void doEnd()}>
              {form.sending ? texts.endSending : texts.endYes}
            </button>
            <button type="button" className="button" onClick={() => setSure(false)}>
              {texts.endNo}
            </button>
          </div>
        </div>
      )}
    </>
  );
}

interface GrantProps {
  readonly personId: string;
  readonly finished: (text: string) => void;
}

function Grant({ personId, finished }: GrantProps): ReactNode {
  const form = useForm('role', 'organId');
  const [, grant] = useMutation(GRANT);
  const [role, setRole] = useState('');
  const [organ, setOrgan] = useState<{ id: string; name: string } | null>(null);
  const [notices, setNotices] = useState(false);
  const ofNode = OF_NODE.includes(role);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const own = {
      role: role === '' ? admin.missing : undefined,
      organId: role !== '' && !ofNode && !organ ? texts.organNeeded : undefined,
    };
    const organId = ofNode ? null : (organ?.id ?? null);
    const input = { requestId: form.requestId, personId, role, organId, notices: role === 'HANDLER' && notices };
    if (!(await form.send(own, () => grant({ input })))) return;
    setRole('');
    setOrgan(null);
    setNotices(false);
    finished(texts.granted);
  };
  const { faults } = form;
  return (
    <form ref={form.ref} className="admin-form" aria-label={texts.grant} onSubmit={(event) => void submit(event)} noValidate>
      <h3>{texts.grant}</h3>
      <FormFailure form={form} />
      <Choose
        label={texts.role}
        name="role"
        none={admin.choose}
        of={Object.entries(roleNames)}
        value={role}
        onChange={setRole}
        error={faults.role}
      />
      {!ofNode && (
        <Picker
          label={texts.organ}
          what="organ"
          value={organ}
          onChange={(chosen) => {
            form.forget('organId');
            setOrgan(chosen);
          }}
          error={faults.organId}
        />
      )}
      {role === 'HANDLER' && <Tick label={texts.notices} checked={notices} onChange={setNotices} />}
      <p>
        <button type="submit" className="button primary" disabled={form.sending}>
          {form.sending ? texts.granting : texts.grant}
        </button>
      </p>
    </form>
  );
}
