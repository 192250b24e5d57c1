import type { ReactNode } from 'react';
import { hearings as texts } from '../../../../src/texts/hearings';
import { Section } from '../matter/parts';
import type { OpenAct } from './parts';
import type { HearingShown } from './query';

const t = texts.vote;
const LOOKS: Readonly<Record<string, string>> = { open: 'brand', counted: 'ok', stopped: 'bad' };

interface VotesProps {
  readonly hearing: HearingShown;
  /** Null: the reader replaces nobody. */
  readonly open: OpenAct | null;
}

/** Votes, newest first; who chose what is shown nowhere. A vote that a member left lists who may take the seat. */
export function Votes({ hearing, open }: VotesProps): ReactNode {
  const { votes, panel } = hearing;
  if (!votes || votes.length === 0) return null;
  return (
    <Section id="votes" title={t.title}>
      <p className="muted">{t.sealed}</p>
      <ol className="matter-cards">
        {votes.toReversed().map(({ round, question, options, state, entitled, cast, mine, counts, result, why }, at) => (
          <li key={round}>
            <p className="row">
              <strong>{t.round(round)}</strong>
              <span className={`badge ${LOOKS[state] ?? ''}`}>{t.states[state] ?? state}</span>
            </p>
            <p>{question}</p>
            {state === 'open' && (
              <p>
                {t.cast(cast, entitled.length)} {mine && <span className="badge ok">{t.mine}</span>}
              </p>
            )}
            {counts && (
              <>
                <ul>
                  {options.map((option, place) => (
                    <li key={option}>{t.votes(option, counts[place] ?? 0)}</li>
                  ))}
                </ul>
                <p>{result === null ? t.noResult : `${t.result}：${result}`}</p>
              </>
            )}
            {state === 'stopped' && <p className="notice bad">{t.stopped(why ?? '')}</p>}
            {state === 'stopped' && at === 0 && panel && hearing.state === 'deliberating' && <Substitutes panel={panel} open={open} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface SubstitutesProps {
  readonly panel: NonNullable<HearingShown['panel']>;
  readonly open: OpenAct | null;
}

/** Who may take the empty seat, in the order of the list. */
function Substitutes({ panel, open }: SubstitutesProps): ReactNode {
  const seated = panel.seats.filter(({ seat }) => seat !== 'substitute').length;
  if (seated >= panel.size) return <p className="notice ok">{t.seatsFull}</p>;
  const ready = panel.seats.filter(({ seat, fit }) => seat === 'substitute' && fit);
  if (ready.length === 0) return <p className="notice warn">{t.noSubstitute}</p>;
  return (
    <div className="hearing-stopped">
      <h3 id="substitutes">{t.substitutes}</h3>
      <ul aria-labelledby="substitutes">
        {ready.map(({ person, name }) => (
          <li key={person.id}>
            {open ? (
              <button type="button" className="button" onClick={() => open('replaceMember', { memberId: null, substituteId: person.id })}>
                {t.substitute(name)}
              </button>
            ) : (
              name
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
