import { useEffect, useState, type ReactNode } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useClient } from 'urql';
import { acts as texts } from '../../../src/texts/acts';
import { graphql } from '../graph/tada';
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
  /** Offered before anything was typed. */
  readonly first?: readonly Named[];
}

/** An organ or a person, found by a part of the name. */
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
  return (
    <ComboBox
      className="field picker"
      items={[...shown.values()]}
      selectedKey={value?.id ?? null}
      inputValue={typed}
      allowsEmptyCollection
      menuTrigger="input"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      onInputChange={(text) => {
        setTyped(text);
        if (text === '') {
          setOf(null);
          onChange(null);
        }
      }}
      onSelectionChange={(key) => {
        const picked = key === null ? null : (shown.get(String(key)) ?? null);
        if (picked) {
          setOf(picked);
          setTyped(picked.name);
          onChange(picked);
        }
      }}
    >
      <Label>{label}</Label>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <div className="picker-box">
        <Input className="input" placeholder={what === 'organ' ? texts.searchOrgan : texts.searchPerson} />
        <Button className="picker-open" aria-label={texts.choose}>
          <span className="picker-arrow" aria-hidden="true" />
        </Button>
      </div>
      {error && (
        <Text slot="errorMessage" className="error">
          {error}
        </Text>
      )}
      <Popover className="picker-list">
        <ListBox<Named> renderEmptyState={() => <p className="picker-none">{found === null ? texts.searching : texts.noneFound}</p>}>
          {(one) => (
            <ListBoxItem id={one.id} textValue={one.name} className="picker-item">
              {one.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
