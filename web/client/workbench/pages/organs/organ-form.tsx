import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { admin, organKindNames } from '../../../../src/texts/admin';
import { Picker } from '../../acts/pickers';
import { graphql } from '../../graph/tada';
import { Choose, FormFailure, Line, useForm } from '../admin/form';

const texts = admin.organs;

const SAVE = graphql(`
  mutation SaveOrgan($input: SaveOrganInput!) {
    saveOrgan(input: $input) {
      id
      version
    }
  }
`);

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The facts of an organ when its form was opened. */
export interface OrganFacts {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly division: string;
  readonly validFrom: string;
  readonly parent: Named | null;
  readonly reviewerGiven: boolean;
  readonly reviewers: readonly { readonly also: boolean; readonly to: string | null; readonly organ: Named | null }[];
  readonly contactPhone: string | null;
  readonly address: string | null;
}

/** Who was entered last, be it for a later day. */
const entered = (organ: OrganFacts | null, also: boolean): Named | null =>
  organ?.reviewers.find((term) => term.also === also && term.to === null)?.organ ?? null;

interface OrganFormProps {
  /** Null: a new one. */
  readonly organ: OrganFacts | null;
  readonly parent?: Named | null;
  readonly division?: string;
  readonly saved: (id: string) => void;
  /** Called when somebody else changed the organ meanwhile: reloads its facts and keeps what was typed. */
  readonly moved?: () => void;
}

/** Adds an organ or changes its facts; saves against the version that is shown beside the form. */
export function OrganForm({ organ, parent = null, division = '', saved, moved }: OrganFormProps): ReactNode {
  const form = useForm(
    'name',
    'shortName',
    'kind',
    'division',
    'parentId',
    'reviewedById',
    'reviewersFrom',
    'contactPhone',
    'address',
    'validFrom',
  );
  const [, save] = useMutation(SAVE);
  const [name, setName] = useState(organ?.name ?? '');
  const [shortName, setShortName] = useState(organ?.shortName ?? '');
  const [kind, setKind] = useState(organ?.kind ?? '');
  const [where, setWhere] = useState(organ?.division ?? division);
  const [above, setAbove] = useState<Named | null>(organ ? organ.parent : parent);
  const [reviewer, setReviewer] = useState<Named | null>(organ?.reviewerGiven ? entered(organ, false) : null);
  const [also, setAlso] = useState<Named | null>(entered(organ, true));
  const [reviewersFrom, setReviewersFrom] = useState('');
  const [phone, setPhone] = useState(organ?.contactPhone ?? '');
  const [address, setAddress] = useState(organ?.address ?? '');
  const [validFrom, setValidFrom] = useState('');
  const { faults } = form;
  const picked =
    (field: string, set: (value: Named | null) => void) =>
    (value: Named | null): void => {
      form.forget(field);
      set(value);
    };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const missing = (value: string, most: number): string | undefined =>
      value.trim() === '' ? admin.missing : value.trim().length > most ? admin.tooLong(most) : undefined;
    const own = {
      name: missing(name, 120),
      shortName: missing(shortName, 40),
      kind: kind === '' ? admin.missing : undefined,
      division: /^\d{6}$/.test(where) ? undefined : texts.divisionBad,
    };
    const answer = await form.send(own, async () => {
      const result = await save({
        input: {
          requestId: form.requestId,
          expectedVersion: organ?.version ?? null,
          id: organ?.id ?? null,
          parentId: above?.id ?? null,
          kind,
          name,
          shortName,
          division: where,
          reviewedById: reviewer?.id ?? null,
          alsoReviewedById: also?.id ?? null,
          reviewersFrom: reviewersFrom || null,
          contactPhone: phone.trim() === '' ? null : phone,
          address: address.trim() === '' ? null : address,
          validFrom: organ ? organ.validFrom : validFrom || null,
        },
      });
      if (result.error?.graphQLErrors[0]?.extensions.code === 'ORGAN_VERSION_MOVED') moved?.();
      return result;
    });
    if (answer) saved(answer.saveOrgan.id);
  };
  return (
    <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
      <FormFailure form={form} />
      <Line label={texts.name} name="name" value={name} onChange={setName} error={faults.name} />
      <Line
        label={texts.shortName}
        name="shortName"
        hint={texts.shortHint}
        value={shortName}
        onChange={setShortName}
        error={faults.shortName}
      />
      <Choose
        label={texts.kind}
        name="kind"
        none={admin.choose}
        of={Object.entries(organKindNames)}
        value={kind}
        onChange={setKind}
        error={faults.kind}
      />
      <Line label={texts.division} name="division" hint={texts.divisionHint} value={where} onChange={setWhere} error={faults.division} />
      <Picker
        label={texts.parent}
        hint={texts.parentHint}
        what="organ"
        value={above}
        onChange={picked('parentId', setAbove)}
        error={faults.parentId}
      />
      <Picker
        label={texts.reviewer}
        hint={texts.reviewerHint}
        what="organ"
        value={reviewer}
        onChange={picked('reviewedById', setReviewer)}
        error={faults.reviewedById}
      />
      <Picker label={texts.alsoReviewer} hint={texts.alsoReviewerHint} what="organ" value={also} onChange={setAlso} />
      {organ && (
        <Line
          label={texts.reviewersFrom}
          name="reviewersFrom"
          type="date"
          hint={texts.reviewersFromHint}
          value={reviewersFrom}
          onChange={setReviewersFrom}
          error={faults.reviewersFrom}
        />
      )}
      <Line
        label={texts.contactPhone}
        name="contactPhone"
        hint={texts.contactPhoneHint}
        value={phone}
        onChange={setPhone}
        error={faults.contactPhone}
      />
      <Line label={texts.address} name="address" hint={texts.addressHint} value={address} onChange={setAddress} error={faults.address} />
      {!organ && (
        <Line
          label={texts.validFrom}
          name="validFrom"
          type="date"
          hint={texts.validFromHint}
          value={validFrom}
          onChange={setValidFrom}
          error={faults.validFrom}
        />
      )}
      <button type="submit" className="button primary" disabled={form.sending}>
        {form.sending ? admin.saving : texts.save}
      </button>
    </form>
  );
}
