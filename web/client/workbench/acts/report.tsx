import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { basisOf } from '../../../src/basis';
import { acts as texts } from '../../../src/texts/acts';
import { workbench } from '../../../src/texts/workbench';
import { hasNoAnswer } from '../graph/last';
import { codeOf } from '../graph/refusal';
import { Failure } from '../parts/failure';

/** One of the matters that a form is sent for. `id` is null if the act names no matter. */
export interface Row {
  readonly id: string | null;
  readonly number: string;
  readonly state: 'waiting' | 'done' | 'refused';
  readonly result?: unknown;
  readonly error?: CombinedError;
}

/** Tells why the act was not done, and that nothing typed is lost. */
export function Refusal({ error }: { readonly error: CombinedError }): ReactNode {
  const code = codeOf(error);
  const own = code === 'VERSION_MOVED' ? texts.moved : code === 'REQUEST_REUSED' ? texts.doneBefore : null;
  if (own)
    return (
      <p className="notice warn" role="alert" data-code={code}>
        {own}
      </p>
    );
  return (
    <>
      <Failure error={error} />
      <p className="muted">{hasNoAnswer(error) ? texts.noAnswer : texts.kept}</p>
    </>
  );
}

/** What became of each of several matters. */
export function Report({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const count = (state: Row['state']): number => rows.filter((row) => row.state === state).length;
  return (
    <section aria-live="polite">
      <h3>{texts.report}</h3>
      <p>{texts.reportCount(count('done'), count('refused'))}</p>
      <ul className="act-report">
        {rows.map(({ id, number, state, error }) => (
          <li key={id} data-state={state}>
            <span className="number">{number || '…'}</span>{' '}
            <span className={`badge ${{ done: 'ok', refused: 'bad', waiting: '' }[state]}`}>
              {{ done: texts.reportDone, refused: texts.reportRefused, waiting: texts.reportWaiting }[state]}
            </span>
            {error && <RowRefusal error={error} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Message, article and code of a refused row. */
function RowRefusal({ error }: { readonly error: CombinedError }): ReactNode {
  const [first] = error.graphQLErrors;
  if (!first) return <span className="act-refusal">{workbench.offline}</span>;
  const { code, source } = first.extensions;
  const basis = basisOf(source);
  return (
    <span className="act-refusal" data-code={String(code)}>
      {first.message}
      <span className="muted">
        {basis && workbench.basisIs(basis)} {texts.codeIs(String(code))}
      </span>
    </span>
  );
}
