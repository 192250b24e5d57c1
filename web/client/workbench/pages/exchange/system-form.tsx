import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { exchange } from '../../../../src/texts/exchange';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/tada';
import { FormFailure, Line, Lines, Tick, useForm } from '../admin/form';
import { instantText } from '../../parts/day';

const t = exchange.systems;
const REGISTER = graphql(`
  mutation RegisterForeignSystem($input: RegisterForeignSystemInput!) {
    registerForeignSystem(input: $input) {
      id
      secret
      validTo
    }
  }
`);
const ROTATE = graphql(`
  mutation RotateForeignSecret($input: RotateForeignSecretInput!) {
    rotateForeignSecret(input: $input) {
      id
      secret
      validTo
    }
  }
`);
type Input = VariablesOf<typeof REGISTER>['input'];
type CodeName = Input['codeNames'][number];
type Shown = ResultOf<typeof REGISTER>['registerForeignSystem'];

/** What the entry of a system holds now. */
export interface SystemEntry {
  readonly id: string;
  readonly name: string;
  readonly sends: Input['sends'];
  readonly receives: Input['receives'];
  readonly tables: string | null;
  readonly codeNames: readonly CodeName[];
}

const START = {
  ...{ node: '', name: '', tables: '', codes: '', days: '90' },
  sendKinds: 'transfer\nassignment',
  sendDivisions: '',
  receiveKinds: 'transfer\ninformation-given\nacceptance\nextension\nopinion\nservice\nassigned-matter-report\ncompletion',
  receiveDivisions: '',
};

const startOf = ({ id, name, sends, receives, tables, codeNames }: SystemEntry): typeof START => ({
  ...{ node: id, name, tables: tables ?? '', days: START.days },
  codes: codeNames.map((one) => [t.codeTables[one.table] ?? one.table, one.foreignCode, one.name].join(' ')).join('\n'),
  ...{ sendKinds: sends.kinds.join('\n'), sendDivisions: sends.divisions.join('\n') },
  ...{ receiveKinds: receives.kinds.join('\n'), receiveDivisions: receives.divisions.join('\n') },
});

const linesOf = (text: string): string[] => text.split(/[\s,，、]+/).filter(Boolean);
const TABLES = new Map(Object.entries(t.codeTables).map(([table, name]) => [name, table as CodeName['table']]));

/** A line each: table, code, name. Null where a line is none. */
function codesIn(text: string): CodeName[] | null {
  const codes: CodeName[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [tableName = '', foreignCode, ...name] = line.trim().split(/\s+/);
    const table = TABLES.get(tableName);
    if (!table || foreignCode === undefined || name.length === 0) return null;
    codes.push({ table, foreignCode, name: name.join(' ') });
  }
  return codes;
}

interface SystemFormProps {
  /** Null: a new system. */
  readonly entry: SystemEntry | null;
  readonly done: () => void;
  readonly again: () => void;
  readonly close: () => void;
}

/** Enters a system that speaks in rows, or changes one of that id; its secret is shown until the form is closed. */
export function SystemForm({ entry, done, again, close }: SystemFormProps): ReactNode {
  const [, register] = useMutation(REGISTER);
  const form = useForm('node', 'name', 'sends', 'receives', 'tables', 'secretDays', 'codeNames');
  const [open, setOpen] = useState(entry !== null);
  const [given, setGiven] = useState(() => (entry ? startOf(entry) : START));
  const [shown, setShown] = useState<Shown | null>(null);
  const set = (name: keyof typeof START) => (value: string) => setGiven((now) => ({ ...now, [name]: value }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const codeNames = codesIn(given.codes);
    const input = {
      ...{ requestId: form.requestId, node: given.node.trim(), name: given.name.trim(), tables: given.tables.trim() || null },
      ...{ codeNames: codeNames ?? [], secretDays: Number(given.days) || 0 },
      sends: { kinds: linesOf(given.sendKinds), divisions: linesOf(given.sendDivisions) },
      receives: { kinds: linesOf(given.receiveKinds), divisions: linesOf(given.receiveDivisions) },
    };
    const answer = await form.send({ codeNames: codeNames ? undefined : t.codesBad }, () => register({ input }));
    if (!answer) return;
    const { registerForeignSystem: system } = answer as ResultOf<typeof REGISTER>;
    setGiven(START);
    setOpen(false);
    // What replaces this form would take the secret with it.
    if (system.secret === null) done();
    else {
      setShown(system);
      again();
    }
  };
  const line = (name: keyof typeof START, label: string, field: string, hint?: string): ReactNode => (
    <Line label={label} name={field} hint={hint} value={given[name]} onChange={set(name)} error={form.faults[field]} />
  );
  const lines = (name: keyof typeof START, label: string, field: string, hint: string): ReactNode => (
    <Lines label={label} name={field} hint={hint} value={given[name]} onChange={set(name)} error={form.faults[field]} />
  );
  return (
    <section className="card no-print">
      {entry ? (
        <h2>{exchange.changeOf(entry.name)}</h2>
      ) : (
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t.register}
        </button>
      )}
      <Secret
        of={shown}
        close={() => {
          setShown(null);
          done();
        }}
      />
      {open && (
        <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
          <p>{t.lead}</p>
          <FormFailure form={form} />
          {line('node', t.node, 'node', t.nodeHint)}
          {line('name', exchange.form.name, 'name')}
          {lines('sendKinds', t.sendKinds, 'sends', t.kindsHint)}
          {lines('sendDivisions', exchange.form.sendDivisions, 'sendDivisions', exchange.form.divisionsHint)}
          {lines('receiveKinds', t.receiveKinds, 'receives', t.kindsHint)}
          {lines('receiveDivisions', exchange.form.receiveDivisions, 'receiveDivisions', exchange.form.divisionsHint)}
          {lines('codes', t.codes, 'codeNames', t.codesHint)}
          {line('tables', t.tables, 'tables', t.tablesHint)}
          {line('days', t.days, 'secretDays', t.daysHint)}
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

/** The one time that a secret is seen. */
function Secret({ of, close }: { readonly of: Shown | null; readonly close: () => void }): ReactNode {
  if (of === null || of.secret === null) return null;
  return (
    <div className="notice warn" role="status">
      <p>{t.secretOf(of.id, of.validTo === null ? exchange.noEnd : instantText(of.validTo))}</p>
      <label className="field">
        <span>{t.secret}</span>
        <input readOnly value={of.secret} onFocus={({ target }) => target.select()} />
      </label>
      <button type="button" className="button" onClick={close}>
        {t.seen}
      </button>
    </div>
  );
}

/** A button that opens what makes a new secret of a system. */
export function Rotation({ id, name, done }: { readonly id: string; readonly name: string; readonly done: () => void }): ReactNode {
  const [, rotate] = useMutation(ROTATE);
  const form = useForm('secretDays');
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState(START.days);
  const [atOnce, setAtOnce] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = { requestId: form.requestId, node: id, secretDays: Number(days) || 0, atOnce };
    const answer = await form.send({}, () => rotate({ input }));
    if (!answer) return;
    setShown((answer as ResultOf<typeof ROTATE>).rotateForeignSecret);
    setOpen(false);
  };
  return (
    <>
      <button type="button" className="button no-print" aria-label={t.rotateOf(name)} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.rotate}
      </button>
      <Secret
        of={shown}
        close={() => {
          setShown(null);
          done();
        }}
      />
      {open && (
        <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
          <FormFailure form={form} />
          <Line label={t.days} name="secretDays" hint={t.daysHint} value={days} onChange={setDays} error={form.faults['secretDays']} />
          <Tick label={t.atOnce} checked={atOnce} onChange={setAtOnce} />
          <div className="row">
            <button type="submit" className="button primary" disabled={form.sending}>
              {form.sending ? exchange.sending : exchange.submit}
            </button>
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {exchange.cancel}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
