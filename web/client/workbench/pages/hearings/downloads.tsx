import { useState, type ReactNode } from 'react';
import { useClient, type CombinedError } from 'urql';
import { hearings as texts } from '../../../../src/texts/hearings';
import { graphql } from '../../graph/tada';
import { download } from '../../list/download';
import { Failure } from '../../parts/failure';

const t = texts.bundle;

const LINKS = graphql(`
  query LinksOfHearingBundle($id: ID!) {
    hearing(id: $id) {
      id
      bundle {
        link
        partyLink
      }
    }
  }
`);

/** The file as the organ reads it and as parties get it. A link is good for a minute, so it is asked for when it is pressed. */
export function Downloads({ hearingId, office }: { readonly hearingId: string; readonly office: boolean }): ReactNode {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError | null>(null);
  const [said, setSaid] = useState('');
  const take = async (which: 'link' | 'partyLink'): Promise<void> => {
    setBusy(true);
    setError(null);
    setSaid('');
    const { data, error: refused } = await client.query(LINKS, { id: hearingId }, { requestPolicy: 'network-only' }).toPromise();
    const link = data?.hearing?.bundle?.[which];
    const file = link ? await download(link) : null;
    if (file?.end === 'taken') setSaid(t.loaded(file.name));
    else if (file?.end === 'refused') setError(file.error);
    else if (refused) setError(refused);
    else setSaid(t.notLoaded);
    setBusy(false);
  };
  return (
    <>
      {error && <Failure error={error} />}
      <p className="row no-print">
        {office && (
          <button type="button" className="button" disabled={busy} onClick={() => void take('link')}>
            {t.load}
          </button>
        )}
        <button type="button" className="button" disabled={busy} onClick={() => void take('partyLink')}>
          {t.loadParty}
        </button>
      </p>
      <p role="status" className="muted">
        {said}
      </p>
    </>
  );
}
