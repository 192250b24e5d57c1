import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { matter as texts } from '../../../../src/texts/matter';
import { graphql, type ResultOf } from '../../graph/tada';
import { Failure } from '../../parts/failure';
import { Purpose, Sheet } from './parts';
import type { Matter } from './query';

const OPEN = graphql(`
  mutation OpenSealed($input: OpenSealedFieldInput!) {
    openSealedField(input: $input) {
      value
      parties {
        organ {
          id
          name
        }
        person {
          id
          name
        }
        text
      }
    }
  }
`);

/** Minimum length of a purpose, as the graph requires it. */
export const PURPOSE_MIN = 5;

/** Whether the reader may do an act of the desk now. */
export const mayDesk = ({ deskActs }: Pick<Matter, 'deskActs'>, act: string): boolean => deskActs.some((one) => one.act === act);

export const mayOpen = (matter: Matter): boolean => mayDesk(matter, 'openSealedField');

export interface SealedPlace {
  /** A petitioner, a request or a row of the desk; null: the petition itself. */
  readonly ownerId: string | null;
  readonly field: string;
  /** The name of the field for readers. */
  readonly what: string;
}

interface SealedDialogProps {
  readonly petitionId: string;
  readonly place: SealedPlace;
  readonly onClose: (opened: boolean) => void;
}

type Opened = ResultOf<typeof OPEN>['openSealedField'];

/** Shows the people and organs that a field names, one per line, as the filing names them; any other field as it was written. */
function Value({ of: { value, parties } }: { readonly of: Opened }): ReactNode {
  if (!parties) return <p className="sealed-value">{value}</p>;
  if (parties.length === 0) return <p className="sealed-value">{texts.seal.nobody}</p>;
  return (
    <ul className="sealed-value">
      {parties.map(({ organ, person, text }, at) => (
        <li key={at}>{[organ?.name, person?.name, text].filter(Boolean).join(texts.colon)}</li>
      ))}
    </ul>
  );
}

interface PurposeFormProps {
  readonly label: string;
  readonly hint: string;
  /** Nothing is sealed: it may be left empty. */
  readonly optional?: boolean;
  readonly fetching: boolean;
  readonly give: (purpose: string | null) => void;
  readonly cancel: () => void;
}

/** Asks for the purpose before something is opened, which goes on record. */
export function PurposeForm({ label, hint, optional = false, fetching, give, cancel }: PurposeFormProps): ReactNode {
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = purpose.trim();
    const enough = given.length >= PURPOSE_MIN || (optional && given === '');
    setMissing(!enough);
    if (enough) give(given || null);
  };
  return (
    <form onSubmit={submit} noValidate>
      <p className={optional ? 'notice' : 'notice warn'}>{texts.seal.warn}</p>
      <Purpose label={label} hint={hint} value={purpose} error={missing ? texts.seal.tooShort : null} onChange={setPurpose} />
      <p className="row">
        <button type="submit" className="button primary" disabled={fetching}>
          {fetching ? texts.seal.opening : texts.seal.open}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {texts.seal.cancel}
        </button>
      </p>
    </form>
  );
}

/** Asks for the purpose, opens the field, which is recorded, and shows it until the dialog is closed. */
export function SealedDialog({ petitionId, place, onClose }: SealedDialogProps): ReactNode {
  const [{ data, error, fetching }, open] = useMutation(OPEN);
  return (
    <Sheet title={texts.seal.title(place.what)} onClose={() => onClose(Boolean(data))}>
      {data ? (
        <>
          <h3>{texts.seal.shown}</h3>
          <Value of={data.openSealedField} />
        </>
      ) : (
        <>
          {error && <Failure error={error} />}
          <PurposeForm
            label={texts.seal.purpose}
            hint={texts.seal.purposeHint}
            fetching={fetching}
            give={(purpose) => void open({ input: { petitionId, ownerId: place.ownerId, field: place.field, purpose: purpose ?? '' } })}
            cancel={() => onClose(false)}
          />
        </>
      )}
    </Sheet>
  );
}
