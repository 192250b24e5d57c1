import { useState, type FormEvent, type ReactNode } from 'react';
import { useClient, type CombinedError } from 'urql';
import { Failure } from '../../parts/failure';
import type { Sitting } from './query';

/** What an act on the hearing takes besides the hearing itself. */
type Input = Readonly<Record<string, unknown>>;

/**
 * Does acts on the hearing, each once: a request without an answer keeps its id, and the same act sent again is a repeat of it.
 * `after` is called when one was done.
 */
export function useAct({ id, petition }: Sitting, name: string, after: () => void) {
  const client = useClient();
  const [request, setRequest] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<CombinedError | null>(null);
  const [sending, setSending] = useState(false);
  const send = async (input: Input): Promise<boolean> => {
    setSending(true);
    const type = `${(name[0] ?? '').toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ${name}($input: ${type}!) { ${name}(input: $input) { id } }`;
    const answer = await client.mutation(query, { input: { petitionId: petition?.id, hearingId: id, requestId: request, ...input } });
    setSending(false);
    setError(answer.error ?? null);
    if (answer.error) {
      // Refused, so not done: another try is another request.
      if (answer.error.graphQLErrors.length > 0) setRequest(crypto.randomUUID());
      return false;
    }
    setRequest(crypto.randomUUID());
    after();
    return true;
  };
  return { send, error, sending };
}

interface ActProps {
  readonly sitting: Sitting;
  readonly name: string;
  readonly after: () => void;
  /** Null: something is missing. */
  readonly input: Input | null;
  readonly text: string;
  readonly label?: string;
  readonly look?: string;
  /** Called when it was done. */
  readonly done?: () => void;
  readonly children?: ReactNode;
}

/** An act with its fields and its button; a refusal stands above, and what was typed stays. */
export function Act({ sitting, name, after, input, text, label, look = '', done, children }: ActProps): ReactNode {
  const { send, error, sending } = useAct(sitting, name, after);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (input !== null && (await send(input))) done?.();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {error && <Failure error={error} />}
      {children}
      <button type="submit" className={`button ${look}`.trim()} disabled={sending || input === null} aria-label={label}>
        {text}
      </button>
    </form>
  );
}
