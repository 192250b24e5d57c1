import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { law } from '../../../../src/texts/law';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day, instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';

const texts = law.moved;

const PART = graphql(`
  fragment MovedPart on PreviewedClocks {
    clocks
    notices
    refused
    dates {
      clockId
      termName
      told
      nominalAfter
      effectiveBefore
      effectiveAfter
      provisional
      organ {
        id
        name
      }
    }
  }
`);
const PREVIEW = graphql(
  `
    mutation PreviewDates($input: PreviewRecomputationInput!, $first: Int!, $afterCase: ID, $afterSupervision: ID) {
      previewRecomputation(input: $input) {
        id
        case(first: $first, after: $afterCase) {
          ...MovedPart
        }
        supervision(first: $first, after: $afterSupervision) {
          ...MovedPart
        }
      }
    }
  `,
  [PART],
);

const PROGRESS = graphql(`
  query RecomputationNow {
    recomputation {
      id
      startedAt
      endedAt
      clocks
      behind
      moved
      notices
    }
  }
`);

type Part = ResultOf<typeof PART>;
const OWNERS = ['case', 'supervision'] as const;
type Owner = (typeof OWNERS)[number];
type Seen = Readonly<Record<Owner, Part | null>>;

const PAGE = 50;
const POLL_MS = 2_000;

/** The counts of now, with the dates of the pages before. */
const joined = (former: Part | null | undefined, now: Part | null): Part | null =>
  now && { ...now, dates: [...(former?.dates ?? []), ...now.dates] };
const isWhole = (part: Part | null): boolean => !part || part.dates.length < PAGE;

/** What a proposal would move, before it is put into force: for each owner of clocks how many dates, and each with the day before and after. */
export function MovedDates({ proposalId }: { readonly proposalId: string }): ReactNode {
  const [{ error, fetching }, preview] = useMutation(PREVIEW);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [whole, setWhole] = useState(false);
  const more = useCallback(
    async (former: Seen | null): Promise<void> => {
      const last = (owner: Owner): string | null => former?.[owner]?.dates.at(-1)?.clockId ?? null;
      const page = { first: PAGE, afterCase: last('case'), afterSupervision: last('supervision') };
      const now = (await preview({ input: { proposalId }, ...page })).data?.previewRecomputation;
      if (!now) return;
      setWhole(isWhole(now.case) && isWhole(now.supervision));
      setSeen({ case: joined(former?.case, now.case), supervision: joined(former?.supervision, now.supervision) });
    },
    [preview, proposalId],
  );
  useEffect(() => void more(null), [more]);
  return (
    <section className="card" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      {error && <Failure error={error} again={() => void more(null)} />}
      {!seen && !error && <Loading />}
      {seen && OWNERS.map((owner) => <Moved key={owner} title={texts.owners[owner]} part={seen[owner]} />)}
      {seen && !whole && (
        <button type="button" className="button no-print" disabled={fetching} onClick={() => void more(seen)}>
          {texts.more}
        </button>
      )}
    </section>
  );
}

function Moved({ title, part }: { readonly title: string; readonly part: Part | null }): ReactNode {
  if (!part) return null;
  return (
    <>
      <h3>{title}</h3>
      <p>{texts.counts(part.clocks, part.notices)}</p>
      {part.refused > 0 && <p className="notice">{texts.refused(part.refused)}</p>}
      {part.dates.length > 0 && <Dates dates={part.dates} />}
    </>
  );
}

function Dates({ dates }: { readonly dates: Part['dates'] }): ReactNode {
  return (
    <div className="cards-box">
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{texts.whose}</th>
            <th scope="col">{texts.term}</th>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
            <th scope="col">{texts.told}</th>
          </tr>
        </thead>
        <tbody>
          {dates.map(({ clockId, organ, termName, effectiveBefore, effectiveAfter, provisional, told }) => (
            <tr key={clockId}>
              <td>{organ?.name ?? texts.petitioner}</td>
              <td>{termName}</td>
              <td>
                <Day day={effectiveBefore} />
              </td>
              <td>
                <Day day={effectiveAfter} />
                {provisional && <span className="muted"> {texts.provisional}</span>}
              </td>
              <td>{told === null ? texts.nobody : told === 'organ' ? texts.organ : texts.petitioner}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How far the owner of the clocks is, after law has come into force. */
export function RecomputationNow(): ReactNode {
  const [{ data, error }, again] = useQuery({ query: PROGRESS, requestPolicy: 'network-only' });
  const now = data?.recomputation;
  const runs = now?.endedAt === null;
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), POLL_MS);
    return () => clearInterval(timer);
  }, [runs, again]);
  // Before the first change of law there is none.
  if (error || !now) return null;
  return (
    <section className="card" aria-label={texts.progress} aria-live="polite">
      <h2>{texts.progress}</h2>
      <p>{now.endedAt === null ? texts.runs(now.clocks, now.behind) : texts.ended(instantText(now.endedAt), now.clocks, now.notices)}</p>
      {now.endedAt !== null && now.behind > 0 && <p className="notice">{texts.refused(now.behind)}</p>}
    </section>
  );
}
