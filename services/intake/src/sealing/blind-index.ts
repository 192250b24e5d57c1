import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { indexedForms } from '../domain/registration/identity.js';
import type { KeyedHash } from './keyed-hash.js';

type Identified = Parameters<typeof indexedForms>[0] & { readonly id: string };

const insertDigests: Statement = {
  name: 'intake.blind-index',
  text: `insert into blind_index (key_id, field, digest, petitioner_id, petition_id)
    select key_id, field, digest, petitioner_id, $1 from unnest($2::text[], $3::text[], $4::text[], $5::uuid[]) as t(key_id, field, digest, petitioner_id)
    on conflict do nothing`,
};

/** From now on these petitioners are found by what they have told of themselves. */
export function indexPetitioners(
  tx: EntityManager,
  index: KeyedHash,
  petitionId: string,
  petitioners: readonly Identified[],
): Promise<unknown> {
  const rows = petitioners.flatMap((petitioner) =>
    indexedForms(petitioner).flatMap(({ field, form }) =>
      index.all(field, form).map((digest) => ({ ...digest, field, id: petitioner.id })),
    ),
  );
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  return sql(tx, insertDigests, [petitionId, column('keyId'), column('field'), column('digest'), column('id')]);
}
