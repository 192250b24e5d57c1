import type { Access } from '@sunshine/access';
import type { Statement } from '@sunshine/platform';
import { insertVisits } from '../visits/visit.rows.js';

/** Organs that a filing names, the bureaus that may receive it, and one organ of its division as proof that the division is known. */
export const organsOfFiling: Statement = {
  name: 'intake.organs-of-filing',
  text: `select id, kind, division, closed_on as "closedOn" from organ
          where id = any($1::uuid[]) or (kind = 'petition_bureau' and division = any($2::text[]))
            or id = (select id from organ where division = ($2::text[])[1] limit 1) order by id`,
};

/** A petition by its number, where the person may see it. */
export const petitionOfNumber = (access: Access): Statement => ({
  name: 'intake.petition-of-number',
  text: `select p.id from petition p where p.number = $2 and ${access.visible('p', '$1')}`,
});

/** The petition and all its parts in one round trip. */
export const insertPetition: Statement = {
  name: 'intake.insert-petition',
  text: `with p as (
      insert into petition (id, number, channel, kind, division, organ_id, received_on, registered_on, registered_at, postmark_on, first_stamp_on,
        summary, text, people_count, purpose, content_class, anonymous, respondent, urgent_event, addressed_to, previous_number, previous_id,
        sealed, bigrams, registered_by, bar_code, stamp_number, envelope_file_id, recording_file_id, oral, entry, visit_id, staff_conduct, transfer_in)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, array_to_tsvector($24::text[]), $25,
        $43, $44, $45, $46, $47, $48, $49, $51, $52)
    ), r as (
      insert into petition_request (id, petition_id, position, text, sealed)
      select id, $1, position, text, sealed from unnest($26::uuid[], $27::text[], $28::text[]) with ordinality as t(id, text, sealed, position)
    ), t as (
      insert into petitioner (id, petition_id, position, representative, masked_name, masked_phone, sealed, below_14, guardian_consent)
      select id, $1, position, representative, name, phone, sealed, below_14, consent
        from unnest($29::uuid[], $30::boolean[], $31::text[], $32::text[], $33::jsonb[], $41::boolean[], $42::boolean[])
          with ordinality as t(id, representative, name, phone, sealed, below_14, consent, position)
    ), b as (
      insert into blind_index (key_id, field, digest, petitioner_id, petition_id)
      select key_id, field, digest, petitioner_id, $1 from unnest($34::text[], $35::text[], $36::text[], $37::uuid[]) as t(key_id, field, digest, petitioner_id)
      on conflict do nothing
    ), v as (
      ${insertVisits('$50')}
    )
    insert into query_code (holder_id, petition_id, key_id, code_digest, secret_digest) values ($1, $1, $38, $39, $40)`,
};
