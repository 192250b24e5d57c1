import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { law } from '../../../../src/texts/law';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day, instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';

const texts = law.moved;

const PREVIEW = graphql(`
  mutation PreviewDates($input: PreviewRecomputationInput!) {
    previewRecomputation(input: $input) {
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
  }
`);

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

type Preview = ResultOf<typeof PREVIEW>['previewRecomputation'];

const PAGE = 50;
const POLL_MS = 2_000;

/** What a proposal would move, before it is put into force: how many dates, and each with the day before and after. */
export function MovedDates({ proposalId }: { readonly proposalId: string }): ReactNode {
  const [{ error, fetching }, preview] = useMutation(PREVIEW);
  const [seen, setSeen] = useState<Preview | null>(null);
  const [whole, setWhole] = useState(false);
  const more = useCallback(
    async (former: Preview | null): Promise<void> => {
      const after = former?.dates.at(-1)?.clockId ?? null;
      const { data } = await preview({ input: { proposalId, first: PAGE, after } });
      if (!data) return;
      const { dates } = data.previewRecomputation;
      setWhole(dates.length < PAGE);
      setSeen({ ...data.previewRecomputation, dates: [...(former?.dates ?? []), ...dates] });
    },
    [preview, proposalId],
  );
  useEffect(() => void more(null), [more]);
  return (
    <section className="card" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      {error && <Failure error={error} again={() => void more(seen)} />}
      {!seen && !error && <Loading />}
      {seen && <p>{texts.counts(seen.clocks, seen.notices)}</p>}
      {seen && seen.refused > 0 && <p className="notice">{texts.refused(seen.refused)}</p>}
      {seen && seen.dates.length > 0 && <Dates dates={seen.dates} />}
      {seen && !whole && (
        <button type="button" className="button no-print" disabled={fetching} onClick={() => void more(seen)}>
          {texts.more}
        </button>
      )}
    </section>
  );
}

function Dates({ dates }: { readonly dates: Preview['dates'] }): ReactNode {
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
