import { CLOCK_STATE_NAMES, cited, nameOf } from '@sunshine/words';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { matter as texts } from '../../../../src/texts/matter';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day, instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';

const t = texts.ledger;

const MOVE = graphql(`
  fragment MoveShown on ClockMove {
    id
    termName
    organ {
      id
      name
    }
    move
    on
    recordedAt
    by {
      id
      name
    }
    article
    effectiveBefore
    effectiveAfter
    judgedBefore
    judgedAfter
    told
  }
`);

const LEDGER = graphql(
  `
    query ClockLedger($petitionId: ID!) {
      clockLedger(petitionId: $petitionId) {
        id
        case {
          ...MoveShown
        }
        supervision {
          ...MoveShown
        }
      }
    }
  `,
  [MOVE],
);

/** Every move of the clocks of a matter with the day before and after; read once it is opened. */
export function Ledger({ petitionId }: { readonly petitionId: string }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t.title}</summary>
      {open && <Moves petitionId={petitionId} />}
    </details>
  );
}

function Moves({ petitionId }: { readonly petitionId: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LEDGER, variables: { petitionId }, requestPolicy: 'network-only' });
  if (error) return <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading />;
  const moves = [...(data.clockLedger?.case ?? []), ...(data.clockLedger?.supervision ?? [])].toSorted((a, b) =>
    a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0,
  );
  if (moves.length === 0) return <p>{t.none}</p>;
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label={t.title}>
      <table>
        <thead>
          <tr>
            {t.heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={move.id}>
              <td>{instantText(move.recordedAt)}</td>
              <td>
                {move.termName}
                <span className="muted">{` ${move.organ?.name ?? t.right}`}</span>
              </td>
              <td>
                {nameOf(t.moves, move.move, '')} {move.on && <Day day={move.on} />}
                <span className="muted">{` ${cited(move.article)}`}</span>
              </td>
              <td>{move.effectiveBefore && <Day day={move.effectiveBefore} />}</td>
              <td>
                <Day day={move.effectiveAfter} />
              </td>
              <td>{judgement(move)}</td>
              <td>{move.by?.name ?? t.system}</td>
              <td>{move.told === null ? '' : nameOf(t.told, move.told, '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How the clock was judged before and after, where the move changed it. */
function judgement({ judgedBefore, judgedAfter }: ResultOf<typeof MOVE>): string {
  const name = (state: string): string => nameOf(CLOCK_STATE_NAMES, state, '');
  return judgedBefore === null || judgedBefore === judgedAfter ? name(judgedAfter) : t.from(name(judgedBefore), name(judgedAfter));
}
