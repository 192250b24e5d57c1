import { useEffect, useMemo, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { sitting as texts } from '../../../../src/texts/sitting';
import { matter } from '../../../../src/texts/matter';
import { kept } from '../../acts/kept';
import { hasNoAnswer } from '../../graph/last';
import { graphql } from '../../graph/tada';
import { DigestField } from '../../parts/digest';
import { Field } from '../../parts/field';
import { Outbox, type Waiting, type Written } from './outbox';
import { FILES, type Sitting } from './query';

const ADD = graphql(`
  mutation AddEntries($input: AddHearingEntriesInput!) {
    addHearingEntries(input: $input) {
      id
    }
  }
`);

const AGAIN_MS = 2_000;
const EMPTY: Written = { kind: '', speaker: null, text: '', hash: null, corrects: null, withheld: false };

/** The clerk's entries on their way. Tries again when the line may be whole: by itself, when the browser says so, and when the page hears of changes. */
export function useOutbox({ id, petition }: Sitting, recorded: () => void) {
  const client = useClient();
  const petitionId = petition?.id ?? '';
  const key = `sunshine.sitting.${id}`;
  const [state, setState] = useState<{ readonly list: readonly Waiting[]; readonly away: boolean }>(() => ({
    list: kept.read<Waiting[]>(key) ?? [],
    away: false,
  }));
  const outbox = useMemo(() => {
    return new Outbox({
      read: () => kept.read<Waiting[]>(key) ?? [],
      write: (list) => (list.length === 0 ? kept.drop(key) : kept.write(key, list)),
      send: async ({ requestId, entry }) => {
        const { error } = await client.mutation(ADD, { input: { petitionId, hearingId: id, requestId, entries: [entry] } });
        if (!error) {
          recorded();
          return null;
        }
        return hasNoAnswer(error) ? 'away' : { refused: error.graphQLErrors[0]?.message ?? '' };
      },
      changed: (list, away) => setState({ list, away }),
    });
  }, [client, id, key, petitionId, recorded]);
  useEffect(() => {
    const run = (): void => void outbox.run();
    run();
    const timer = setInterval(run, AGAIN_MS);
    addEventListener('online', run);
    return () => {
      clearInterval(timer);
      removeEventListener('online', run);
    };
  }, [outbox]);
  return { outbox, ...state };
}

/** Entries that have no answer yet, at the end of the minutes, and those that were refused. */
export function WaitingLines({
  list,
  kinds,
  back,
  drop,
}: {
  readonly list: readonly Waiting[];
  readonly kinds: Sitting['agenda'];
  readonly back: (requestId: string) => void;
  readonly drop: (requestId: string) => void;
}): ReactNode {
  const nameOf = (kind: string) => kinds?.find((one) => one.kind === kind)?.kindName ?? kind;
  return list.map(({ requestId, entry, refused }) => (
    <li key={requestId} data-waiting="">
      <span className="sitting-head muted">
        <strong>{nameOf(entry.kind)}</strong>
        {entry.speaker && <span>{entry.speaker}</span>}
        <span className={refused === null ? 'badge' : 'badge bad'}>{refused === null ? texts.waiting : texts.refused + refused}</span>
      </span>
      <p>{entry.text}</p>
      {refused !== null && (
        <span className="row">
          <button type="button" className="button" onClick={() => back(requestId)}>
            {texts.refusedBack}
          </button>
          <button type="button" className="button danger" onClick={() => drop(requestId)}>
            {texts.refusedDrop}
          </button>
        </span>
      )}
    </li>
  ));
}

interface WritingProps {
  readonly sitting: Sitting;
  readonly draft: Written;
  readonly setDraft: (draft: Written) => void;
  readonly add: (entry: Written) => void;
}

/** What the clerk types is kept in the tab until it is recorded. */
export function useDraft(id: string): [Written, (draft: Written) => void] {
  const key = `sunshine.sitting.draft.${id}`;
  const [draft, setDraft] = useState<Written>(() => kept.read<Written>(key) ?? EMPTY);
  return [
    draft,
    (next) => {
      kept.write(key, next);
      setDraft(next);
    },
  ];
}

/** The form of one entry. */
export function Writing({ sitting: { agenda, petition }, draft, setDraft, add }: WritingProps): ReactNode {
  const kinds = agenda ?? [];
  const proposed = kinds.find(({ required, done }) => required && !done)?.kind ?? 'note';
  const kind = draft.kind || proposed;
  const waitsFor = kinds.find((one) => one.kind === kind)?.waitsFor ?? [];
  const ready = draft.text.trim() !== '';
  const record = (): void => {
    if (!ready) return;
    add({ ...draft, kind, speaker: draft.speaker?.trim() || null, text: draft.text.trim(), hash: draft.hash?.trim() || null });
    setDraft({ ...EMPTY, speaker: draft.speaker });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    record();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) record();
  };
  return (
    <form className="sitting-form" onSubmit={submit} aria-label={texts.write}>
      <Field label={texts.kind} hint={waitsFor.length > 0 ? texts.waitsFor(waitsFor.join('、')) : undefined}>
        {(id, describedBy) => (
          <select id={id} value={kind} aria-describedby={describedBy} onChange={({ target }) => setDraft({ ...draft, kind: target.value })}>
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.kindName}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={texts.speaker} hint={texts.speakerHint}>
        {(id, describedBy) => (
          <input
            id={id}
            value={draft.speaker ?? ''}
            aria-describedby={describedBy}
            autoComplete="off"
            onChange={({ target }) => setDraft({ ...draft, speaker: target.value })}
          />
        )}
      </Field>
      <div className="wide">
        <Field label={texts.text} hint={texts.recordHint} room={{ of: draft.text, limit: 5_000 }}>
          {(id, describedBy) => (
            <textarea
              id={id}
              rows={3}
              value={draft.text}
              aria-describedby={describedBy}
              onKeyDown={keys}
              onChange={({ target }) => setDraft({ ...draft, text: target.value })}
            />
          )}
        </Field>
      </div>
      {kind === 'evidence' && <Evidence petitionId={petition?.id ?? ''} draft={draft} setDraft={setDraft} />}
      <Field label={texts.correction}>
        {(id) => (
          <input
            id={id}
            inputMode="numeric"
            autoComplete="off"
            value={draft.corrects ?? ''}
            onChange={({ target }) => setDraft({ ...draft, corrects: /^\d{1,6}$/.test(target.value) ? Number(target.value) : null })}
          />
        )}
      </Field>
      <label className="row">
        <input type="checkbox" checked={draft.withheld} onChange={({ target }) => setDraft({ ...draft, withheld: target.checked })} />
        {texts.hide}
      </label>
      <p className="wide">
        <button type="submit" className="button primary" disabled={!ready}>
          {texts.record}
        </button>
      </p>
    </form>
  );
}

/** Evidence is a file of the matter, named by its hash; or a file that is shown in the room, whose hash is computed here. */
function Evidence({
  petitionId,
  draft,
  setDraft,
}: {
  readonly petitionId: string;
  readonly draft: Written;
  readonly setDraft: (draft: Written) => void;
}): ReactNode {
  const [{ data }] = useQuery({ query: FILES, variables: { id: petitionId } });
  const files = (data?.petition?.files ?? []).flatMap((file) => (file.sha256 === null ? [] : [{ ...file, sha256: file.sha256 }]));
  return (
    <>
      <Field label={texts.evidenceFile}>
        {(id) => (
          <select
            id={id}
            value={files.find(({ sha256 }) => sha256 === draft.hash)?.sha256 ?? ''}
            onChange={({ target }) => setDraft({ ...draft, hash: target.value || null })}
          >
            <option value="">{texts.evidenceNone}</option>
            {files.map((file) => (
              <option key={file.id} value={file.sha256}>
                {[matter.fileRoles[file.role], file.type, file.sha256.slice(0, 8)].join(' ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      <DigestField
        label={texts.evidenceHash}
        value={files.some(({ sha256 }) => sha256 === draft.hash) ? '' : (draft.hash ?? '')}
        onChange={(hash) => setDraft({ ...draft, hash: hash || null })}
      />
    </>
  );
}
