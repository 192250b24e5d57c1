import { useState, type FormEvent, type ReactNode } from 'react';
import { pending as texts } from '../../../../src/texts/pending';
import { Choose, Line, Lines, useForm } from '../admin/form';

export interface AsideGiven {
  readonly reason: 'DUPLICATE' | 'NO_MATTER';
  readonly ofNumber: string | null;
  readonly note: string;
}

interface AsideFormProps {
  readonly count: number;
  readonly busy: boolean;
  readonly propose: (given: AsideGiven) => void;
  readonly cancel: () => void;
}

const REASONS = Object.entries(texts.reasons);

/** Form for the reason not to register the selected filings; one reason for all. */
export function AsideForm({ count, busy, propose, cancel }: AsideFormProps): ReactNode {
  const form = useForm();
  const [reason, setReason] = useState('');
  const [ofNumber, setOfNumber] = useState('');
  const [note, setNote] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { length } = note.trim();
    const faults = {
      reason: reason === '' ? texts.reasonMissing : undefined,
      note: length < 5 || length > 500 ? texts.noteBad : undefined,
    };
    await form.send(faults, () => {
      propose({ reason: reason as AsideGiven['reason'], ofNumber: reason === 'DUPLICATE' ? ofNumber.trim() : null, note });
      return Promise.resolve({ data: null } as never);
    });
  };
  return (
    <form ref={form.ref} className="card admin-form" aria-label={texts.asideTitle(count)} onSubmit={(event) => void send(event)} noValidate>
      <h2>{texts.asideTitle(count)}</h2>
      <p className="notice warn">{texts.asideLead}</p>
      <Choose
        label={texts.reason}
        name="reason"
        value={reason}
        onChange={setReason}
        none={texts.reasonNone}
        of={REASONS}
        error={form.faults['reason']}
      />
      {reason === 'DUPLICATE' && <Line label={texts.ofNumber} name="ofNumber" value={ofNumber} onChange={setOfNumber} />}
      <Lines label={texts.asideNote} name="note" hint={texts.asideNoteHint} value={note} onChange={setNote} error={form.faults['note']} />
      <div className="row">
        <button type="submit" className="button primary" disabled={busy}>
          {texts.propose}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {texts.cancel}
        </button>
      </div>
    </form>
  );
}
