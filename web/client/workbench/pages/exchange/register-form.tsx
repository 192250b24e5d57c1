import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { exchange } from '../../../../src/texts/exchange';
import { graphql, type VariablesOf } from '../../graph/tada';
import { Choose, FormFailure, Line, Lines, useForm } from '../admin/form';

const t = exchange.form;
const REGISTER = graphql(`
  mutation RegisterPartner($input: RegisterPartnerInput!) {
    registerPartner(input: $input) {
      id
    }
  }
`);
type Input = VariablesOf<typeof REGISTER>['input'];

const START = {
  node: '',
  name: '',
  endpoint: '',
  way: '',
  pulled: false,
  suite: '',
  sendKinds: '*',
  sendDivisions: '',
  receiveKinds: '*',
  receiveDivisions: '',
  keys: '',
};

/** Names of what is written in lines. */
type Text = Exclude<keyof typeof START, 'pulled'>;

/** What a partner's entry holds now. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string | null;
  readonly way: NonNullable<Input['way']>;
  readonly pulled: boolean;
  readonly suite: Input['suite'];
  readonly sends: Input['sends'];
  readonly receives: Input['receives'];
  readonly keys: readonly (Input['keys'][number] & { readonly suite: string; readonly revokedAt: string | null })[];
}

/** What was revoked stays so, and is not told again. */
const startOf = ({ id, name, endpoint, way, pulled, suite, sends, receives, keys }: Entry): typeof START => ({
  ...{ node: id, name, endpoint: endpoint ?? '', way, pulled, suite },
  ...{ sendKinds: sends.kinds.join('\n'), sendDivisions: sends.divisions.join('\n') },
  ...{ receiveKinds: receives.kinds.join('\n'), receiveDivisions: receives.divisions.join('\n') },
  keys: JSON.stringify(
    keys
      .filter((key) => key.revokedAt === null && key.suite === suite)
      .map(({ keyId, signing, encryption, validFrom, validTo }) => ({ keyId, signing, encryption, validFrom, validTo })),
  ),
});

const linesOf = (text: string): string[] => text.split(/[\s,，、]+/).filter(Boolean);

/** The keys of the other node as its page offers them; null where the text is none. */
function keysIn(text: string): Input['keys'] | null {
  try {
    const keys: unknown = JSON.parse(text);
    const isKey = (one: unknown): boolean =>
      typeof one === 'object' &&
      one !== null &&
      ['keyId', 'signing', 'encryption', 'validFrom'].every((name) => typeof (one as Record<string, unknown>)[name] === 'string');
    return Array.isArray(keys) && keys.length > 0 && keys.every(isKey) ? (keys as Input['keys']) : null;
  } catch {
    return null;
  }
}

interface FormProps {
  /** Null: a new partner. */
  readonly entry: Entry | null;
  readonly done: () => void;
  readonly close: () => void;
}

/** Enters a partner, or changes one of that id. */
export function RegisterForm({ entry, done, close }: FormProps): ReactNode {
  const [, register] = useMutation(REGISTER);
  const form = useForm('node', 'name', 'endpoint', 'way', 'suite', 'keys');
  const [open, setOpen] = useState(entry !== null);
  const [given, setGiven] = useState(() => (entry ? startOf(entry) : START));
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const set = (name: Text) => (value: string) => setGiven((now) => ({ ...now, [name]: value }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const keys = keysIn(given.keys);
    const input = {
      ...{ requestId: form.requestId, node: given.node.trim(), name: given.name.trim(), endpoint: given.endpoint.trim() || null },
      ...{ way: given.way as NonNullable<Input['way']>, pulled: given.pulled },
      suite: given.suite as Input['suite'],
      sends: { kinds: linesOf(given.sendKinds), divisions: linesOf(given.sendDivisions) },
      receives: { kinds: linesOf(given.receiveKinds), divisions: linesOf(given.receiveDivisions) },
      keys: (keys ?? []).map(({ keyId, signing, encryption, validFrom, validTo }) => ({
        keyId,
        signing,
        encryption,
        validFrom,
        validTo: validTo ?? null,
      })),
    };
    const chosen = given.way === '' ? t.choose : undefined;
    const own = { keys: keys ? undefined : t.keysBad, way: chosen, suite: given.suite === '' ? t.choose : undefined };
    if (!(await form.send(own, () => register({ input })))) return;
    setGiven(START);
    setOpen(false);
    done();
  };
  const line = (name: Text, label: string, hint?: string): ReactNode => (
    <Line label={label} name={name} hint={hint} value={given[name]} onChange={set(name)} error={form.faults[name]} />
  );
  const lines = (name: Text, label: string, hint: string): ReactNode => (
    <Lines label={label} name={name} hint={hint} value={given[name]} onChange={set(name)} error={form.faults[name]} />
  );
  return (
    <section className="card no-print">
      {entry ? (
        <>
          <h2 ref={head} tabIndex={-1}>
            {exchange.changeOf(entry.name)}
          </h2>
          <p>{exchange.changeLead}</p>
        </>
      ) : (
        <button type="button" className="button primary" aria-expanded={open} onClick={() => setOpen(!open)}>
          {exchange.register}
        </button>
      )}
      {open && (
        <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
          <FormFailure form={form} />
          {line('node', t.node, t.nodeHint)}
          {line('name', t.name)}
          <Choose
            label={t.way}
            name="way"
            none={t.choose}
            of={Object.entries(exchange.ways).filter(([way]) => way !== 'rows')}
            value={given.way}
            onChange={set('way')}
            error={form.faults['way']}
          />
          {line('endpoint', t.endpoint, t.endpointHint)}
          <label className="exchange-check">
            <input
              type="checkbox"
              name="pulled"
              checked={given.pulled}
              onChange={({ target: { checked } }) => setGiven((now) => ({ ...now, pulled: checked }))}
            />
            {t.pulled}
          </label>
          <Choose
            label={t.suite}
            name="suite"
            none={t.choose}
            of={Object.entries(exchange.suites)}
            value={given.suite}
            onChange={set('suite')}
            error={form.faults['suite']}
          />
          {lines('sendKinds', t.sendKinds, t.kindsHint)}
          {lines('sendDivisions', t.sendDivisions, t.divisionsHint)}
          {lines('receiveKinds', t.receiveKinds, t.kindsHint)}
          {lines('receiveDivisions', t.receiveDivisions, t.divisionsHint)}
          {lines('keys', t.keys, t.keysHint)}
          <div className="row">
            <button type="submit" className="button primary" disabled={form.sending}>
              {form.sending ? exchange.sending : exchange.submit}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => {
                setOpen(false);
                close();
              }}
            >
              {exchange.cancel}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
