import type { Access } from '@sunshine/access';
import type { OrganKind, PetitionKind } from '@sunshine/events';
import type { Statement } from '@sunshine/platform';
import type { AsideReason, PendingState } from '../domain/pending/pending.js';

/** A row of the list, without the content of the filing. */
export interface PendingRow {
  readonly id: string;
  readonly organId: string;
  readonly organKind: OrganKind;
  readonly kind: PetitionKind;
  readonly division: string;
  readonly receivedOn: string;
  readonly receivedAt: Date;
  readonly urgent: boolean;
  readonly origin: string | null;
  readonly likeness: string | null;
  readonly files: number;
  readonly state: PendingState;
  readonly aside: AsideRow | null;
}

/** The waiting or the confirmed proposal. */
export interface AsideRow {
  readonly id: string;
  readonly reason: AsideReason;
  readonly ofNumber: string | null;
  readonly sealed: string;
  readonly state: 'proposed' | 'confirmed';
  readonly by: string;
  readonly on: string;
}

export interface LockedPending extends PendingRow {
  readonly sealed: string | null;
  readonly codeKeyId: string;
  /** Number of the petition it has become. */
  readonly number: string | null;
}

/** What the holder of the query code sees before registration. */
export interface TrackedPending {
  readonly id: string;
  readonly kind: PetitionKind;
  readonly receivedOn: string;
  readonly state: 'waiting' | 'set_aside';
  readonly reason: AsideReason | null;
  readonly ofNumber: string | null;
  readonly decidedOn: string | null;
}

const ASIDE = `(select json_build_object('id', a.id, 'reason', a.reason, 'ofNumber', a.of_number, 'sealed', a.sealed, 'state', a.state,
      'by', a.proposed_by, 'on', a.proposed_on) from pending_aside a where a.filing_id = h.id and a.state in ('proposed', 'confirmed')
      order by a.at desc limit 1)`;
const COLUMNS = `h.id, h.organ_id as "organId", h.organ_kind as "organKind", h.kind, h.division, h.received_on as "receivedOn",
    h.received_at as "receivedAt", h.urgent, h.origin, h.likeness, h.files, h.state, ${ASIDE} as aside`;

/** Groups are counted up to here. */
export const COUNTED_MOST = 1_000;

export const insertPending: Statement = {
  name: 'intake.pending-insert',
  text: `insert into pending_filing (id, organ_id, organ_kind, kind, division, received_on, received_at, urgent, origin, likeness, sealed, files,
      code_key_id, code_digest, secret_digest, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'waiting')`,
};
export const lockPending: Statement = {
  name: 'intake.pending-lock',
  text: `select ${COLUMNS}, h.sealed, h.code_key_id as "codeKeyId", (select p.number from petition p where p.id = h.id) as number
    from pending_filing h where h.id = $1 for update of h`,
};
export const endPending: Statement = {
  name: 'intake.pending-end',
  text: `with a as (update pending_aside set state = 'declined', decided_by = $3, decided_on = $2 where filing_id = $1 and state = 'proposed')
    update pending_filing set state = 'registered', sealed = null, origin = null, likeness = null, decided_on = $2, decided_by = $3 where id = $1`,
};
export const insertAside: Statement = {
  name: 'intake.pending-aside-insert',
  text: `insert into pending_aside (id, filing_id, reason, of_number, sealed, state, proposed_by, proposed_on, at)
    values ($1, $2, $3, $4, $5, 'proposed', $6, $7, $8)`,
};
export const decideAsideRow: Statement = {
  name: 'intake.pending-aside-decide',
  text: `with h as (update pending_filing set state = 'set_aside', origin = null, likeness = null, decided_on = $4, decided_by = $5
      where id = $2 and $3 = 'confirmed')
    update pending_aside set state = $3, decided_on = $4, decided_by = $5 where id = $1`,
};
export const petitionNumbered: Statement = { name: 'intake.pending-numbered', text: 'select 1 from petition where number = $1' };

export const trackedPending: Statement = {
  name: 'intake.pending-tracked',
  text: `select h.id, h.kind, h.received_on as "receivedOn", h.state, a.reason, a.of_number as "ofNumber", a.decided_on as "decidedOn"
    from pending_filing h left join pending_aside a on a.filing_id = h.id and a.state = 'confirmed'
    where h.id = any($1::uuid[]) and h.state <> 'registered'`,
};

/** $1 person, $2 organ, $3 to $5 what to show, $6 and $7 the row after which, $8 rows. */
export const pendingPage = (access: Access): Statement => ({
  name: 'intake.pending-page',
  text: `select ${COLUMNS} from pending_filing h
    where h.organ_id = $2 and h.state = $3 and ${access.visible('h', '$1')}
      and ($4::text is null or h.origin = $4 or h.likeness = $4)
      and (not $5::boolean or exists (select 1 from pending_aside a where a.filing_id = h.id and a.state = 'proposed' and a.proposed_by <> $1::uuid))
      and ($6::timestamptz is null or (h.received_at, h.id) > ($6::timestamptz, $7::uuid))
    order by h.received_at, h.id limit $8`,
});

/** $1 person, $2 organ, $3 groups: number of waiting filings of each group that the person may see. */
export const pendingGroups = (access: Access): Statement => ({
  name: 'intake.pending-groups',
  text: `select g.name, (select count(*)::int from (select 1 from pending_filing h where h.organ_id = $2 and h.state = 'waiting'
        and (h.origin = g.name or h.likeness = g.name) and ${access.visible('h', '$1')} limit ${COUNTED_MOST}) counted) as count
    from unnest($3::text[]) g(name)`,
});

/** $1 person, $2 organs: number of waiting filings, the oldest one, and number of proposals that the person may confirm. */
export const pendingCounts = (access: Access): Statement => ({
  name: 'intake.pending-counts',
  text: `select
      (select count(*)::int from (select 1 from pending_filing h where h.organ_id = any($2::uuid[]) and h.state = 'waiting'
        and ${access.visible('h', '$1')} limit ${COUNTED_MOST}) waiting) as waiting,
      (select json_build_object('division', h.division, 'receivedOn', h.received_on, 'organKind', h.organ_kind) from pending_filing h
        where h.organ_id = any($2::uuid[]) and h.state = 'waiting' and ${access.visible('h', '$1')} order by h.received_at limit 1) as oldest,
      (select count(*)::int from (select 1 from pending_aside a join pending_filing h on h.id = a.filing_id
        where a.state = 'proposed' and a.proposed_by <> $1::uuid and h.organ_id = any($3::uuid[]) and h.state = 'waiting'
        and ${access.visible('h', '$1')} limit ${COUNTED_MOST}) proposed) as "toConfirm"`,
});

export const pendingById = (access: Access): Statement => ({
  name: 'intake.pending-by-id',
  text: `select ${COLUMNS} from pending_filing h where h.id = $2 and ${access.visible('h', '$1')}`,
});

export const filesOfPending: Statement = {
  name: 'intake.pending-files',
  text: `select f.id, f.type, f.size, r.role from file_reference r join stored_file f on f.id = r.file_id
    where r.petition_id = $1 order by r.added_at, r.position`,
};
