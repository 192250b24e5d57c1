import type { ActGroup, ActOf, ActWords, WordsOf } from '../../../../src/texts/acts/titles';
import { day, group, list, OPTIONAL, pack, text, texts, type Field, type Values } from '../fields';

/** Groups of fields that the present values demand: one field of each group must be filled in. */
export type Needs = (values: Values) => readonly (readonly string[])[];

export interface ActFields {
  readonly fields: readonly Field[];
  /** Fields that the rule of the act requires, depending on the other values. A value of a rule pack brings needs of its own. */
  readonly needs?: Needs;
  /** Selection of the mutation; `id` by default. */
  readonly answer?: string;
  /** The input takes what the chosen paper holds, as it is when the form is sent: which field names the paper, and which takes its body. */
  readonly paper?: { readonly of: string; readonly as: string };
  /** Whether the input takes the version that was read. */
  readonly versioned: boolean;
  /** Set if the input names no matter. */
  readonly apart?: true;
}

/** The form of an act with its words. */
export interface ActForm extends ActFields {
  readonly words: ActWords;
}

export type FormsOf<G extends ActGroup> = Readonly<Record<ActOf<G>, ActForm>>;

/**
 * The forms of a group, each with its words. A form lists the fields of the input in the order in which they are filled in, without
 * `petitionId`, `requestId` and `expectedVersion`, which come from the caller, and `on`, which is for papers that are entered later.
 */
export const withWords = <G extends ActGroup>(words: WordsOf<G>, forms: Readonly<Record<ActOf<G>, ActFields>>): FormsOf<G> =>
  Object.fromEntries(
    Object.entries<ActFields>(forms).map(([act, form]) => [act, { ...form, words: words[act as ActOf<G>] }]),
  ) as FormsOf<G>;

/** `routePetition` → `RoutePetitionInput`. */
export const inputOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;

export const act = (...fields: Field[]): ActFields => ({ fields, versioned: true });
export const needing = (form: ActFields, needs: Needs): ActFields => ({ ...form, needs });
/** Requires each of these fields if the condition holds. */
export const each = (holds: boolean, ...names: string[]): readonly (readonly string[])[] => (holds ? names.map((name) => [name]) : []);
export const oneOf = (...names: string[]): readonly (readonly string[])[] => [names];
/** An act of intake, where a petition has no version. */
export const noted = (...fields: Field[]): ActFields => ({ fields, versioned: false });
export const way = (name: string) => (_: unknown, whole: Record<string, unknown>) => whole['way'] === name;
export const ways =
  (...names: string[]) =>
  (_: unknown, whole: Record<string, unknown>) =>
    names.includes(String(whole['way']));
/** Fields that belong to each way of service; the rule pack says which of them are enough. */
export const PROOF: readonly Field[] = [
  text('signature', { optional: true, when: ways('in_person', 'household', 'agent') }),
  text('relation', { optional: true, when: way('household') }),
  text('mandate', { optional: true, when: way('agent') }),
  text('receiptNumber', { optional: true, when: way('post') }),
  text('consent', { optional: true, when: way('electronic') }),
  text('witness', { optional: true, when: way('left') }),
  text('photo', { optional: true, when: way('left') }),
  texts('attempts', { optional: true, when: way('undeliverable') }),
];
export const chosen = (name: string) => (beside: Record<string, unknown>) => Boolean(beside[name]);
export const SENT: readonly Field[] = [
  pack('way', 'dispatchWay', OPTIONAL),
  group('proof', PROOF, { optional: true, when: chosen('way') }),
  text('officer', OPTIONAL),
];
export const STARTS = list('starts', [pack('limit', 'limit'), day('on')], OPTIONAL);
export const GUIDANCE: readonly Field[] = [text('body', OPTIONAL), texts('papers'), STARTS];
