import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { acts as texts } from '../../../src/texts/acts';
import { graphql } from '../graph/tada';
import { Field as Labelled } from '../parts/field';
import type { Named } from './fields';

const LEADERS = graphql(`
  query LeadersToPick($organ: ID!) {
    leadingCadres(organId: $organ) {
      id
      name
    }
  }
`);

interface LeaderProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error: string | null;
  readonly organ: Named | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A leading cadre of an organ; none while no organ is chosen. */
export function Leader({ label, hint, error, organ, value, onChange }: LeaderProps): ReactNode {
  const [{ data }] = useQuery({ query: LEADERS, variables: { organ: organ?.id ?? '' }, pause: organ === null });
  const leaders = organ === null ? [] : (data?.leadingCadres ?? []);
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(id, describedBy) => (
        <select
          id={id}
          aria-describedby={describedBy}
          aria-invalid={Boolean(error)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{texts.choose}</option>
          {leaders.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
