import { useEffect, useState, type ReactNode } from 'react';
import { useClient, useMutation, useQuery, type CombinedError } from 'urql';
import { Link } from 'wouter';
import { signing as texts } from '../../../src/texts/signing';
import { workbench } from '../../../src/texts/workbench';
import { graphql } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Loading } from '../parts/loading';
import { Window } from '../parts/window';
import { useMe } from '../session/me';
import { ALGORITHM, keysOf, signatureOf, type OwnKey } from './own-keys';
import { SIGNING_KEYS } from './registered';
import { says } from './told';

const FRESH = { requestPolicy: 'network-only' } as const;
const FORMAT = 'sunshine-hearing-bundle/1';

const TEXT = graphql(`
  query HearingSigningText($id: ID!, $signerId: ID!, $algorithm: String!, $key: String!, $section: Int) {
    hearing(id: $id) {
      id
      signingText(signerId: $signerId, algorithm: $algorithm, key: $key, section: $section)
    }
  }
`);

const SIGN = graphql(`
  mutation SignHearingBundle($input: SignHearingBundleInput!) {
    signHearingBundle(input: $input) {
      id
    }
  }
`);

interface SignSheetProps {
  readonly petitionId: string;
  readonly hearingId: string;
  readonly section: { readonly section: number; readonly digest: string };
  readonly signer: { readonly id: string; readonly name: string | null; readonly part: string; readonly partName: string };
  readonly onClose: (signed: boolean) => void;
}

/** Signs a section of the file of a hearing with a key of the reader in this browser. */
export default function SignSheet({ petitionId, hearingId, section, signer, onClose }: SignSheetProps): ReactNode {
  const me = useMe();
  const client = useClient();
  const [{ data, error }, ask] = useQuery({ query: SIGNING_KEYS, requestPolicy: 'network-only' });
  const [, sign] = useMutation(SIGN);
  const [own, setOwn] = useState<readonly OwnKey[] | null>(null);
  const [refused, setRefused] = useState<CombinedError | null>(null);
  const [other, setOther] = useState(false);
  const [busy, setBusy] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  useEffect(() => {
    let gone = false;
    // A browser that keeps no keys has none.
    void keysOf(me.id)
      .catch(() => [])
      .then((found) => {
        if (!gone) setOwn(found);
      });
    return () => {
      gone = true;
    };
  }, [me.id]);
  const usable = (data?.signingKeys ?? []).flatMap((one) => {
    const held = one.endedAt === null ? own?.find(({ key }) => key === one.key) : undefined;
    return held ? [{ ...one, held }] : [];
  });
  const chosen = usable.at(-1);
  const start = async (): Promise<void> => {
    if (!chosen) return;
    setBusy(true);
    setRefused(null);
    setOther(false);
    const { held } = chosen;
    const asked = { signerId: signer.id, algorithm: ALGORITHM, key: held.key, section: section.section };
    const told = await client.query(TEXT, { id: hearingId, ...asked }, FRESH).toPromise();
    const text = told.data?.hearing?.signingText ?? '';
    const { id, name, part } = signer;
    const expected = {
      format: FORMAT,
      section: section.section,
      head: section.digest,
      signer: { id, name, part },
      algorithm: ALGORITHM,
      key: held.key,
    };
    if (told.error) setRefused(told.error);
    else if (!says(text, expected)) setOther(true);
    else {
      const value = await signatureOf(held, text);
      const answer = await sign({ input: { requestId, petitionId, pass: null, hearingId, ...asked, value } });
      if (!answer.error) return onClose(true);
      setRefused(answer.error);
    }
    setBusy(false);
  };
  return (
    <Window title={texts.signTitle} look="sheet no-print" closeText={workbench.close} held={busy} onClose={() => onClose(false)}>
      {error && <Failure error={error} again={() => ask(FRESH)} />}
      {!error && (!data || own === null) && <Loading />}
      {data && own !== null && !chosen && (
        <>
          <p className="notice warn">{texts.noKey}</p>
          <p>
            <Link href="/account" className="button">
              {texts.toKeys}
            </Link>
          </p>
        </>
      )}
      {chosen && (
        <>
          <p>{texts.signLead}</p>
          <dl className="facts">
            <dt>{texts.as}</dt>
            <dd>{`${signer.name ?? me.name} ${signer.partName}`}</dd>
            <dt>{texts.digest}</dt>
            <dd>
              <code className="digest">{section.digest}</code>
            </dd>
            <dt>{texts.key}</dt>
            <dd>
              <code className="digest">{chosen.fingerprint}</code>
            </dd>
          </dl>
          {refused && <Failure error={refused} />}
          {other && (
            <p className="notice bad" role="alert">
              {texts.otherText}
            </p>
          )}
          <button type="button" className="button primary" disabled={busy} onClick={() => void start()}>
            {busy ? texts.signingNow : texts.signNow}
          </button>
        </>
      )}
    </Window>
  );
}
