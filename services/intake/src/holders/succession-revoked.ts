import type { DataOf, SuccessionRevoked } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';

const revoke: Statement = {
  name: 'intake.succession-revoke',
  text: `update succession set state = 'revoked' where id = (
      select id from succession where petition_id = $1 and petitioner_id = $2 and state = 'confirmed' and ($3::uuid is null or id = $3)
       order by at desc, id desc limit 1
    ) returning ended_codes as codes, ended_mandates as mandates`,
};
/** As the entry before it left the petitioner; where none stands, alive. */
const revive: Statement = {
  name: 'intake.succession-revive',
  text: `update petitioner set ended_on = (
      select s.ended_on from succession s where s.petitioner_id = $1 and s.state = 'confirmed' order by s.at desc, s.id desc limit 1
    ) where id = $1`,
};
const giveBack: Statement = {
  name: 'intake.succession-give-back',
  text: `with m as (update mandate set ended_on = null, end_reason = null where id = any($2::uuid[]))
    insert into query_code select * from jsonb_populate_recordset(null::query_code, $1::jsonb) on conflict do nothing`,
};
/** Who succeeds them too, and what the desk has entered of any of them. */
const forget: Statement = {
  name: 'intake.succession-forget',
  text: `with recursive gone as (
      select id from petitioner where petition_id = $1 and id = any($2::uuid[]) union select t.id from petitioner t join gone g on t.succeeds = g.id
    ), codes as (delete from query_code where holder_id in (select id from gone)),
      consents as (delete from joint_consent where petitioner_id in (select id from gone)),
      departures as (delete from departure where petitioner_id in (select id from gone)),
      entries as (delete from succession where petitioner_id in (select id from gone)),
      found as (delete from blind_index where petitioner_id in (select id from gone))
    delete from petitioner where id in (select id from gone)`,
};

/**
 * Case has taken back an entry of death or dissolution: codes and mandates that ended with it are in force again as they were, its successors are
 * petitioners no longer and stand in the entry alone.
 */
export async function succeedNoMore(
  { tx }: Pick<BusContext, 'tx'>,
  { petitionId, petitionerId, successionId, successorIds }: DataOf<typeof SuccessionRevoked>,
): Promise<void> {
  type Ended = { readonly codes: readonly object[]; readonly mandates: readonly string[] };
  const [entry] = await sql<Ended>(tx, revoke, [petitionId, petitionerId, successionId]);
  if (!entry) return;
  await sql(tx, revive, [petitionerId]);
  await sql(tx, giveBack, [JSON.stringify(entry.codes), entry.mandates]);
  if (successorIds.length > 0) await sql(tx, forget, [petitionId, successorIds]);
}
