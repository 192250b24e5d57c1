import { cited } from '@sunshine/words';
import type { ReactNode } from 'react';
import { portal } from '../texts/portal.js';
import { today } from './day.js';

export interface Term {
  readonly term: string;
  readonly length: number | null;
  readonly unit: string | null;
  readonly source: string;
}

export interface Pack {
  readonly jurisdiction: string;
  readonly inForceFrom: string;
  /** Last day in force, inclusive. */
  readonly inForceTo: string | null;
  readonly terms: readonly Term[];
}

/** The fields that a query selects to show terms. */
export const PACKS = 'rulePacks { jurisdiction inForceFrom inForceTo terms { term length unit source } }';

const NATION = 'CN';

/** Terms of the national rules in force today; none if the rules could not be read. */
export function termsInForce(packs: readonly Pack[] = []): readonly Term[] {
  const on = today();
  const pack = packs.find(
    ({ jurisdiction, inForceFrom, inForceTo }) => jurisdiction === NATION && inForceFrom <= on && (inForceTo === null || on <= inForceTo),
  );
  return pack?.terms ?? [];
}

interface PromisesProps {
  readonly terms: readonly Term[];
  /** Names of the terms to show, in this order; by default all that have texts. */
  readonly names?: readonly string[];
}

/** The length of each duty or right by the rules, with its article. */
export function Promises({ terms, names = Object.keys(portal.term) }: PromisesProps): ReactNode {
  const shown = names.flatMap((name) => {
    const rule = terms.find(({ term, length }) => term === name && length !== null);
    return rule ? [{ ...rule, text: portal.term[name], ...portal.within(rule.length ?? 0, rule.unit ?? '') }] : [];
  });
  if (shown.length === 0) return <p>{portal.promisesMissing}</p>;
  return (
    <ol className="promises">
      {shown.map(({ term, text, number, unit, source }) => (
        <li key={term}>
          <span className="promise-days">
            <strong>{number}</strong>
            {unit}
          </span>
          <span>
            {text}
            <span className="muted promise-basis">{portal.basis(cited(source))}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
