import { createContext, use } from 'react';
import { fieldWords } from '../../../src/texts/act-fields';
import type { OwnLabels } from '../../../src/texts/acts/titles';
import type { Values } from './fields';
import type { Matter, Offers } from './matter';

export interface FormWorld {
  readonly matter: Matter | null;
  readonly offers: Offers;
  /** Labels that only this act uses. */
  readonly words: OwnLabels;
  /** Errors by the path of their field: `heard.0.organId`. */
  readonly errors: Readonly<Record<string, string>>;
  readonly whole: Values;
  /** Legal bases offered beside what is typed. */
  readonly known?: readonly string[];
  /** Whether the rules demand a basis for each answer. */
  readonly basisDemanded?: boolean;
  /** Counts the uploads that are under way. */
  readonly busy: (by: 1 | -1) => void;
}

export const World = createContext<FormWorld | null>(null);

export function useWorld(): FormWorld {
  const world = use(World);
  if (!world) throw new Error('a field outside of a form');
  return world;
}

/** Label of a field: by parent and name, by the act, else by its name alone. */
export const wordsOf = (own: OwnLabels, name: string, parent: string): { readonly label: string; readonly hint?: string } => {
  const common = fieldWords[`${parent}.${name}`] ?? fieldWords[name] ?? { label: name };
  const ours = own[name];
  if (typeof ours === 'object') return ours;
  return ours ? { ...common, label: ours } : common;
};
