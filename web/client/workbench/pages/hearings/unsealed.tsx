import { useState, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { hearings as texts } from '../../../../src/texts/hearings';
import { graphql } from '../../graph/tada';
import { instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { handOver } from '../../list/download';
import { Sheet } from '../matter/parts';
import { PurposeForm } from '../matter/sealed';
import type { HearingShown } from './query';
import { sealedLines } from './sealed-lines';

const t = texts.bundle;

const OPEN = graphql(`
  mutation OpenHearingSealed($input: OpenHearingSealedInput!) {
    openHearingSealed(input: $input) {
      text
    }
  }
`);

interface UnsealedProps {
  readonly petitionId: string;
  readonly hearing: HearingShown;
  readonly onClose: () => void;
}

/** Ballots, deliberation and minority reasons, for whoever may open them: with a purpose, on record, and shown until the dialog is closed. */
export function Unsealed({ petitionId, hearing, onClose }: UnsealedProps): ReactNode {
  const [{ data, error, fetching }, open] = useMutation(OPEN);
  const [requestId] = useState(() => crypto.randomUUID());
  const text = data?.openHearingSealed.text ?? null;
  const nameOf = (personId: string): string => hearing.panel?.seats.find(({ person }) => person.id === personId)?.name ?? t.unnamed;
  const input = { requestId, petitionId, hearingId: hearing.id, on: null };
  return (
    <Sheet title={t.unseal} wide={text !== null} onClose={onClose}>
      {text === null ? (
        <>
          {error && <Failure error={error} />}
          <PurposeForm
            label={t.purpose}
            hint={t.purposeHint}
            fetching={fetching}
            give={(purpose) => void open({ input: { ...input, purpose: purpose ?? '' } })}
            cancel={onClose}
          />
        </>
      ) : (
        <>
          <p className="notice warn">{t.unsealed}</p>
          <ul className="matter-cards" aria-label={t.unseal}>
            {sealedLines(text).map(({ part, name, personId, choice, round, at, text: words }) => (
              <li key={`${part} ${name}`}>
                <p className="row">
                  <strong>{t.sealedParts[part] ?? part}</strong>
                  {personId && <span>{nameOf(personId)}</span>}
                  {round !== null && <span className="muted">{texts.vote.round(round)}</span>}
                  {at && <span className="muted">{instantText(at)}</span>}
                </p>
                <p className="sealed-value">{choice ?? words}</p>
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="button"
            onClick={() => handOver(new Blob([text], { type: 'application/jsonl' }), t.openedName(hearing.petitionNumber ?? ''))}
          >
            {t.keepOpened}
          </button>
        </>
      )}
    </Sheet>
  );
}
