import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useClient, type CombinedError } from 'urql';
import { Link } from 'wouter';
import { hearings as texts } from '../../../../src/texts/hearings';
import { graphql } from '../../graph/tada';
import { Failure } from '../../parts/failure';
import { framed } from '../../parts/framed';
import { Loading } from '../../parts/loading';
import { Purpose, Section, Sheet } from '../matter/parts';
import { PURPOSE_MIN } from '../matter/sealed';
import type { HeardMatter, HearingShown } from './query';

const t = texts.papers;

const PAPERS = graphql(`
  query PapersOfHearing($id: ID!, $kinds: [String!], $purpose: String) {
    hearing(id: $id) {
      id
      papers(kinds: $kinds) {
        id
        html(purpose: $purpose)
      }
    }
  }
`);

type Paper = NonNullable<HearingShown['papers']>[number];

interface PapersProps {
  readonly hearing: HearingShown;
  readonly matter: HeardMatter | null;
  /** Opens the form that takes a signed paper back. */
  readonly scan: () => void;
}

/** Papers of the hearing to print, and those that came back signed. */
export function Papers({ hearing: { id, papers }, matter, scan }: PapersProps): ReactNode {
  const [shown, setShown] = useState<Paper | null>(null);
  // What is printed is told to those inside alone.
  if (!papers) return null;
  const scanned = matter?.files.filter(({ role }) => role === 'HEARING').length ?? 0;
  const may = (act: string): boolean => matter?.deskActs.some((one) => one.act === act) ?? false;
  return (
    <Section id="papers" title={t.title}>
      {papers.length === 0 && <p>{t.none}</p>}
      {papers.length > 0 && (
        <>
          <p className="muted">{t.lead}</p>
          <p className="row no-print">
            {papers.map((paper) => (
              <button key={paper.id} type="button" className="button" onClick={() => setShown(paper)}>
                {t.print(paper.title)}
              </button>
            ))}
          </p>
        </>
      )}
      {scanned > 0 && matter && (
        <p>
          <Link href={`/petition/${matter.id}#files`}>{t.scanned(scanned)}</Link>
        </p>
      )}
      {papers.length > 0 && may('attachFile') && (
        <button type="button" className="button no-print" onClick={scan}>
          {t.scan}
        </button>
      )}
      {shown && <Preview key={shown.id} hearingId={id} paper={shown} opens={may('openSealedField')} onClose={() => setShown(null)} />}
    </Section>
  );
}

interface PreviewProps {
  readonly hearingId: string;
  readonly paper: Paper;
  /** Whether the reader may have the names in full. */
  readonly opens: boolean;
  readonly onClose: () => void;
}

interface Page {
  readonly html: string | null;
  readonly error: CombinedError | null;
  readonly fetching: boolean;
}

/** The paper as it is printed; names are masked until a purpose is given. */
function Preview({ hearingId, paper, opens, onClose }: PreviewProps): ReactNode {
  const client = useClient();
  const frame = useRef<HTMLIFrameElement>(null);
  const [{ html, error, fetching }, setPage] = useState<Page>({ html: null, error: null, fetching: true });
  const [asked, setAsked] = useState<string | null>(null);
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let gone = false;
    void client
      .query(PAPERS, { id: hearingId, kinds: [paper.kind], purpose: asked }, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data, error: refused }) => {
        const found = data?.hearing?.papers?.find(({ id }) => id === paper.id)?.html ?? null;
        if (!gone) setPage((before) => ({ html: refused ? before.html : found, error: refused ?? null, fetching: false }));
      });
    return () => {
      gone = true;
    };
  }, [client, hearingId, paper.id, paper.kind, asked]);
  const withNames = (event: FormEvent): void => {
    event.preventDefault();
    const given = purpose.trim();
    setMissing(given.length < PURPOSE_MIN);
    if (given.length < PURPOSE_MIN) return;
    setPage((before) => ({ ...before, fetching: true }));
    setAsked(given);
  };
  return (
    <Sheet title={paper.title} wide onClose={onClose}>
      {error && <Failure error={error} />}
      {fetching && html === null && <Loading />}
      {!fetching && html === null && !error && <p className="notice">{t.notShown}</p>}
      {html !== null && (
        <iframe ref={frame} className="paper" title={t.preview} sandbox="allow-same-origin allow-modals" srcDoc={framed(html)} />
      )}
      {opens && (
        <form className="sheet-form" onSubmit={withNames} noValidate>
          <Purpose label={t.purpose} hint={t.purposeHint} value={purpose} error={missing ? t.purposeShort : null} onChange={setPurpose} />
          <button type="submit" className="button" disabled={fetching}>
            {t.full}
          </button>
        </form>
      )}
      {html !== null && (
        <button type="button" className="button primary" onClick={() => frame.current?.contentWindow?.print()}>
          {t.now}
        </button>
      )}
    </Sheet>
  );
}
