import { useEffect, useEffectEvent, useId, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../graph/tada';
import { Field } from '../../parts/field';
import type { Named } from './form';

const ORGANS = graphql(`
  query OrgansOfDesk($text: String) {
    organs(filter: { text: $text }, first: 12) {
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
  query PeopleOfDesk($text: String) {
    people(filter: { text: $text }, first: 12) {
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

interface NamedBoxProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null | undefined;
  readonly what: 'organ' | 'person';
  readonly value: Named;
  readonly onChange: (value: Named) => void;
}

/** A name typed in full or picked from the directory; an unlisted name stays as typed. */
function NamedBox({ name, label, hint, error, what, value, onChange }: NamedBoxProps): ReactNode {
  const client = useClient();
  const list = useId();
  const [found, setFound] = useState<readonly { readonly id: string; readonly name: string }[]>([]);
  const text = value.text.trim();
  const recognise = useEffectEvent((all: readonly { readonly id: string; readonly name: string }[]) => {
    const same = all.find((one) => one.name === text);
    if (same && same.id !== value.id) onChange({ id: same.id, text: same.name });
  });
  useEffect(() => {
    if (text === '') return undefined;
    let gone = false;
    const timer = setTimeout(() => {
      const asked =
        what === 'organ'
          ? client.query(ORGANS, { text }).then(({ data }) => data?.organs.edges.map(({ node }) => node))
          : client.query(PEOPLE, { text }).then(({ data }) => data?.people.edges.map(({ node }) => node));
      void asked.then((all) => {
        if (gone || !all) return;
        setFound(all);
        recognise(all);
      });
    }, WAIT_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, text, what]);
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} error={error ?? null}>
      {(id, describedBy) => (
        <>
          <input
            id={id}
            name={name}
            list={list}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            value={value.text}
            onChange={({ target }) =>
              onChange({ id: found.find((one) => one.name === target.value.trim())?.id ?? null, text: target.value })
            }
          />
          <datalist id={list}>
            {found.map((one) => (
              <option key={one.id} value={one.name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

interface NameListProps {
  /** Prefix of the field names: `<name>-0`, `<name>-1` … */
  readonly name: string;
  readonly label: (position: number) => string;
  readonly add: string;
  readonly hint?: string | undefined;
  readonly what: 'organ' | 'person';
  readonly value: readonly Named[];
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (change: (now: readonly Named[]) => readonly Named[]) => void;
}

/** Several names, one field each. */
export function NameList({ name, label, add, hint, what, value, errors, onChange }: NameListProps): ReactNode {
  return (
    <div>
      {value.map((one, at) => (
        <NamedBox
          key={at}
          name={`${name}-${at}`}
          label={label(at + 1)}
          {...(hint !== undefined && at === 0 ? { hint } : {})}
          what={what}
          value={one}
          error={errors.get(`${name}-${at}`)}
          onChange={(named) => onChange((now) => now.map((former, here) => (here === at ? named : former)))}
        />
      ))}
      <p>
        <button type="button" className="button quiet" onClick={() => onChange((now) => [...now, { id: null, text: '' }])}>
          {add}
        </button>
      </p>
    </div>
  );
}
