import { LIST_COLUMNS, type ListColumn } from '@sunshine/filters';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, type CombinedError } from 'urql';
import { Link } from 'wouter';
import { lists } from '../../../src/texts/lists';
import { graphql, type VariablesOf } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Field } from '../parts/field';
import { download } from './download';
import { useReadable } from './names';
import type { ListState } from './state';
import { Window } from '../parts/window';

const texts = lists.exports;
const PURPOSE_MIN = 5;

const PETITIONS = graphql(`
  mutation TakePetitions($input: ExportPetitionsInput!) {
    exportPetitions(input: $input) {
      id
      state
      link
    }
  }
`);
const BOARD = graphql(`
  mutation TakeBoard($input: ExportSupervisionBoardInput!) {
    exportSupervisionBoard(input: $input) {
      id
      state
      link
    }
  }
`);

type PetitionsInput = VariablesOf<typeof PETITIONS>['input'];
type BoardInput = VariablesOf<typeof BOARD>['input'];

/** Exports the filtered list as a file. Asks for columns, format and purpose. */
export function ExportWindow({ state, onClose }: { readonly state: ListState; readonly onClose: () => void }): ReactNode {
  const all = LIST_COLUMNS[state.list];
  const [, takePetitions] = useMutation(PETITIONS);
  const [, takeBoard] = useMutation(BOARD);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(state.columns));
  const [format, setFormat] = useState<'XLSX' | 'CSV'>('XLSX');
  const [purpose, setPurpose] = useState('');
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const [wrong, setWrong] = useState<{ columns: boolean; purpose: boolean }>({ columns: false, purpose: false });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<CombinedError | null>(null);
  const [said, setSaid] = useState<{ kind: 'ok' | 'warn' | 'bad'; text: string } | null>(null);
  const filter = useReadable(state.list, state.filter);
  const id = useId();
  const purposeBox = useRef<HTMLInputElement>(null);
  const plain = all.filter(({ identity }) => !identity);
  const identity = all.filter((column) => column.identity);

  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = { columns: chosen.size === 0, purpose: purpose.trim().length < PURPOSE_MIN };
    setWrong(missing);
    setSaid(null);
    if (missing.purpose) purposeBox.current?.focus();
    if (missing.purpose || missing.columns) return;
    setBusy(true);
    const wish = {
      requestId,
      columns: all.filter(({ name }) => chosen.has(name)).map(({ name }) => name),
      format,
      purpose: purpose.trim(),
    };
    const taken =
      state.list === 'petitions'
        ? await takePetitions({
            input: { ...wish, filter: state.conditions as PetitionsInput['filter'], orderBy: state.order as PetitionsInput['orderBy'] },
          }).then(({ data, error }) => ({ data: data?.exportPetitions, error }))
        : await takeBoard({
            input: { ...wish, filter: state.conditions as BoardInput['filter'], orderBy: state.order as BoardInput['orderBy'] },
          }).then(({ data, error }) => ({
            data: data?.exportSupervisionBoard,
            error,
          }));
    setRefusal(taken.error ?? null);
    if (taken.data) {
      setRequestId(crypto.randomUUID());
      if (taken.data.state === 'WAITING' || !taken.data.link) setSaid({ kind: 'warn', text: texts.waits });
      else {
        const file = await download(taken.data.link);
        if (file.end === 'refused') setRefusal(file.error);
        else setSaid(file.end === 'taken' ? { kind: 'ok', text: texts.downloaded(file.name) } : { kind: 'bad', text: texts.failed });
      }
    }
    setBusy(false);
  };
  const check = ({ name, title }: ListColumn): ReactNode => (
    <label key={name} className="list-check">
      <input
        type="checkbox"
        checked={chosen.has(name)}
        onChange={({ target }) => {
          const next = new Set(chosen);
          if (target.checked) next.add(name);
          else next.delete(name);
          setChosen(next);
        }}
      />
      {title}
    </label>
  );

  return (
    <Window title={texts.title} closeText={texts.close} onClose={onClose}>
      <p>{texts.lead}</p>
      <p className="muted">{`${texts.filter}：${filter || texts.allRows}`}</p>
      <form onSubmit={(event) => void start(event)} noValidate>
        <fieldset className="field">
          <legend>{texts.columns}</legend>
          <div className="list-checks">{plain.map(check)}</div>
          {wrong.columns && <p className="error">{texts.columnsMissing}</p>}
        </fieldset>
        {identity.length > 0 && (
          <fieldset className="field" aria-describedby={`${id}-identity`}>
            <legend>{texts.identity}</legend>
            <p className="hint" id={`${id}-identity`}>
              {texts.identityHint}
            </p>
            <div className="list-checks">{identity.map(check)}</div>
          </fieldset>
        )}
        <fieldset className="field">
          <legend>{texts.format}</legend>
          <div className="list-checks">
            {(['XLSX', 'CSV'] as const).map((one) => (
              <label key={one} className="list-check">
                <input type="radio" name={`${id}-format`} checked={format === one} onChange={() => setFormat(one)} />
                {one === 'XLSX' ? texts.xlsx : texts.csv}
              </label>
            ))}
          </div>
        </fieldset>
        <Field
          label={texts.purpose}
          hint={texts.purposeHint}
          error={wrong.purpose ? texts.purposeMissing : null}
          room={{ of: purpose, limit: 200 }}
        >
          {(field, describedBy) => (
            <input
              id={field}
              ref={purposeBox}
              aria-describedby={describedBy}
              aria-invalid={wrong.purpose}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
            />
          )}
        </Field>
        {refusal && <Failure error={refusal} />}
        <div role="status">
          {said && (
            <p className={`notice ${said.kind}`}>
              {said.text} {said.kind === 'warn' && <Link href="/exports">{texts.toPage}</Link>}
            </p>
          )}
        </div>
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? texts.starting : texts.start}
        </button>
      </form>
    </Window>
  );
}
