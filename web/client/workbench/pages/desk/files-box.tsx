import { useState, type ReactNode } from 'react';
import { desk } from '../../../../src/texts/desk';
import { Field } from '../../parts/field';
import type { Sent } from './form';

interface FilesBoxProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly many?: boolean;
  readonly value: readonly Sent[];
  /** Takes a function of the current list, because several uploads may end out of order. */
  readonly onChange: (change: (now: readonly Sent[]) => readonly Sent[]) => void;
}

/** Uploads files when they are chosen, resuming after breaks of the connection. */
export function FilesBox({ name, label, hint, many = false, value, onChange }: FilesBoxProps): ReactNode {
  const { entry: texts } = desk;
  const [sending, setSending] = useState<{ readonly name: string; readonly percent: number } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const send = async (files: readonly File[]): Promise<void> => {
    setError(null);
    const { upload } = await import('../../acts/upload');
    for (const file of files) {
      try {
        setSending({ name: file.name, percent: 0 });
        const id = await upload(file, (percent) => setSending({ name: file.name, percent }));
        onChange((now) => [...(many ? now : []), { id, name: file.name }]);
      } catch (reason) {
        setError((reason as Error).message || texts.uploadFailed(file.name));
        break;
      }
    }
    setSending(null);
  };
  return (
    <div>
      <Field label={label} {...(hint === undefined ? {} : { hint })} error={error}>
        {(id, describedBy) => (
          <input
            id={id}
            name={name}
            type="file"
            multiple={many}
            aria-describedby={describedBy}
            disabled={sending !== null}
            onChange={({ target }) => {
              const files = [...(target.files ?? [])];
              target.value = '';
              void send(files);
            }}
          />
        )}
      </Field>
      <p className="desk-sending" role="status">
        {sending && texts.uploading(sending.name, sending.percent)}
      </p>
      {value.length > 0 && (
        <ul className="desk-sent">
          {value.map((file) => (
            <li key={file.id}>
              {file.name}{' '}
              <button
                type="button"
                className="button quiet"
                aria-label={texts.removeFile(file.name)}
                onClick={() => onChange((now) => now.filter(({ id }) => id !== file.id))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
