import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { exchange as t } from '../../../../src/texts/exchange';
import { graphql } from '../../graph/tada';
import { Choose, Line } from '../admin/form';

const PARTNERS = graphql(`
  query PartnerNames {
    exchangePartners {
      id
      name
    }
  }
`);

/** Id and name of each partner. */
export function usePartnerNames(): readonly (readonly [id: string, name: string])[] {
  const [{ data }] = useQuery({ query: PARTNERS });
  return (data?.exchangePartners ?? []).map(({ id, name }) => [id, name]);
}

interface Condition {
  readonly name: string;
  readonly label: string;
  /** What can be chosen, by its code; left out: a word is typed. */
  readonly of?: readonly (readonly [code: string, name: string])[];
}

/** Conditions of a list, kept in the address of its page: the partner, and those of the list. Give it the address as its key. */
export function Conditions({ of }: { readonly of: readonly Condition[] }): ReactNode {
  const [given, setGiven] = useSearchParams();
  const all: readonly Condition[] = [{ name: 'node', label: t.partner, of: usePartnerNames() }, ...of];
  const [values, setValues] = useState(() => Object.fromEntries(all.map(({ name }) => [name, given.get(name) ?? ''])));
  const find = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = Object.entries(values).map(([name, value]) => [name, value.trim()]);
    setGiven(new URLSearchParams(wanted.filter(([, value]) => value !== '')));
  };
  return (
    <form role="search" className="card filters no-print" onSubmit={find}>
      {all.map(({ name, label, of: choices }) => {
        const field = {
          ...{ label, name, value: values[name] ?? '' },
          onChange: (value: string) => setValues((now) => ({ ...now, [name]: value })),
        };
        return choices ? <Choose key={name} {...field} none={t.all} of={choices} /> : <Line key={name} {...field} type="search" />;
      })}
      <div className="row">
        <button type="submit" className="button primary">
          {t.find}
        </button>
        {[...given.keys()].length > 0 && (
          <button type="button" className="button" onClick={() => setGiven(new URLSearchParams())}>
            {t.clear}
          </button>
        )}
      </div>
    </form>
  );
}
