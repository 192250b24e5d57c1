import { useState, type FormEvent, type ReactNode } from 'react';
import type { OperationResult } from 'urql';
import { exchange as t } from '../../../../src/texts/exchange';
import { FormFailure, Lines, useForm } from '../admin/form';

interface ReasonedProps {
  readonly title: string;
  /** Its name for who does not see the row. */
  readonly label: string;
  readonly lead: string;
  /** What is asked for; by default the reason. */
  readonly field?: string;
  readonly act: (requestId: string, reason: string) => Promise<OperationResult>;
  readonly done: () => void;
}

/** A button that asks for a reason before it acts. */
export function Reasoned({ title, label, lead, field = t.reason, act, done }: ReasonedProps): ReactNode {
  const form = useForm('reason');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await form.send({ reason: reason.trim() === '' ? t.reasonMissing : undefined }, () => act(form.requestId, reason));
    if (!answer) return;
    setOpen(false);
    setReason('');
    done();
  };
  return (
    <>
      <button type="button" className="button" aria-label={label} aria-expanded={open} onClick={() => setOpen(!open)}>
        {title}
      </button>
      {open && (
        <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
          <p className="notice warn">{lead}</p>
          <FormFailure form={form} />
          <Lines label={field} name="reason" value={reason} onChange={setReason} error={form.faults['reason']} />
          <div className="row">
            <button type="submit" className="button danger" disabled={form.sending}>
              {form.sending ? t.sending : t.submit}
            </button>
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {t.cancel}
            </button>
          </div>
        </form>
      )}
    </>
  );
}

interface PressedProps {
  readonly title: string;
  readonly label: string;
  readonly act: (requestId: string) => Promise<OperationResult>;
  readonly done: () => void;
}

/** A button that acts at once. */
export function Pressed({ title, label, act, done }: PressedProps): ReactNode {
  const form = useForm();
  const press = async (): Promise<void> => {
    if (await form.send({}, () => act(form.requestId))) done();
  };
  return (
    <>
      <button type="button" className="button" aria-label={label} disabled={form.sending} onClick={() => void press()}>
        {form.sending ? t.sending : title}
      </button>
      <FormFailure form={form} />
    </>
  );
}
