import './live.css';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useClient, type AnyVariables, type DocumentInput } from 'urql';
import { matter as texts } from '../../../src/texts/matter';
import { graphql, type ResultOf } from '../graph/tada';
import { instantText } from '../parts/day';
import { listen, type KeySource } from './stream';

export interface Live {
  readonly connected: boolean;
}

/**
 * Calls `onChange` when something happened to the subjects of the keys, so that the page asks the graph again. Null: listens to nothing.
 * @param keys must be the same function as long as the subjects are the same
 */
export function useLive(keys: KeySource | null, onChange: () => void): Live {
  const [live, setLive] = useState<Live>({ connected: true });
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    if (!keys) return undefined;
    return listen(keys, {
      changed: () => change.current(),
      connected: (connected) => setLive({ connected }),
    });
  }, [keys]);
  return live;
}

const KEY_OF_PETITION = graphql(`
  query KeyOfPetition($id: ID!) {
    petition(id: $id) {
      id
      liveKey
    }
  }
`);

const KEY_OF_ORGAN = graphql(`
  query KeyOfOrgan($organId: ID) {
    organLiveKey(organId: $organId)
  }
`);

const FRESH = { requestPolicy: 'network-only' } as const;

/**
 * The keys of what has these ids, as far as the reader may see it.
 * @param keyOf must be the same function at each call, as `of` must
 */
export function useKeys<Data, Of extends AnyVariables>(
  query: DocumentInput<Data, Of>,
  ids: readonly string[],
  of: (id: string) => Of,
  keyOf: (data: Data) => string | null | undefined,
): KeySource {
  const client = useClient();
  const list = ids.join();
  return useCallback(async (): Promise<string[]> => {
    const answers = await Promise.all(
      list
        .split(',')
        .filter(Boolean)
        .map((id) => client.query(query, of(id), FRESH).toPromise()),
    );
    return answers.flatMap(({ data, error }) => {
      if (error?.networkError) throw error;
      const key = data && keyOf(data);
      return key ? [key] : [];
    });
  }, [client, query, list, of, keyOf]);
}

const byId = (id: string) => ({ id });
const byOrgan = (organId: string) => ({ organId });
const keyOfPetition = ({ petition }: ResultOf<typeof KEY_OF_PETITION>) => petition?.liveKey;
const keyOfOrgan = ({ organLiveKey }: ResultOf<typeof KEY_OF_ORGAN>) => organLiveKey;

/** Calls `onChange` for events of these petitions that the reader may see; at most a hundred petitions. */
export function usePetitionsLive(ids: readonly string[], onChange: () => void): Live {
  const keys = useKeys(KEY_OF_PETITION, ids, byId, keyOfPetition);
  return useLive(ids.length > 0 ? keys : null, onChange);
}

/** Calls `onChange` for new matters of these organs. Reports send no signals, so lists poll as well. */
export function useOrgansLive(organIds: readonly string[], onChange: () => void): Live {
  const keys = useKeys(KEY_OF_ORGAN, organIds, byOrgan, keyOfOrgan);
  return useLive(organIds.length > 0 ? keys : null, onChange);
}

/** Calls `ask` each minute while the page is visible. */
export const useEveryMinute = (ask: () => void): void => useEvery(60, ask);

/** Calls `ask` at this interval while the page is visible. */
export function useEvery(seconds: number, ask: () => void): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) latest.current();
    }, seconds * 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
}

/** When the answer of the graph last changed; null if it has not changed since the page was opened. */
export function useChangedAt(answer: unknown): Date | null {
  const text = answer === undefined ? null : JSON.stringify(answer);
  const [known, setKnown] = useState<{ readonly text: string | null; readonly at: Date | null }>({ text, at: null });
  // Set during rendering, as React recommends for state derived from a former render: https://react.dev/reference/react/useState#storing-information-from-previous-renders
  if (text !== null && text !== known.text) setKnown({ text, at: known.text === null ? null : new Date() });
  return known.at;
}

interface LiveSignProps {
  readonly live: Live;
  readonly changedAt: Date | null;
  readonly more?: ReactNode;
}

/** Shows that the page was updated since it was opened. Keeps its space while it is empty. */
export function LiveSign({ live: { connected }, changedAt, more }: LiveSignProps): ReactNode {
  return (
    <p className="live-sign muted no-print" role="status">
      {!connected && texts.liveOff}
      {connected && changedAt && (
        <>
          {`${texts.updated} ${instantText(changedAt.toISOString())}`} {more}
        </>
      )}
    </p>
  );
}
