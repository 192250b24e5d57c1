import type { ReactNode } from 'react';
import { Field as Labelled } from '../parts/field';
import type { Values } from './fields';
import type { Offer } from './matter';

interface ScoresProps {
  /** The items, each with how many points it has at most in its title. */
  readonly offers: readonly Offer[];
  readonly value: readonly Values[];
  readonly place: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (value: Values[]) => void;
}

/** Points for each item of a score sheet. */
export function Scores({ offers, value, place, errors, onChange }: ScoresProps): ReactNode {
  const pointsOf = (code: string): string => String(value.find(({ item }) => item === code)?.['points'] ?? '');
  const change = (of: string, to: string): void =>
    onChange(offers.map(({ code }) => ({ item: code, points: code === of ? to : pointsOf(code) })));
  return offers.map(({ code, title, note }, index) => (
    <div key={code} data-place={`${place}.${index}.points`}>
      <Labelled label={title} hint={note ?? undefined} error={errors[`${place}.${index}.points`]}>
        {(id, describedBy) => (
          <input
            id={id}
            type="number"
            min={0}
            inputMode="numeric"
            aria-describedby={describedBy}
            aria-invalid={Boolean(errors[`${place}.${index}.points`])}
            aria-required
            value={pointsOf(code)}
            onChange={(event) => change(code, event.target.value)}
          />
        )}
      </Labelled>
    </div>
  ));
}
