/** What is shown of a petitioner; null: not given. */
export interface Person {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

export interface KnownPetitioner {
  readonly masked: Person;
  /** Only where it was opened, by right and with a purpose. */
  readonly full: Person | null;
}

/** What a body names by id, as the reader may see it. */
export interface Facts {
  readonly petitioners: ReadonlyMap<string, KnownPetitioner>;
  /** Text of each request; null where it is sealed. */
  readonly requests: ReadonlyMap<string, string | null>;
  /** Full names of organs. */
  readonly organs: ReadonlyMap<string, string>;
  readonly summary: string | null;
  readonly contentClass: string | null;
  /** The files of the matter in words; null: not told here. */
  readonly attachments: readonly string[] | null;
  /** What else the registration says, by the name of the part that shows it; a part that nothing was said of is null. */
  readonly entry?: Readonly<Record<string, string | readonly string[] | null>>;
  /** Corrections of the registration; those after the paper's day are noted on it, since it was issued with what stood there before. */
  readonly corrections?: readonly { readonly field: string; readonly on: string }[];
}

export const NO_PERSON: Person = { name: null, phone: null, address: null };
