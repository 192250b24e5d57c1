import { useRef, useState, type ReactNode } from 'react';
import { digest as texts } from '../../../src/texts/digest';
import { Field } from './field';
import { useLate } from './late';

/** SHA-256 of a file, hex. It is read piece by piece, so that a recording of hours has room. */
export async function digestOf(file: Blob): Promise<string> {
  // Loaded on demand: what a browser has of its own takes only what fits into memory.
  const { sha256 } = await import('@noble/hashes/sha2');
  const hash = sha256.create();
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hash.update(piece.value);
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const NUMBERED = / ?SHA-256:([0-9a-f]{64})$/;

/** The number of a recording and the digest of its file, as one text names them. */
export function recordingOf(text: string): { readonly number: string; readonly digest: string } {
  return { number: text.replace(NUMBERED, ''), digest: NUMBERED.exec(text)?.[1] ?? '' };
}
export const recordingText = (number: string, digest: string): string => (digest === '' ? number : `${number} SHA-256:${digest}`);

interface DigestFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  /** The digest so far, hex; empty while there is none. */
  readonly value: string;
  readonly onChange: (digest: string) => void;
  /** Told of each file that begins (1) and ends (-1) to be read. */
  readonly reading?: (by: 1 | -1) => void;
}

/** The digest of a file that stays where it is: it is chosen and its digest computed here, and nothing is sent. */
export function DigestField({ label, hint = texts.hint, error, value, onChange, reading }: DigestFieldProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const [unread, setUnread] = useState(false);
  const turn = useRef(0);
  // Typing in other fields goes on while a long recording is read.
  const found = useLate(onChange);
  const take = async (file: File | undefined): Promise<void> => {
    const own = ++turn.current;
    setUnread(false);
    onChange('');
    if (!file) return;
    setBusy(true);
    reading?.(1);
    const read = await digestOf(file).catch(() => null);
    reading?.(-1);
    // Another file was chosen meanwhile.
    if (own !== turn.current) return;
    setBusy(false);
    if (read === null) setUnread(true);
    else found(read);
  };
  return (
    <div>
      <Field label={label} hint={hint} error={unread ? texts.unread : error}>
        {(id, describedBy) => (
          <input
            id={id}
            type="file"
            aria-describedby={describedBy}
            aria-invalid={unread || error ? true : undefined}
            onChange={({ target }) => void take(target.files?.[0])}
          />
        )}
      </Field>
      <p role="status" className="muted">
        {busy && texts.busy}
        {!busy && value !== '' && (
          <>
            {texts.of} <code className="digest">{value}</code>
          </>
        )}
      </p>
    </div>
  );
}
