import type { ReactNode } from 'react';
import { matter as texts } from '../../../../src/texts/matter';
import { workbench } from '../../../../src/texts/workbench';
import { Field } from '../../parts/field';
import { Window } from '../../parts/window';

/** A part of the page with an anchor, such as `#clocks`. */
export function Section({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section id={id} className="card matter-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** A list of facts; shows only those that are known. */
export function Facts({ of }: { readonly of: readonly (readonly [name: string, value: ReactNode])[] }): ReactNode {
  const known = of.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div className="fact" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export const namesOf = (organs: readonly { readonly name: string }[]): string => organs.map(({ name }) => name).join(texts.comma);

interface SheetProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog above the page. Closing it restores the focus. */
export function Sheet({ title, wide = false, onClose, children }: SheetProps): ReactNode {
  return (
    <Window title={title} look={wide ? 'sheet wide no-print' : 'sheet no-print'} closeText={workbench.close} onClose={onClose}>
      {children}
    </Window>
  );
}

interface PurposeProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** Field for the purpose of opening sealed content. */
export function Purpose({ label, hint, value, error, onChange }: PurposeProps): ReactNode {
  return (
    <Field label={label} hint={hint} error={error} room={{ of: value, limit: 200 }}>
      {(id, describedBy) => (
        <textarea
          id={id}
          rows={2}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
        />
      )}
    </Field>
  );
}
