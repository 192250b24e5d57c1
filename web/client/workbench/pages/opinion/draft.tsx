import { useCallback, useEffect, useRef, useState, useSyncExternalStore, type FormEvent, type ReactNode } from 'react';
import { useClient, type CombinedError } from 'urql';
import { acts as actTexts } from '../../../../src/texts/acts';
import { opinion as texts } from '../../../../src/texts/opinion';
import { ActForm } from '../../acts/act-form';
import type { Values } from '../../acts/fields';
import { toInput } from '../../acts/form-values';
import { kept } from '../../acts/kept';
import { useOffers, type Matter } from '../../acts/matter';
import { run } from '../../acts/run';
import { codeOf } from '../../graph/refusal';
import { instantText, timeText } from '../../parts/day';
import { today } from '../../parts/days';
import { useEvery } from '../../live/live';
import { Failure } from '../../parts/failure';
import { useMe } from '../../session/me';
import { DraftKeeper, type DraftView, type SaveEnd } from './draft-keeper';
import type { DraftState } from './draft-state';
import { fieldsWith, lacking } from './parts';
import { asTyped, DRAFT_VERSION, FIELDS, FORM, heldBy, SAVE_DRAFT, type Course } from './query';
import { Torn } from './torn';

interface DraftProps {
  readonly matter: Matter;
  readonly course: Course;
  readonly again: () => void;
  readonly onTyped: (values: Values) => void;
}

/** Interval at which the page checks whether a colleague has saved another text. */
const LOOK_SECONDS = 5;

/** Refusals that do not concern the text: the same text can be saved later. */
const LATER: readonly unknown[] = ['NOT_YET', 'TOO_MANY', 'UNAVAILABLE', 'UNAUTHENTICATED'];

/** The form of the opinion. Its text is stored on the server until it goes to the checker. */
export function Draft({ matter, course, again, onTyped }: DraftProps): ReactNode {
  const client = useClient();
  const [keeper, view] = useKeeper(matter.id, course, again);
  const { values } = view.state;
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  /** Number of missing parts at the last try; a change moves the focus to their list. */
  const [left, setLeft] = useState(0);
  const [refusal, setRefusal] = useState<CombinedError | null>(null);
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (left > 0) summary.current?.focus();
  }, [left]);
  const offers = useOffers(matter, false);
  useEffect(() => onTyped(values), [onTyped, values]);
  const answers = values['answers'] as readonly Values[];
  const parts = course.opinionParts ?? [];
  const fields = fieldsWith(FIELDS, values);
  const known = [...answers.flatMap(({ basis }) => basis as readonly string[]), course.exitDecision?.basis ?? ''].filter(Boolean);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const lacks = lacking(FIELDS, parts, values, matter.requests);
    setErrors(Object.fromEntries(lacks));
    setLeft(lacks.length);
    if (lacks.length > 0) return;
    setSending(true);
    setRefusal(null);
    // Save first: a newer text of a colleague must be seen before this text replaces it.
    const isSaved = await keeper.save();
    const { error } = isSaved
      ? await run(client, {
          act: 'draftOpinion',
          form: FORM,
          petitionId: matter.id,
          input: toInput(FIELDS, values),
          version: course.version,
          joins: [],
        })
      : {};
    setSending(false);
    if (error) {
      setRefusal(error);
      if (codeOf(error) === 'VERSION_MOVED') again();
    } else if (isSaved) {
      keeper.done();
      again();
    }
  };
  return (
    <form ref={form} className="card" noValidate onSubmit={(event) => void send(event)} aria-label={texts.writing}>
      <h2>{texts.writing}</h2>
      <p className="muted">{texts.savedByItself}</p>
      {view.torn && <Torn matter={matter} mine={values} course={course} keeper={keeper} />}
      <div ref={summary} tabIndex={-1}>
        {Object.keys(errors).length > 0 && (
          <div className="notice bad" role="alert">
            <p>{texts.notSent(Object.keys(errors).length)}</p>
            <ul className="opinion-lacks">
              {Object.entries(errors).map(([place, text]) => (
                <li key={place}>
                  <button type="button" className="button quiet" onClick={() => focusAt(form.current, place)}>
                    {text}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <ActForm
        fields={fields}
        values={values}
        onChange={(changed) => {
          const still = lacking(FIELDS, parts, changed, matter.requests).map(([place]) => place);
          setErrors(Object.fromEntries(Object.entries(errors).filter(([place]) => still.includes(place))));
          keeper.type(changed);
        }}
        world={{
          matter,
          offers,
          words: {},
          errors,
          whole: values,
          known,
          basisDemanded: parts.some(({ part }) => part === 'basis'),
          busy: () => undefined,
        }}
      />
      {refusal && (
        <>
          <Failure error={refusal} />
          <p className="muted">{codeOf(refusal) === 'VERSION_MOVED' ? actTexts.moved : actTexts.kept}</p>
        </>
      )}
      <SaveSign view={view} course={course} />
      <div className="row">
        <button type="submit" className="button primary" disabled={sending || view.torn}>
          {sending ? texts.sending : texts.send}
        </button>
        <button type="button" className="button" disabled={view.saving || view.torn} onClick={() => void keeper.save()}>
          {texts.save}
        </button>
      </div>
    </form>
  );
}

/** Focuses the control of a missing part; a list without items has only its button. */
function focusAt(form: HTMLFormElement | null, place: string): void {
  form?.querySelector<HTMLElement>(`[data-place="${place}"] :is(input, select, textarea, button)`)?.focus();
}

/** The keeper of this matter's draft. The hook passes it every text that comes from the server. */
function useKeeper(petitionId: string, course: Course, again: () => void): readonly [DraftKeeper, DraftView] {
  const client = useClient();
  const key = `sunshine.opinion.${petitionId}`;
  const look = useRef(again);
  useEffect(() => {
    look.current = again;
  });
  const save = useCallback(
    async (values: Values, formerVersion: string | null, requestId: string): Promise<SaveEnd> => {
      const input = { requestId, petitionId, formerVersion, ...asTyped(values) };
      const { data, error } = await client.mutation(SAVE_DRAFT, { input }).toPromise();
      if (!error) return { savedAt: data?.saveOpinionDraft.opinionDraft?.savedAt ?? new Date().toISOString() };
      const [first] = error.graphQLErrors;
      return !first || LATER.includes(first.extensions['kind']) ? 'away' : { refused: error };
    },
    [client, petitionId],
  );
  const [keeper] = useState(
    () =>
      new DraftKeeper(heldBy(course), kept.read<DraftState>(key), {
        save,
        look: () => look.current(),
        leave: (state) => (state ? kept.write(key, state) : kept.drop(key)),
      }),
  );
  useEffect(() => keeper.open(), [keeper]);
  const version = course.opinionDraft?.version ?? null;
  useEvery(LOOK_SECONDS, () => {
    void client
      .query(DRAFT_VERSION, { id: petitionId }, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data }) => {
        if (data?.petition && (data.petition.opinionDraft?.version ?? null) !== version) again();
      });
  });
  useEffect(() => keeper.hear(heldBy(course)), [keeper, course]);
  return [keeper, useSyncExternalStore(keeper.listen, keeper.now)];
}

/** Shows whether the text is saved, by whom and when. Keeps its height while it is empty. */
function SaveSign({ view, course }: { readonly view: DraftView; readonly course: Course }): ReactNode {
  const me = useMe();
  const { saving, away, refusal, savedAt, state, torn } = view;
  const draft = course.opinionDraft;
  const other = draft && draft.savedBy.id !== me.id ? draft.savedBy.name : null;
  const at = savedAt ?? draft?.savedAt;
  if (refusal && !torn) return <Failure error={refusal} />;
  if (away)
    return (
      <p className="notice warn" role="alert">
        {texts.away}
      </p>
    );
  const said = (): string => {
    if (state.unsaved) return torn ? '' : saving ? texts.saving : texts.unsaved;
    if (!at) return '';
    const when = today(new Date(at)) === today() ? timeText(at) : instantText(at);
    return savedAt === null && other ? texts.savedBy(other, when) : texts.saved(when);
  };
  return (
    <p className="opinion-saved muted" role="status">
      {said()}
    </p>
  );
}
