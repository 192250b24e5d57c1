import './acts.css';
import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useClient, useQuery, type CombinedError } from 'urql';
import { basisOf } from '../../../src/basis';
import { acts as texts, wordsOfAct } from '../../../src/texts/acts';
import { choiceWords } from '../../../src/texts/choices';
import { workbench } from '../../../src/texts/workbench';
import { hasNoAnswer } from '../graph/last';
import { codeOf, fieldOf } from '../graph/refusal';
import { today } from '../parts/days';
import { dayText, instantText } from '../parts/day';
import { Failure } from '../parts/failure';
import { foundText } from '../parts/found';
import { Loading } from '../parts/loading';
import { ActForm } from './act-form';
import type { Field, Values } from './fields';
import { demanding, emptyValues, missing, placeIn, stillWrong, toInput, uploads } from './form-values';
import { kept } from './kept';
import { MATTER, useOffers, type Matter } from './matter';
import { opinionPaper, petitionersOf, thingsOf } from './offered';
import { Outcome, showsOutcome } from './outcome';
import type { ActDone, ActRequest } from './request';
import { judgedBy } from './rows';
import { forgetUnanswered, readVersion, run, unansweredSince } from './run';
import { ACT_FORMS, type ActName } from './table';

type Request = ActRequest & { readonly act: ActName };

interface Row {
  readonly id: string | null;
  readonly number: string;
  readonly state: 'waiting' | 'done' | 'refused';
  readonly result?: unknown;
  readonly error?: CombinedError;
}

/** Fields that the form asks for: those that the page did not pass in. */
const asked = (act: ActName, given: Request['given']): readonly Field[] =>
  ACT_FORMS[act].fields.filter(({ name }) => given?.[name] === undefined);

const takesOffers = (fields: readonly Field[]): boolean =>
  fields.some((field) => field.kind === 'pack' || field.kind === 'packs' || ('fields' in field && takesOffers(field.fields)));

interface ActDialogProps {
  readonly request: Request;
  readonly onClose: (done: ActDone | null) => void;
}

/** The form of an act, for one matter or for several. */
export default function ActDialog({ request, onClose }: ActDialogProps): ReactNode {
  const { act, petitionIds } = request;
  const done = useRef<ActDone | null>(null);
  const close = (): void => onClose(done.current);
  return (
    <ModalOverlay className="act-shade" isOpen isDismissable={false} onOpenChange={(open) => open || close()}>
      <Modal className="act-modal">
        <Dialog className="act-dialog">
          <Heading slot="title" level={2}>
            {wordsOfAct(act).title}
          </Heading>
          <p className="act-about">{wordsOfAct(act).about}</p>
          {request.warning && <p className="notice warn">{request.warning}</p>}
          <Body
            request={request}
            first={petitionIds[0] ?? null}
            onDone={(one) => {
              done.current = { act, done: [...(done.current?.done ?? []), ...one] };
            }}
            close={close}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface BodyProps {
  readonly request: Request;
  readonly first: string | null;
  readonly onDone: (done: ActDone['done']) => void;
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

function Form({ request, matter, reread, onDone, close }: FormProps): ReactNode {
  const { act, given, petitionIds } = request;
  const client = useClient();
  const several = petitionIds.length > 1;
  const listed = useMemo(() => asked(act, given), [act, given]);
  const own = wordsOfAct(act).fields ?? {};
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
  const form = useRef<HTMLFormElement>(null);
  const offers = useOffers(matter, takesOffers(listed));
  const way = listed.find((field) => field.name === 'way');
  const chosen = way?.kind === 'pack' ? offers(way.among)?.find(({ code }) => code === values['way']) : undefined;
  const fields = demanding(listed, values, [...(chosen?.needs ?? []), ...(ACT_FORMS[act].needs?.(values) ?? [])]);
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
    form.current?.querySelector<HTMLElement>(at)?.focus();
  }, [target]);

  const doRow = async (row: Row): Promise<Row> => {
    const input = { ...given, ...toInput(fields, values) };
    const joins = row.id === null ? [] : uploads(fields, values);
    const at = several && row.id !== null ? await readVersion(client, row.id).catch((error: CombinedError) => error) : null;
    if (at instanceof Error) return { ...row, state: 'refused', error: at };
    const version = several ? (at?.version ?? null) : (matter?.version ?? null);
    const { error, result: answer } = await run(client, { act, petitionId: row.id, input, given, version, joins });
    const number = row.number || (at?.number ?? '');
    return error ? { ...row, number, state: 'refused', error } : { ...row, number, state: 'done', result: answer };
  };

  const send = async (): Promise<void> => {
    setRefusal(null);
    setUnanswered(undefined);
    setSending(true);
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
    if (!refused) kept.drop(key);
    if (several) return;
    if (!refused?.error) {
      const answer = all[0]?.result;
      if (showsOutcome(act)) setResult(answer);
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
    <form ref={form} noValidate onSubmit={submit}>
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
      {!several && matter && <Proposal act={act} matter={matter} given={given} values={values} />}
      {!finished && (
        <ActForm
          fields={fields}
          values={values}
          onChange={change}
          world={{ matter, offers, words: own, errors, whole: values, busy: (by) => setLoads((count) => count + by) }}
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
            {sending ? texts.sending : tried ? texts.retry : (wordsOfAct(act).submit ?? wordsOfAct(act).title)}
          </button>
        )}
        <button type="button" className="button" onClick={close} disabled={sending}>
          {tried ? texts.close : texts.cancel}
        </button>
      </div>
    </form>
  );
}

/** Tells why the act was not done, and that nothing typed is lost. */
function Refusal({ error }: { readonly error: CombinedError }): ReactNode {
  const code = codeOf(error);
  const own = code === 'VERSION_MOVED' ? texts.moved : code === 'REQUEST_REUSED' ? texts.doneBefore : null;
  if (own)
    return (
      <p className="notice warn" role="alert" data-code={code}>
        {own}
      </p>
    );
  return (
    <>
      <Failure error={error} />
      <p className="muted">{hasNoAnswer(error) ? texts.noAnswer : texts.kept}</p>
    </>
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

interface ProposalProps {
  readonly act: ActName;
  readonly matter: Matter;
  readonly given: Request['given'];
  readonly values: Values;
}

/** Lines about a succession that the second person reads beside the proofs. */
function successionLines(matter: Matter, of: Matter['successions'][number]): readonly (readonly [string, string | null])[] {
  const words = texts.succession;
  return [
    [texts.proposalOn, dayText(of.on)],
    [words.who, petitionersOf(matter).find(({ id }) => id === of.petitionerId)?.name ?? texts.sealedName],
    [words.cause, `${choiceWords.successionCauses[of.cause]} ${dayText(of.endedOn)}`],
    [words.finding, choiceWords.successionFindings[of.finding]],
    [words.successors, of.successors.map(({ masked }) => masked.name ?? texts.sealedName).join('、')],
    [words.proofs, of.proofs.map(({ kindName }) => kindName).join('、')],
    [words.search, of.search],
  ];
}

/** Shows the proposal of another person that this act confirms. */
function Proposal({ act, matter, given, values }: ProposalProps): ReactNode {
  const field = ACT_FORMS[act].fields.find((one) => one.kind === 'record');
  const id = field && (given?.[field.name] ?? values[field.name]);
  const judged = judgedBy(act);
  // An act without a subject field confirms the record that is waiting.
  const waiting = judged?.subject === undefined ? judged : null;
  const record = (matter.records ?? []).findLast(
    (one) => one.id === id || (waiting && one.kind === waiting.record && one.state === waiting.state),
  );
  const extension = act === 'extendHandling' || act === 'declineExtension' ? matter.extension : null;
  const correction = act === 'confirmCorrection' ? matter.corrections.find((one) => one.id === id) : null;
  const succession = act === 'confirmSuccession' ? matter.successions.find((one) => one.id === id) : null;
  const lines: readonly (readonly [string, string | null])[] = record
    ? [
        [texts.proposalOn, dayText(record.on)],
        ...(record.organ ? [[texts.organ, record.organ.name] as const] : []),
        ...(record.officer ? [[texts.officer, record.officer.name] as const] : []),
        ...record.details.map(({ name, text }) => [name, text] as const),
        ...(record.accused.length > 0 ? [[texts.inDirectory, foundText(record.accused)] as const] : []),
      ]
    : extension
      ? [
          [texts.proposalOn, dayText(extension.requestedOn)],
          [texts.extensionDays, String(extension.days)],
          [texts.reason, extension.reason],
        ]
      : correction
        ? [
            [texts.proposalOn, dayText(correction.on)],
            [texts.former, correction.former],
            [texts.changed, correction.value],
            [texts.reason, correction.reason],
          ]
        : succession
          ? successionLines(matter, succession)
          : [];
  if (lines.length === 0) return null;
  return (
    <section className="act-proposal">
      <h3>{record?.title ?? texts.proposal}</h3>
      <dl className="facts">
        {lines.map(([name, text]) => (
          <div key={name} className="act-fact">
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Report({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const count = (state: Row['state']): number => rows.filter((row) => row.state === state).length;
  return (
    <section aria-live="polite">
      <h3>{texts.report}</h3>
      <p>{texts.reportCount(count('done'), count('refused'))}</p>
      <ul className="act-report">
        {rows.map(({ id, number, state, error }) => (
          <li key={id} data-state={state}>
            <span className="number">{number || '…'}</span>{' '}
            <span className={`badge ${{ done: 'ok', refused: 'bad', waiting: '' }[state]}`}>
              {{ done: texts.reportDone, refused: texts.reportRefused, waiting: texts.reportWaiting }[state]}
            </span>
            {error && <RowRefusal error={error} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Message, article and code of a refused row. */
export function RowRefusal({ error }: { readonly error: CombinedError }): ReactNode {
  const [first] = error.graphQLErrors;
  if (!first) return <span className="act-refusal">{workbench.offline}</span>;
  const { code, source } = first.extensions;
  const basis = basisOf(source);
  return (
    <span className="act-refusal" data-code={String(code)}>
      {first.message}
      <span className="muted">
        {basis && workbench.basisIs(basis)} {texts.codeIs(String(code))}
      </span>
    </span>
  );
}
