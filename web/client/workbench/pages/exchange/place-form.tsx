import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { exchange as t } from '../../../../src/texts/exchange';
import '../../acts/acts.css';
import { Several } from '../../acts/controls';
import { Picker } from '../../acts/pickers';
import { graphql } from '../../graph/tada';
import { FormFailure, useForm } from '../admin/form';

const PLACE = graphql(`
  mutation PlacePartner($input: PlacePartnerInput!) {
    placePartner(input: $input) {
      id
    }
  }
`);

interface Organ {
  readonly id: string;
  readonly name: string;
}

interface PlaceProps {
  readonly partner: { readonly id: string; readonly name: string; readonly organs: readonly Organ[]; readonly receivedBy: Organ };
  readonly done: () => void;
}

/** A button that opens what says which organs a partner serves and where its matters arrive. */
export function Place({ partner, done }: PlaceProps): ReactNode {
  const [open, setOpen] = useState(false);
  const label = t.placingOf(partner.name);
  return (
    <>
      <button type="button" className="button no-print" aria-label={label} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.placing}
      </button>
      {open && (
        <PlaceForm
          partner={partner}
          done={() => {
            setOpen(false);
            done();
          }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** Begins from what stands there when it is opened. */
function PlaceForm({
  partner: { id, organs: former, receivedBy: at },
  done,
  close,
}: PlaceProps & { readonly close: () => void }): ReactNode {
  const [, place] = useMutation(PLACE);
  const form = useForm('organIds', 'receivedByOrganId');
  const [organs, setOrgans] = useState<readonly Organ[]>(former);
  const [receivedBy, setReceivedBy] = useState<Organ | null>(at);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const own = { receivedByOrganId: receivedBy ? undefined : t.receivedByMissing };
    const input = { node: id, organIds: organs.map((organ) => organ.id), receivedByOrganId: receivedBy?.id ?? '' };
    if (await form.send(own, () => place({ input: { requestId: form.requestId, ...input } }))) done();
  };
  return (
    <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
      <FormFailure form={form} />
      <Several
        label={t.organs}
        hint={t.organsHint}
        what="organ"
        error={form.faults['organIds'] ?? null}
        chosen={organs}
        onChange={(chosen) => {
          form.forget('organIds');
          setOrgans(chosen);
        }}
      />
      <Picker
        label={t.receivedBy}
        hint={t.receivedByHint}
        what="organ"
        error={form.faults['receivedByOrganId'] ?? null}
        value={receivedBy}
        onChange={(chosen) => {
          form.forget('receivedByOrganId');
          setReceivedBy(chosen);
        }}
      />
      <div className="row">
        <button type="submit" className="button primary" disabled={form.sending}>
          {form.sending ? t.sending : t.submit}
        </button>
        <button type="button" className="button" onClick={close}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}
