import type { INestApplicationContext } from '@nestjs/common';
import type { OrganKind, Role } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Time, contextOf } from '@sunshine/platform';
import { DataSource, In } from 'typeorm';
import { Organs } from './organ/organ.service.js';
import { PersonEntity } from './person/person.entity.js';
import { People } from './person/person.service.js';
import { Passwords } from './signin/passwords.js';

/** A whole city to start with. Ids are fixed, so that seeding again changes nothing. Parents come before their children. */
export interface DirectorySeed {
  /** One password for every account; for demo and tests only. */
  readonly password: string;
  /** First day of every organ, `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly organs: readonly {
    readonly id: string;
    readonly parentId: string | null;
    readonly kind: OrganKind;
    readonly name: string;
    readonly shortName: string;
    readonly division: string;
    readonly reviewedBy?: string;
    readonly alsoReviewedBy?: string;
    readonly contactPhone?: string;
    readonly address?: string;
    readonly closedOn: string | null;
  }[];
  readonly people: readonly {
    readonly id: string;
    readonly account: string;
    readonly name: string;
    readonly grants: readonly { readonly organId: string | null; readonly role: Role; readonly notices: boolean }[];
  }[];
}

/**
 * Creates a city by the directory's own methods, so that its rules apply and its events are published; in one transaction.
 * Existing organs and people are not changed, nor their passwords.
 * @param app the hosted directory
 */
export async function seedDirectory(app: INestApplicationContext, seed: DirectorySeed): Promise<void> {
  const [organs, people, passwords, commands] = [
    app.get(Organs),
    app.get(People),
    app.get(Passwords),
    app.get(Commands, { strict: false }),
  ];
  const act = contextOf(app.get(Time, { strict: false }), { kind: 'service', person: 'directory', session: null });
  const known = new Set(
    (
      await app
        .get(DataSource, { strict: false })
        .getRepository(PersonEntity)
        .findBy({ id: In(seed.people.map(({ id }) => id)) })
    ).map(({ id }) => id),
  );
  const newcomers = seed.people.filter(({ id }) => !known.has(id));
  // All accounts have the same published password, so they share one hash: a hash for each would take seconds.
  const hash = newcomers.length > 0 ? await passwords.hash(seed.password) : undefined;
  await commands.act(act, async (tx, emit) => {
    const closed = new Set((await organs.byIds(seed.organs.map(({ id }) => id))).flatMap((organ) => (organ?.closedOn ? [organ.id] : [])));
    for (const { closedOn, ...facts } of seed.organs) {
      if (closed.has(facts.id)) continue;
      await organs.save(tx, emit, act, { ...facts, validFrom: seed.validFrom });
      if (closedOn !== null) await organs.close(tx, emit, act, facts.id, closedOn);
    }
    for (const { id, account, name } of newcomers)
      await people.save(tx, { id, account, name, disabledOn: null }, hash === undefined ? undefined : { hash, given: false });
    for (const { id, grants } of newcomers) for (const grant of grants) await people.grant(tx, emit, act, { personId: id, ...grant });
  });
}
