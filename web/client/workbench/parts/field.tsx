import { useId, type ReactNode } from 'react';
import { roomIn } from '../../../src/room';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  /** Text of the control and its limit in characters. The field shows how many are left and truncates nothing. */
  readonly room?: { readonly of: string; readonly limit: number } | undefined;
  /** Renders the control with the id of its label; `describedBy` names hint and error. */
  readonly children: (id: string, describedBy: string | undefined) => ReactNode;
}

/** A labelled control with its hint and its error. */
export function Field({ label, hint, error, room, children }: FieldProps): ReactNode {
  const id = useId();
  const left = room && roomIn(room.of, room.limit);
  const described = [hint && `${id}-hint`, left?.text && `${id}-room`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children(id, described)}
      {left?.text && (
        <p className={left.beyond ? 'room error' : 'room'} id={`${id}-room`} role={left.beyond ? 'status' : undefined}>
          {left.text}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
