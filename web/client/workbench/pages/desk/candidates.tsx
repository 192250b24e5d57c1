import { useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link } from 'wouter';
import { desk } from '../../../../src/texts/desk';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/tada';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';

const { done: texts } = desk;

const LIKE_MATTER = graphql(`
  fragment LikeMatter on RepeatCandidate {
    score
    reasons {
      kind
      text
    }
    petition {
      id
      number
      receivedOn
      summary
      text
      requests {
        id
        text
      }
      stageName
    }
  }
`);

const CANDIDATES = graphql(
  `
    query RepeatCandidatesOfDesk($petitionId: ID!) {
      repeatCandidates(petitionId: $petitionId) {
        elsewhere
        repeats {
          ...LikeMatter
        }
        related {
          ...LikeMatter
        }
      }
    }
  `,
  [LIKE_MATTER],
);

const BESIDE = graphql(
  `
    query RepeatCandidatesOfForm($input: RepeatsOfFormInput!) {
      repeatCandidatesOfForm(input: $input) {
        repeats {
          ...LikeMatter
        }
        related {
          ...LikeMatter
        }
      }
    }
  `,
  [LIKE_MATTER],
);

const LINK = graphql(`
  mutation LinkAtDesk($input: LinkRepeatInput!) {
    linkRepeat(input: $input) {
      id
    }
  }
`);

const SAME_LETTER = graphql(`
  query SameLetterAtDesk($petitionId: ID!) {
    sameLetter(petitionId: $petitionId) {
      elsewhere
      candidates {
        number
        petition {
          id
        }
      }
    }
  }
`);

const LINK_LETTER = graphql(`
  mutation LinkLetterAtDesk($input: LinkSameLetterInput!) {
    linkSameLetter(input: $input) {
      id
    }
  }
`);

type Candidate = ResultOf<typeof CANDIDATES>['repeatCandidates']['repeats'][number];
export type FactsOfForm = VariablesOf<typeof BESIDE>['input'];
type Verdict = keyof typeof texts.linkedAs;

const NO_FACTS: FactsOfForm = { kind: 'CLAIM', division: '', receivedOn: '', summary: '', text: '', requests: [] };

interface Matter {
  readonly id: string;
  readonly receivedOn: string;
}

/** The texts of a matter, for comparison. */
export function MatterText({
  summary,
  text,
  requests,
}: {
  readonly summary: string | null;
  readonly text: string | null;
  readonly requests: readonly { readonly id: string; readonly text: string | null }[];
}): ReactNode {
  return (
    <>
      <p>
        <strong>{summary}</strong>
      </p>
      <p className="desk-words">{text}</p>
      <p className="muted">{texts.requests}</p>
      <ol>
        {requests.map((request) => (
          <li key={request.id}>{request.text}</li>
        ))}
      </ol>
    </>
  );
}

/** A candidate: the matter, why it is one, and its texts. */
function Shown({ candidate, children }: { readonly candidate: Candidate; readonly children?: ReactNode }): ReactNode {
  const { petition, reasons } = candidate;
  return (
    <li className="card desk-candidate" data-number={petition.number}>
      <p className="row spread">
        <Link href={`/petition/${petition.id}`} className="number">
          {petition.number}
        </Link>
        <span>
          <Day day={petition.receivedOn} /> {petition.stageName}
        </span>
      </p>
      <ul className="desk-reasons" aria-label={texts.why}>
        {reasons.map(({ kind, text }) => (
          <li key={kind} className="badge brand">
            {text}
          </li>
        ))}
      </ul>
      <MatterText {...petition} />
      {children}
    </li>
  );
}

interface BesideProps {
  readonly own: Matter;
  readonly candidate: Candidate;
  /** Only a matter of the same petitioner can be a repeat; a matter of another one can be related. */
  readonly samePetitioner: boolean;
}

/** A candidate beside the registered matter, for the officer to judge. */
function Beside({ own, candidate, samePetitioner }: BesideProps): ReactNode {
  const { petition } = candidate;
  const [{ fetching, error }, link] = useMutation(LINK);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [requestIds] = useState({ SAME_MATTER: crypto.randomUUID(), RELATED: crypto.randomUUID() });
  const judge = (kind: Verdict): void => {
    if (kind === 'NOT') return setVerdict(kind);
    void link({ input: { requestId: requestIds[kind], petitionId: own.id, repeatOf: petition.id, kind } }).then(({ data }) => {
      if (data) setVerdict(kind);
    });
  };
  return (
    <Shown candidate={candidate}>
      {error && <Failure error={error} />}
      <div role="status">
        {verdict && <p className="notice ok">{verdict === 'NOT' && !samePetitioner ? texts.comparedUnrelated : texts.linkedAs[verdict]}</p>}
      </div>
      {verdict === null && (
        <div className="row" role="group" aria-label={texts.judge(petition.number)}>
          {samePetitioner && (
            <button type="button" className="button" disabled={fetching} onClick={() => judge('SAME_MATTER')}>
              {texts.sameMatter}
            </button>
          )}
          <button type="button" className="button" disabled={fetching} onClick={() => judge('RELATED')}>
            {texts.relatedMatter}
          </button>
          <button type="button" className="button" disabled={fetching} onClick={() => judge('NOT')}>
            {samePetitioner ? texts.notRepeat : texts.notRelated}
          </button>
        </div>
      )}
    </Shown>
  );
}

/**
 * Matters similar to the filing that is being typed. They are looked up when a field loses the focus and not while typing, because each
 * look-up is recorded.
 */
export function CandidatesOfForm({ facts }: { readonly facts: FactsOfForm | null }): ReactNode {
  const [{ data, error, fetching }] = useQuery({
    query: BESIDE,
    variables: { input: facts ?? NO_FACTS },
    pause: facts === null,
    requestPolicy: 'cache-first',
  });
  const found = facts === null ? null : data?.repeatCandidatesOfForm;
  const all = found ? [...found.repeats, ...found.related] : [];
  return (
    <aside className="desk-beside" aria-labelledby="desk-beside">
      <h2 id="desk-beside">{desk.entry.beside}</h2>
      <p className="muted">{desk.entry.besideHint}</p>
      {error && <Failure error={error} />}
      <p role="status">{found && !fetching ? desk.entry.besideFound(all.length) : ''}</p>
      <ul className="desk-candidates">
        {all.map((candidate) => (
          <Shown key={candidate.petition.id} candidate={candidate} />
        ))}
      </ul>
    </aside>
  );
}

/** Candidates for the matter that was just registered. They are looked up once, because each look-up is recorded. */
export function Candidates({ own }: { readonly own: Matter }): ReactNode {
  const [{ data, error }, again] = useQuery({
    query: CANDIDATES,
    variables: { petitionId: own.id },
    requestPolicy: 'cache-first',
  });
  const found = data?.repeatCandidates;
  return (
    <section aria-labelledby="desk-candidates">
      <h2 id="desk-candidates">{texts.candidates}</h2>
      <p className="muted">{texts.candidatesLead}</p>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {!found && !error && <Loading />}
      {found && found.repeats.length + found.related.length === 0 && <p>{texts.candidatesNone}</p>}
      {(['repeats', 'related'] as const).map(
        (sort) =>
          found &&
          found[sort].length > 0 && (
            <section key={sort}>
              <h3>{texts[sort]}</h3>
              {sort === 'related' && <p className="muted">{texts.relatedLead}</p>}
              <ul className="desk-candidates">
                {found[sort].map((candidate) => (
                  <Beside key={candidate.petition.id} own={own} candidate={candidate} samePetitioner={sort === 'repeats'} />
                ))}
              </ul>
            </section>
          ),
      )}
      {found?.elsewhere ? <p className="notice warn">{texts.elsewhere(found.elsewhere)}</p> : null}
    </section>
  );
}

/** Whether another addressee has the same letter. The look-up is recorded. */
export function SameLetter({ petitionId }: { readonly petitionId: string }): ReactNode {
  const [{ data, error }] = useQuery({ query: SAME_LETTER, variables: { petitionId }, requestPolicy: 'cache-first' });
  const [{ fetching, error: refused, data: linked }, link] = useMutation(LINK_LETTER);
  const [requestId] = useState(() => crypto.randomUUID());
  const found = data?.sameLetter;
  return (
    <section aria-labelledby="desk-same">
      <h2 id="desk-same">{texts.same}</h2>
      {error && <Failure error={error} />}
      {refused && <Failure error={refused} />}
      {linked && (
        <p className="notice ok" role="status">
          {texts.sameLinked}
        </p>
      )}
      {found && found.candidates.length === 0 && !found.elsewhere && <p>{texts.sameNone}</p>}
      {found?.elsewhere && <p className="notice warn">{texts.sameElsewhere}</p>}
      {!linked &&
        found?.candidates.map(({ number }) => (
          <p key={number} className="row">
            {texts.sameFound(number)}
            <button
              type="button"
              className="button"
              disabled={fetching}
              onClick={() => void link({ input: { requestId, petitionId, firstNumber: number } })}
            >
              {texts.sameLink(number)}
            </button>
          </p>
        ))}
      {!found && !error && <p className="muted">{workbench.empty}</p>}
    </section>
  );
}
