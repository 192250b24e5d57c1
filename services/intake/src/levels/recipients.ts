import { Injectable } from '@nestjs/common';
import { lineOf, writeLine } from '@sunshine/audit';
import type { Act } from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import { KeyStore, open } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { placeOf } from '../sealing/place.js';

const petitioners: Statement = {
  name: 'intake.recipients-for-another-node',
  text: `select t.id "petitionerId", t.sealed->>'name' "name" from petitioner t join petition p on p.id = t.petition_id
    where t.petition_id = $1 and ($2::uuid is null or t.id = $2) and t.sealed ? 'name' and p.kind <> 'REPORT'
    order by t.position`,
};

interface Asked {
  readonly petitionId: string;
  /** The petitioner; null: all of them. */
  readonly about: string | null;
  /** The service that asked. */
  readonly by: string;
}

/** Who the petitioners of a matter are that is at two nodes: of service on one of them both sides must mean the same person. */
@Injectable()
export class Recipients {
  constructor(private readonly keys: KeyStore) {}

  /** Nobody of a report, of another petition, or of an identity that was destroyed; each opening stands in the audit. */
  async of(tx: EntityManager, act: Act, { petitionId, about, by }: Asked): Promise<{ petitionerId: string; name: string }[]> {
    const rows = await sql<{ petitionerId: string; name: string }>(tx, petitioners, [petitionId, about]);
    const key = (await this.keys.openAll([petitionId])).get(petitionId);
    if (rows.length === 0 || !key) return [];
    const line = { subject: petitionId, part: 'petitioner', purpose: 'service' };
    await writeLine(tx, lineOf({ ...act, actor: { kind: 'service', id: by } }, 'giveMatter', line));
    return rows.map(({ petitionerId, name }) => ({ petitionerId, name: open(key, placeOf(petitionerId, 'name'), name).toString('utf8') }));
  }
}
