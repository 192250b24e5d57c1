import { KEY_BYTES, keyFrom, open, seal } from './cipher.js';

/** Reports are sealed under master keys of their own. */
export type KeyClass = 'ordinary' | 'report';

export interface Wrapped {
  readonly keyId: string;
  readonly wrapped: string;
}

interface MasterSecret {
  readonly id: string;
  readonly value: string;
}

interface MasterKey {
  readonly id: string;
  readonly class: KeyClass;
  readonly key: Buffer;
}

/** Wraps the data keys of petitions. Several master keys of a class may be live: the first wraps, all unwrap. */
export class MasterKeys {
  private readonly keys: readonly MasterKey[];

  /** @throws Error where an id stands twice: the id alone must tell the class */
  constructor(secrets: Record<KeyClass, readonly MasterSecret[]>) {
    const of = (keyClass: KeyClass) =>
      secrets[keyClass].map(({ id, value }) => ({ id, class: keyClass, key: keyFrom(value, `master key ${keyClass}`) }));
    this.keys = [...of('ordinary'), ...of('report')];
    if (new Set(this.keys.map(({ id }) => id)).size !== this.keys.length) throw new Error('two master keys have the same id');
  }

  wrap(keyClass: KeyClass, petitionId: string, dataKey: Buffer): Wrapped {
    const { id, key } = this.newest(keyClass);
    return { keyId: id, wrapped: seal(key, `${id}|${petitionId}`, dataKey) };
  }

  unwrap(petitionId: string, { keyId, wrapped }: Wrapped): Buffer {
    const dataKey = open(this.byId(keyId).key, `${keyId}|${petitionId}`, wrapped);
    if (dataKey.length !== KEY_BYTES) throw new Error('a data key of the wrong length');
    return dataKey;
  }

  /** The same data key under the newest master key of its class. */
  rewrap(petitionId: string, wrapped: Wrapped): Wrapped {
    return this.wrap(this.byId(wrapped.keyId).class, petitionId, this.unwrap(petitionId, wrapped));
  }

  /** The same data key under the newest master key of another class. */
  move(keyClass: KeyClass, id: string, wrapped: Wrapped): Wrapped {
    return this.wrap(keyClass, id, this.unwrap(id, wrapped));
  }

  /** Ids under which nothing should be wrapped any more. */
  outdated(): string[] {
    return this.keys.filter((key) => this.newest(key.class) !== key).map(({ id }) => id);
  }

  private newest(keyClass: KeyClass): MasterKey {
    return this.keys.find((key) => key.class === keyClass) as MasterKey;
  }

  private byId(keyId: string): MasterKey {
    const known = this.keys.find(({ id }) => id === keyId);
    if (!known) throw new Error(`master key ${keyId} is not live`);
    return known;
  }
}
