import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useClient, useMutation, useQuery, type CombinedError } from 'urql';
import { signing as texts } from '../../../src/texts/signing';
import { graphql } from '../graph/tada';
import { instantText } from '../parts/day';
import { Failure } from '../parts/failure';
import { useMe } from '../session/me';
import { ALGORITHM, dropKey, keysOf, makeKey, signatureOf, type OwnKey } from './own-keys';
import { SIGNING_KEYS, type SigningKey } from './registered';
import { says } from './told';

const FRESH = { requestPolicy: 'network-only' } as const;

const TEXT = graphql(`
  query SigningKeyText($algorithm: String!, $key: String!) {
    signingKeyText(algorithm: $algorithm, key: $key)
  }
`);

const REGISTER = graphql(`
  mutation RegisterSigningKey($input: RegisterSigningKeyInput!) {
    registerSigningKey(input: $input) {
      id
    }
  }
`);

const END = graphql(`
  mutation EndSigningKey($input: EndSigningKeyInput!) {
    endSigningKey(input: $input) {
      id
    }
  }
`);

/** Keys that the reader signs files of hearings with: made in this browser, of which the server learns the public half. */
export function SigningKeys(): ReactNode {
  const me = useMe();
  const client = useClient();
  const [{ data, error }, ask] = useQuery({ query: SIGNING_KEYS, requestPolicy: 'network-only' });
  const [, register] = useMutation(REGISTER);
  /** Keys in this browser; null while they are read, or where the browser keeps none. */
  const [own, setOwn] = useState<readonly OwnKey[] | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [refused, setRefused] = useState<CombinedError | null>(null);
  const [busy, setBusy] = useState(false);
  const [ending, setEnding] = useState<SigningKey | null>(null);
  const read = useCallback(() => {
    keysOf(me.id).then(setOwn, () => setWrong(texts.notKept));
  }, [me.id]);
  useEffect(read, [read]);
  const registered = data?.signingKeys ?? [];

  /** Registers a key that was made before and whose registration got no answer, else a new one. */
  const make = async (): Promise<void> => {
    const waiting = own?.find(({ key }) => registered.every((one) => one.key !== key));
    const key = waiting ?? (await makeKey(me.id));
    const { data: told, error: failed } = await client.query(TEXT, { algorithm: ALGORITHM, key: key.key }, FRESH).toPromise();
    const expected = { purpose: 'sunshine-signing-key/1', personId: me.id, algorithm: ALGORITHM, key: key.key };
    if (!told) return setRefused(failed ?? null);
    if (!says(told.signingKeyText, expected)) return setWrong(texts.otherText);
    const proof = await signatureOf(key, told.signingKeyText);
    // The key itself names the request: what is sent twice registers once.
    const answer = await register({ input: { requestId: key.key, algorithm: ALGORITHM, key: key.key, proof } });
    if (answer.error) return setRefused(answer.error);
    setSaid(texts.made);
    ask(FRESH);
  };
  const start = async (): Promise<void> => {
    setBusy(true);
    setSaid(null);
    setWrong(null);
    setRefused(null);
    try {
      await make();
    } catch (failure) {
      setWrong(failure instanceof DOMException && failure.name === 'NotSupportedError' ? texts.unknown : texts.notKept);
    } finally {
      setBusy(false);
      read();
    }
  };

  return (
    <section className="card" aria-labelledby="signing-keys">
      <h2 id="signing-keys">{texts.title}</h2>
      <p>{texts.lead}</p>
      <p className="muted">{texts.shared}</p>
      {error && <Failure error={error} again={() => ask(FRESH)} />}
      {refused && <Failure error={refused} />}
      {wrong && (
        <p className="notice bad" role="alert">
          {wrong}
        </p>
      )}
      <p role="status" className={said ? 'notice ok' : undefined}>
        {said}
      </p>
      {data && registered.length === 0 && <p>{texts.none}</p>}
      <ul className="signing-keys" aria-label={texts.title}>
        {registered.map((one) => {
          const here = own?.some(({ key }) => key === one.key) ?? false;
          return (
            <li key={one.id}>
              <p className="row">
                <span className={one.endedAt ? 'badge' : 'badge ok'}>
                  {one.endedAt ? texts.ended(instantText(one.endedAt)) : texts.inUse}
                </span>
                {!one.endedAt && <span className="badge">{here ? texts.here : texts.elsewhere}</span>}
                <span className="muted">{texts.since(instantText(one.registeredAt))}</span>
                {!one.endedAt && (
                  <button
                    type="button"
                    className="button quiet"
                    aria-label={texts.endOf(one.fingerprint.slice(0, 8))}
                    onClick={() => setEnding(one)}
                  >
                    {texts.end}
                  </button>
                )}
              </p>
              <p className="muted">
                {texts.fingerprint} <code className="digest">{one.fingerprint}</code>
              </p>
              {ending?.id === one.id && (
                <End
                  of={one}
                  here={here}
                  done={(how) => {
                    setEnding(null);
                    if (how === 'kept') return;
                    if (how === 'ended') setSaid(texts.endDone);
                    else setWrong(texts.endLeft);
                    ask(FRESH);
                    read();
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      <button type="button" className="button primary" disabled={busy || !data} onClick={() => void start()}>
        {busy ? texts.making : texts.make}
      </button>
    </section>
  );
}

interface Ending {
  readonly of: SigningKey;
  /** Whether this browser keeps it. */
  readonly here: boolean;
  readonly done: (how: 'kept' | 'ended' | 'ended, and still in this browser') => void;
}

/** Asks once more before a key is ended, because it signs no more. */
function End({ of, here, done }: Ending): ReactNode {
  const [{ error, fetching }, end] = useMutation(END);
  const confirm = async (): Promise<void> => {
    const answer = await end({ input: { requestId: null, id: of.id } });
    if (answer.error) return;
    const dropped =
      !here ||
      (await dropKey(of.key).then(
        () => true,
        () => false,
      ));
    done(dropped ? 'ended' : 'ended, and still in this browser');
  };
  return (
    <div className="notice warn">
      <p>{texts.endAsk}</p>
      {error && <Failure error={error} />}
      <p className="row">
        <button type="button" className="button" disabled={fetching} onClick={() => void confirm()}>
          {texts.endDo}
        </button>
        <button type="button" className="button quiet" disabled={fetching} onClick={() => done('kept')}>
          {texts.cancel}
        </button>
      </p>
    </div>
  );
}
