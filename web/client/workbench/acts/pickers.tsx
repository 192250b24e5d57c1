import { useEffect, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { acts as texts } from '../../../src/texts/acts';
import { graphql } from '../graph/tada';
import { ComboBox } from '../parts/combobox';
import type { Named } from './fields';

const ORGANS = graphql(`
  query OrgansToPick($text: String) {
    organs(filter: { text: $text }, first: 20) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

const PEOPLE = graphql(`
  query PeopleToPick($text: String) {
    people(filter: { text: $text }, first: 20) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

const WAIT_MS = 150;

interface PickerProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly what: 'organ' | 'person';
  readonly value: Named | null;
  readonly onChange: (value: Named | null) => void;
  /** Choices that are offered before anything is typed. */
  readonly first?: readonly Named[];
}

/** Finds an organ or a person by a part of the name. */
export function Picker({ label, hint, error, what, value, onChange, first = [] }: PickerProps): ReactNode {
  const client = useClient();
  const [typed, setTyped] = useState(value?.name ?? '');
  const [found, setFound] = useState<readonly Named[] | null>(null);
  const [of, setOf] = useState(value);
  if (of?.id !== value?.id) {
    setOf(value);
    setTyped(value?.name ?? '');
  }
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      const text = typed.trim() || null;
      const asked =
        what === 'organ'
          ? client.query(ORGANS, { text }).then(({ data }) => data?.organs.edges.map(({ node }) => node))
          : client.query(PEOPLE, { text }).then(({ data }) => data?.people.edges.map(({ node }) => node));
      void asked.then((all) => {
        if (!gone) setFound(all ?? []);
      });
    }, WAIT_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, typed, what]);
  const shown = new Map([...(typed === '' ? first : []), ...(value ? [value] : []), ...(found ?? [])].map((one) => [one.id, one]));
  const items = [...shown.values()];
  return (
    <ComboBox
      label={label}
      hint={hint}
      error={error}
      placeholder={what === 'organ' ? texts.searchOrgan : texts.searchPerson}
      open={texts.choose}
      typed={typed}
      items={items}
      chosenId={value?.id ?? null}
      said={items.length > 0 ? texts.found(items.length) : found === null ? texts.searching : texts.noneFound}
      onType={(text) => {
        setTyped(text);
        if (text === '') {
          setOf(null);
          onChange(null);
        }
      }}
      onPick={(picked) => {
        setOf(picked);
        setTyped(picked.name);
        onChange(picked);
      }}
      onLeave={() => setTyped(value?.name ?? '')}
    />
  );
}
