import { useState, type FormEvent, type ReactNode } from 'react';
import { useClient, useMutation, type CombinedError } from 'urql';
import { Link } from 'wouter';
import { matter as texts } from '../../../../src/texts/matter';
import { useAct } from '../../acts/open';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Purpose, Section, Sheet } from './parts';
import type { Matter } from './query';
import { SameMatter } from './same-matter';
import { mayDesk, PURPOSE_MIN } from './sealed';

const t = texts.repeats;

const SEEK = graphql(`
  query SeekRepeats($id: ID!) {
    repeatCandidates(petitionId: $id) {
      elsewhere
      repeats {
        score
        reasons {
          kind
          text
        }
        petition {
          id
          number
          summary
          stageName
          receivedOn
        }
      }
      related {
        score
        reasons {
          kind
          text
        }
        petition {
          id
          number
          summary
          stageName
          receivedOn
        }
      }
    }
  }
`);

const LINK = graphql(`
  mutation LinkRepeat($input: LinkRepeatInput!) {
    linkRepeat(input: $input) {
      id
    }
  }
`);

const UNLINK = graphql(`
  mutation UnlinkRepeat($input: UnlinkRepeatInput!) {
    unlinkRepeat(input: $input) {
      id
    }
  }
`);

type Candidates = ResultOf<typeof SEEK>['repeatCandidates'];
type Other = Matter['repeats'][number];

const OtherMatter = ({ other }: { readonly other: Pick<Other, 'id' | 'number' | 'summary' | 'stageName' | 'receivedOn'> }): ReactNode => (
  <>
    <Link href={`/petition/${other.id}`} className="number">
      {other.number}
    </Link>
    {` ${other.summary ?? ''} `}
    <span className="badge">{other.stageName}</span> <Day day={other.receivedOn} />
  </>
);

/** Repeats of the matter and similar matters. An officer compares and links them. */
export function Repeats({ matter, reread }: { readonly matter: Matter; readonly reread: () => void }): ReactNode {
  const client = useClient();
  const [candidates, setCandidates] = useState<Candidates | null>(null);
  const [error, setError] = useState<CombinedError | null>(null);
  const [fetching, setFetching] = useState(false);
  const [linking, link] = useMutation(LINK);
  const [unlinking, setUnlinking] = useState<Other | null>(null);
  const [openAct, dialog] = useAct(reread);
  const registrar = mayDesk(matter, 'linkRepeat');
  const mayMerge = (matter.acts ?? []).some(({ act }) => act === 'mergePetitions');
  const seek = async (): Promise<void> => {
    setFetching(true);
    const answer = await client.query(SEEK, { id: matter.id }, { requestPolicy: 'network-only' });
    setFetching(false);
    setError(answer.error ?? null);
    if (answer.data) setCandidates(answer.data.repeatCandidates);
  };
  const linkTo = (repeatOf: string, kind: 'SAME_MATTER' | 'RELATED'): void =>
    void link({ input: { requestId: crypto.randomUUID(), petitionId: matter.id, repeatOf, kind } }).then(({ data }) => {
      if (!data) return;
      setCandidates(null);
      reread();
    });
  const list = (title: string, others: readonly Other[]): ReactNode =>
    others.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul>
          {others.map((other) => (
            <li key={other.id} className="row">
              <span>
                <OtherMatter other={other} />
              </span>
              {mayMerge && (
                <button
                  type="button"
                  className="button no-print"
                  onClick={() =>
                    openAct({
                      act: 'mergePetitions',
                      petitionIds: [matter.id],
                      start: { joined: [{ petitionId: { id: other.id, name: other.number } }] },
                    })
                  }
                  aria-label={t.mergeWith(other.number)}
                >
                  {t.merge}
                </button>
              )}
              {registrar && (
                <button
                  type="button"
                  className="button quiet no-print"
                  onClick={() => setUnlinking(other)}
                  aria-label={`${t.unlink}${other.number}`}
                >
                  {t.unlink}
                </button>
              )}
            </li>
          ))}
        </ul>
      </>
    );
  const found = (sort: 'repeats' | 'related', those: Candidates['repeats']): ReactNode =>
    those.length > 0 && (
      <section aria-label={t.candidates[sort]}>
        <h3>{t.candidates[sort]}</h3>
        {sort === 'related' && <p className="muted">{t.relatedLead}</p>}
        <ul className="matter-cards">
          {those.map(({ petition, score, reasons }) => (
            <li key={petition.id}>
              <p>
                <OtherMatter other={petition} />
              </p>
              <p className="row">
                <span className="badge brand">{t.likeness(Math.round(score * 100))}</span>
                {reasons.map(({ kind, text }) => (
                  <span className="badge" key={kind}>
                    {text}
                  </span>
                ))}
              </p>
              <p className="row">
                {sort === 'repeats' && (
                  <button type="button" className="button" disabled={linking.fetching} onClick={() => linkTo(petition.id, 'SAME_MATTER')}>
                    {t.linkSame}
                  </button>
                )}
                <button type="button" className="button" disabled={linking.fetching} onClick={() => linkTo(petition.id, 'RELATED')}>
                  {t.linkRelated}
                </button>
              </p>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <Section id="repeats" title={t.title}>
      {list(t.linked, matter.repeats)}
      {list(t.related, matter.related)}
      {matter.repeats.length === 0 && matter.related.length === 0 && <p>{t.none}</p>}
      {matter.kind === 'REPORT' && <p className="muted">{t.report}</p>}
      {registrar && matter.kind !== 'REPORT' && (
        <p className="no-print">
          <button type="button" className="button" disabled={fetching} onClick={() => void seek()}>
            {t.seek}
          </button>{' '}
          <span className="muted">{t.seekHint}</span>
        </p>
      )}
      <div role="status" className="no-print">
        {candidates && candidates.repeats.length === 0 && candidates.related.length === 0 && <p>{t.nothing}</p>}
        {candidates?.elsewhere ? <p>{t.elsewhere(candidates.elsewhere)}</p> : null}
      </div>
      {error && <Failure error={error} />}
      {linking.error && <Failure error={linking.error} />}
      {candidates && found('repeats', candidates.repeats)}
      {candidates && found('related', candidates.related)}
      <SameMatter matter={matter} reread={reread} />
      {dialog}
      {unlinking && (
        <Unlink
          petitionId={matter.id}
          other={unlinking}
          onClose={(done) => {
            setUnlinking(null);
            if (done) reread();
          }}
        />
      )}
    </Section>
  );
}

interface UnlinkProps {
  readonly petitionId: string;
  readonly other: Other;
  readonly onClose: (done: boolean) => void;
}

function Unlink({ petitionId, other, onClose }: UnlinkProps): ReactNode {
  const [{ error, fetching }, unlink] = useMutation(UNLINK);
  const [requestId] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = reason.trim();
    setMissing(given.length < PURPOSE_MIN);
    if (given.length < PURPOSE_MIN) return;
    void unlink({ input: { requestId, petitionId, repeatOf: other.id, reason: given } }).then(({ data }) => data && onClose(true));
  };
  return (
    <Sheet title={`${t.unlinkTitle} ${other.number}`} onClose={() => onClose(false)}>
      <form onSubmit={submit} noValidate>
        {error && <Failure error={error} />}
        <Purpose
          label={t.unlinkReason}
          hint={t.seekHint}
          value={reason}
          error={missing ? texts.seal.tooShort : null}
          onChange={setReason}
        />
        <p className="row">
          <button type="submit" className="button primary" disabled={fetching}>
            {t.unlink}
          </button>
          <button type="button" className="button" onClick={() => onClose(false)}>
            {texts.seal.cancel}
          </button>
        </p>
      </form>
    </Sheet>
  );
}
