import { KeyStore, open, seal } from '@sunshine/sealing';
import { Injectable } from '@nestjs/common';
import type { DeskPetition } from '../domain/desk-petition.js';
import { placeOf } from '../sealing/place.js';

/** Texts of one row: open texts, and sealed texts by field. */
export interface KeptTexts<Field extends string> {
  readonly open: Readonly<Record<Field, string | null>>;
  readonly sealed: Readonly<Record<string, string>>;
}

/** Stores the texts of acts on one petition. */
export interface DeskTexts {
  /** For a report all texts are sealed to the row `ownerId`; for any other petition they stay open. */
  keep<Field extends string>(ownerId: string, texts: Readonly<Record<Field, string | null>>): Promise<KeptTexts<Field>>;
  /** Seals always; for texts that identify a person. */
  seal(ownerId: string, texts: Readonly<Record<string, string | null>>): Promise<Record<string, string>>;
  open(ownerId: string, field: string, sealed: string): Promise<string>;
}

@Injectable()
export class DeskSeal {
  constructor(private readonly keys: KeyStore) {}

  /** Fetches the data key only if something is sealed or opened. @throws IDENTITY_DESTROYED */
  of({ id, kind }: Pick<DeskPetition, 'id' | 'kind'>): DeskTexts {
    let fetched: Promise<Buffer> | null = null;
    const key = () => (fetched ??= this.keys.open(id));
    const sealAll = async (ownerId: string, texts: Readonly<Record<string, string | null>>) => {
      const given = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null);
      if (given.length === 0) return {};
      const dataKey = await key();
      return Object.fromEntries(given.map(([field, text]) => [field, seal(dataKey, placeOf(ownerId, field), text)]));
    };
    return {
      keep: async (ownerId, texts) =>
        kind === 'REPORT'
          ? {
              open: Object.fromEntries(Object.keys(texts).map((field) => [field, null])) as typeof texts,
              sealed: await sealAll(ownerId, texts),
            }
          : { open: texts, sealed: {} },
      seal: sealAll,
      open: async (ownerId, field, sealed) => open(await key(), placeOf(ownerId, field), sealed).toString('utf8'),
    };
  }
}
