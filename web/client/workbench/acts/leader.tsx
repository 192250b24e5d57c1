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

const OFFICERS = graphql(`
  query OfficersToPick($organ: ID!) {
    conductOfficers(organId: $organ) {
      id
      name
    }
  }
`);

interface LeaderProps {
  /** Anybody who works there, or only who leads it. */
  readonly who: 'leader' | 'officer';
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error: string | null;
  readonly organ: Named | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A leading cadre, or an officer, of an organ; none while no organ is chosen. */
export function Leader({ who, label, hint, error, organ, value, onChange }: LeaderProps): ReactNode {
  const variables = { organ: organ?.id ?? '' };
  const [leaders] = useQuery({ query: LEADERS, variables, pause: organ === null || who !== 'leader' });
  const [officers] = useQuery({ query: OFFICERS, variables, pause: organ === null || who !== 'officer' });
  const found = who === 'leader' ? leaders.data?.leadingCadres : officers.data?.conductOfficers;
  const offered = organ === null ? [] : (found ?? []).toSorted((one, other) => one.name.localeCompare(other.name, 'zh'));
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
          {offered.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
