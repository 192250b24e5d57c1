import './redo.css';
import { useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { cited } from '@sunshine/words';
import { redo as texts } from '../../../src/texts/redo';
import { graphql, type ResultOf } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Loading } from '../parts/loading';
import { differ, type Stretch } from './differ';

const REDO = graphql(`
  query RedoTextsOfMatter($id: ID!) {
    petition(id: $id) {
      id
      requests {
        id
        text
      }
      redoTexts {
        ground
        nearness
        revoked {
          facts
          evidence
          answers {
            requestId
            outcomeName
            answer
            basis
          }
        }
        redone {
          facts
          evidence
          answers {
            requestId
            outcomeName
            answer
            basis
          }
        }
      }
    }
  }
`);

type Texts = NonNullable<NonNullable<ResultOf<typeof REDO>['petition']>['redoTexts']>;
type Opinion = Texts['revoked'];
type Request = NonNullable<ResultOf<typeof REDO>['petition']>['requests'][number];

/** The parts of both opinions under one name, in the order of the paper. */
function partsOf({ revoked, redone }: Texts, requests: readonly Request[]): (readonly [title: string, former: string, redone: string])[] {
  const ids = [...new Set([...revoked.answers, ...redone.answers].map(({ requestId }) => requestId))];
  const of = (opinion: Opinion, requestId: string | null) => opinion.answers.find((one) => one.requestId === requestId);
  const nameOf = (requestId: string | null): string => {
    const at = requests.findIndex(({ id }) => id === requestId);
    return requestId === null ? texts.disposition : texts.request(at + 1, requests[at]?.text ?? null);
  };
  const basisOf = (opinion: Opinion, requestId: string | null): string => (of(opinion, requestId)?.basis ?? []).map(cited).join('；');
  return [
    [texts.facts, revoked.facts, redone.facts] as const,
    [texts.evidence, revoked.evidence.join('；'), redone.evidence.join('；')] as const,
    ...ids.flatMap((id) => {
      const name = nameOf(id);
      const [before, after] = [of(revoked, id), of(redone, id)];
      return [
        [texts.outcome(name), before?.outcomeName ?? '', after?.outcomeName ?? ''] as const,
        [texts.answer(name), before?.answer ?? '', after?.answer ?? ''] as const,
        [texts.basis(name), basisOf(revoked, id), basisOf(redone, id)] as const,
      ];
    }),
  ].filter(([, former, now]) => former !== '' || now !== '');
}

/** A text of which the words that only it has are marked. */
function Marked({ of }: { readonly of: readonly Stretch[] }): ReactNode {
  if (of.length === 0) return <span className="muted">{texts.nothing}</span>;
  return of.map(({ text, shared }, at) => (shared ? <span key={at}>{text}</span> : <mark key={at}>{text}</mark>));
}

function Part({ title, former, redone }: { readonly title: string; readonly former: string; readonly redone: string }): ReactNode {
  const both = useMemo(() => differ(former, redone), [former, redone]);
  const same = former === redone;
  return (
    <tr>
      <th scope="row">
        {title} <span className={same ? 'badge warn' : 'badge ok'}>{same ? texts.same : texts.differs}</span>
      </th>
      <td data-label={texts.revoked}>
        <Marked of={both.former} />
      </td>
      <td data-label={texts.redone}>
        <Marked of={both.redone} />
      </td>
    </tr>
  );
}

interface RedoTextsProps {
  readonly petitionId: string;
  /** In the form of the act, above the page that has the same table. */
  readonly inForm?: boolean;
}

/** The revoked opinion and the redone one side by side, for whoever says whether they are nearly the same. */
export default function RedoTexts({ petitionId, inForm = false }: RedoTextsProps): ReactNode {
  const [{ data, error, fetching }, ask] = useQuery({ query: REDO, variables: { id: petitionId }, requestPolicy: 'cache-and-network' });
  const found = data?.petition?.redoTexts ?? null;
  if (error) return <Failure error={error} again={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data && fetching) return <Loading />;
  if (!found) return null;
  return (
    <>
      <p>{texts.lead(found.ground)}</p>
      <p className={found.nearness === 'differs' ? 'notice' : 'notice warn'}>{texts.nearness[found.nearness] ?? found.nearness}</p>
      <p className="muted">{texts.legend}</p>
      <div className="redo-texts" tabIndex={0} role="region" aria-label={inForm ? texts.tableOfForm : texts.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.part}</th>
              <th scope="col">{texts.revoked}</th>
              <th scope="col">{texts.redone}</th>
            </tr>
          </thead>
          <tbody>
            {partsOf(found, data?.petition?.requests ?? []).map(([title, former, redone]) => (
              <Part key={title} title={title} former={former} redone={redone} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
