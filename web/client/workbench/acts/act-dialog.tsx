import './acts.css';
import { use, useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useClient, useQuery, type CombinedError } from 'urql';
import { acts as texts } from '../../../src/texts/acts';
import { actTitle, type ActName } from '../../../src/texts/acts/titles';
import { codeOf, fieldOf } from '../graph/refusal';
import { today } from '../parts/days';
import { instantText } from '../parts/day';
import { Failure } from '../parts/failure';
import { Loading } from '../parts/loading';
import { Window } from '../parts/window';
import { ActForm } from './act-form';
import type { Field, PackChoice, Values } from './fields';
import { demanding, emptyValues, missing, placeIn, stillWrong, toInput, uploads } from './form-values';
import { kept } from './kept';
import { MATTER, useOffers, type Matter } from './matter';
import type { ActForm as FormOfAct } from './forms/form';
import { opinionPaper, thingsOf } from './offered';
import { Outcome, showsOutcome } from './outcome';
import { Proposal } from './proposal';
import { Refusal, Report, type Row } from './report';
import type { ActDone, ActRequest } from './request';
import { forgetUnanswered, readVersion, run, unansweredSince } from './run';
import { WouldBe } from './would-be';

type Request = ActRequest & { readonly act: ActName };

/** Fields that the form asks for: those that the page did not pass in. */
const asked = (form: FormOfAct, given: Request['given']): readonly Field[] => form.fields.filter(({ name }) => given?.[name] === undefined);

const takesOffers = (fields: readonly Field[]): boolean =>
  fields.some((field) => field.kind === 'pack' || field.kind === 'packs' || ('fields' in field && takesOffers(field.fields)));

interface ActDialogProps {
  readonly request: Request;
  /** The same promise at each rendering. */
  readonly form: Promise<FormOfAct>;
  readonly onClose: (done: ActDone | null) => void;
}

/** The form of an act, for one matter or for several. */
export default function ActDialog({ request, form: coming, onClose }: ActDialogProps): ReactNode {
  const { act, petitionIds } = request;
  const form = use(coming);
  const done = useRef<ActDone | null>(null);
  const close = (): void => onClose(done.current);
  /** Whether the act is being sent. Until its answer comes, the dialog stays open. */
  const [sending, setSending] = useState(false);
  return (
    <Window title={actTitle(act)} look={act === 'compareRedo' ? 'act-dialog redo-dialog' : 'act-dialog'} held={sending} onClose={close}>
      <p className="act-about">{form.words.about}</p>
      {request.warning && <p className="notice warn">{request.warning}</p>}
      <Body
        request={request}
        form={form}
        first={request.offers ? null : (petitionIds[0] ?? null)}
        onDone={(one) => {
          done.current = { act, done: [...(done.current?.done ?? []), ...one] };
        }}
        onSending={setSending}
        close={close}
      />
    </Window>
  );
}

interface BodyProps {
  readonly request: Request;
  readonly form: FormOfAct;
  readonly first: string | null;
  readonly onDone: (done: ActDone['done']) => void;
  readonly onSending: (now: boolean) => void;
  readonly close: () => void;
}

/** Waits for the matter, where there is one. */
function Body(props: BodyProps): ReactNode {
  const { first, close } = props;
  const client = useClient();
  const [{ data, error, fetching }, again] = useQuery({
    query: MATTER,
    variables: { id: first ?? '' },
    pause: first === null,
    requestPolicy: 'network-only',
  });
  const matter = data?.petition ?? null;
  const reread = async (): Promise<void> => {
    if (first !== null) await client.query(MATTER, { id: first }, { requestPolicy: 'network-only' }).toPromise();
  };
  if (first !== null && !matter) {
    return (
      <>
        {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
        {fetching ? <Loading /> : !error && <p className="notice warn">{texts.matterClosed}</p>}
        <button type="button" className="button" onClick={close}>
          {texts.close}
        </button>
      </>
    );
  }
  return (
    <>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      <Form {...props} matter={matter} reread={reread} />
    </>
  );
}

interface FormProps extends BodyProps {
  readonly matter: Matter | null;
  /** Resolves when the form has the newest version of the matter, or when reading it failed. */
  readonly reread: () => Promise<void>;
}

function Form({ request, form, matter, reread, onDone, onSending, close }: FormProps): ReactNode {
  const { act, given, petitionIds } = request;
  const client = useClient();
  const several = petitionIds.length > 1;
  const listed = useMemo(() => asked(form, given), [form, given]);
  const { words } = form;
  const key = `sunshine.act.${act}.${petitionIds.toSorted().join(',')}${given ? JSON.stringify(given) : ''}`;
  const [start, setStart] = useState(() => kept.read<Values>(key));
  const [values, setValues] = useState<Values>(() => ({ ...withOnly(act, listed, matter), ...start, ...request.start }));
  const [rows, setRows] = useState<readonly Row[]>(() =>
    (petitionIds.length > 0 ? petitionIds : [null]).map((id) => ({
      id,
      number: id !== null && id === matter?.id ? matter.number : '',
      state: 'waiting',
    })),
  );
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  /** The refusal, shown at its field if the form has that field, else at the top. */
  const [refusal, setRefusal] = useState<{ readonly error: CombinedError; readonly place: string | null } | null>(null);
  /** Place to focus. A new object for each try, so that the effect runs again. */
  const [target, setTarget] = useState<{ readonly place: string | null } | null>(null);
  const [unanswered, setUnanswered] = useState(() => rows.map(({ id }) => unansweredSince({ act, petitionId: id, given })).find(Boolean));
  const [sending, setSending] = useState(false);
  const [loads, setLoads] = useState(0);
  const [result, setResult] = useState<unknown>(undefined);
  const drawn = useRef<HTMLFormElement>(null);
  const ofMatter = useOffers(matter, takesOffers(listed));
  const { offers: brought } = request;
  const offers = brought ? (name: PackChoice) => brought[name] ?? [] : ofMatter;
  const way = listed.find((field) => field.name === 'way');
  const chosen = way?.kind === 'pack' ? offers(way.among)?.find(({ code }) => code === values['way']) : undefined;
  const fields = demanding(listed, values, [...(chosen?.needs ?? []), ...(form.needs?.(values) ?? [])]);
  const change = (changed: Values): void => {
    const left = stillWrong(errors, values, changed);
    setErrors(left);
    if (refusal?.place && !left[refusal.place]) setRefusal(null);
    setValues(changed);
    kept.write(key, changed);
  };
  useEffect(() => {
    if (!target) return;
    const at = target.place === null ? '[data-refusal]' : `[data-place="${target.place}"] :is(input, select, textarea, button)`;
    drawn.current?.querySelector<HTMLElement>(at)?.focus();
  }, [target]);

  const doRow = async (row: Row): Promise<Row> => {
    const input = { ...given, ...toInput(fields, values) };
    const joins = row.id === null ? [] : uploads(fields, values);
    const at = several && row.id !== null ? await readVersion(client, row.id).catch((error: CombinedError) => error) : null;
    if (at instanceof Error) return { ...row, state: 'refused', error: at };
    const version = several ? (at?.version ?? null) : (matter?.version ?? null);
    const { error, result: answer } = await run(client, { act, form, petitionId: row.id, input, given, version, joins });
    const number = row.number || (at?.number ?? '');
    return error ? { ...row, number, state: 'refused', error } : { ...row, number, state: 'done', result: answer };
  };

  const send = async (): Promise<void> => {
    setRefusal(null);
    setUnanswered(undefined);
    setSending(true);
    onSending(true);
    let all = rows;
    for (const [index, row] of rows.entries()) {
      if (row.state === 'done') continue;
      const after = await doRow(row);
      all = all.with(index, after);
      setRows(all);
      if (after.state === 'done')
        onDone([{ petitionId: after.id, result: after.result, papersBefore: (matter?.documents ?? []).map(({ id }) => id) }]);
    }
    const refused = all.find(({ state }) => state === 'refused');
    // Keep the button disabled until the newest version is read, because the act would be refused again.
    if (!several && refused?.error && ['VERSION_MOVED', 'REQUEST_REUSED'].includes(codeOf(refused.error) ?? '')) await reread();
    setSending(false);
    onSending(false);
    if (!refused) kept.drop(key);
    if (several) return;
    if (!refused?.error) {
      const answer = all[0]?.result;
      if (showsOutcome(act, form)) setResult(answer);
      else close();
      return;
    }
    const { error } = refused;
    const place = placeIn(fieldOf(error), fields, values);
    setErrors(place ? { [place]: error.graphQLErrors[0]?.message ?? '' } : {});
    setRefusal({ error, place });
    setTarget({ place });
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const lacking = missing(fields, values);
    setErrors(Object.fromEntries(lacking.map((place) => [place, texts.missing])));
    if (lacking.length === 0) void send();
    else setTarget({ place: lacking[0] ?? null });
  };

  if (result !== undefined) return <Outcome act={act} result={result} close={close} />;
  const finished = several && rows.every(({ state }) => state === 'done');
  const tried = several && rows.some(({ state }) => state !== 'waiting');
  return (
    <form ref={drawn} noValidate onSubmit={submit}>
      {several && <p className="notice">{texts.matters(petitionIds.length)}</p>}
      {!several && matter && (
        <p className="act-matter">
          <span className="number">{matter.number}</span> {matter.summary}
        </p>
      )}
      {(start || unanswered) && !finished && (
        <p className={unanswered ? 'notice warn' : 'notice'}>
          {unanswered ? texts.unanswered(instantText(unanswered)) : texts.restored}{' '}
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              change(emptyValues(fields));
              kept.drop(key);
              for (const { id } of rows) forgetUnanswered({ act, petitionId: id, given });
              setUnanswered(undefined);
              setStart(null);
            }}
          >
            {texts.clear}
          </button>
        </p>
      )}
      {refusal?.place === null && (
        <div data-refusal tabIndex={-1}>
          <Refusal error={refusal.error} />
        </div>
      )}
      {!several && matter && <Proposal act={act} fields={form.fields} matter={matter} given={given} values={values} />}
      {form.paper && matter && typeof values[form.paper.of] === 'string' && values[form.paper.of] !== '' && (
        <WouldBe
          petitionId={matter.id}
          documentId={String(values[form.paper.of])}
          alsoCut={(values['alsoCut'] ?? []) as readonly string[]}
        />
      )}
      {!finished && (
        <ActForm
          fields={fields}
          values={values}
          onChange={change}
          world={{ matter, offers, words: words.fields ?? {}, errors, whole: values, busy: (by) => setLoads((count) => count + by) }}
        />
      )}
      {Object.keys(errors).length > 0 && !refusal && (
        <p className="notice warn" role="alert">
          {texts.missingAbove}
        </p>
      )}
      {refusal?.place && <Refusal error={refusal.error} />}
      {tried && <Report rows={rows} />}
      <div className="row act-buttons">
        {!finished && (
          <button type="submit" className="button primary" disabled={sending || loads > 0}>
            {sending ? texts.sending : tried ? texts.retry : (words.submit ?? actTitle(act))}
          </button>
        )}
        <button type="button" className="button" onClick={close} disabled={sending}>
          {tried ? texts.close : texts.cancel}
        </button>
      </div>
    </form>
  );
}

/** First values of the form. If a field offers a single choice, it is chosen; of the papers to be served the opinion is chosen. */
function withOnly(act: ActName, fields: readonly Field[], matter: Matter | null): Values {
  const empty = emptyValues(fields);
  if (!matter) return empty;
  const only = fields.flatMap((field) => {
    if (field.kind === 'day') return field.preset ? [[field.name, today()]] : [];
    if (field.kind !== 'record' && field.kind !== 'petitioner' && field.kind !== 'document') return [];
    if (field.optional && !field.preset) return [];
    const all = thingsOf(field, matter);
    const opinion = act === 'recordService' && field.kind === 'document' ? opinionPaper(matter) : null;
    const one = opinion ?? (all.length === 1 ? all[0]?.id : null);
    return one ? [[field.name, one]] : [];
  });
  return { ...empty, ...Object.fromEntries(only) };
}
