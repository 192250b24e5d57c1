import { Injectable } from '@nestjs/common';
import { takeWords, wantWords } from '@sunshine/acts';
import { lineOf, writeLine } from '@sunshine/audit';
import { MESSAGE_KINDS, readBody } from '@sunshine/envelope';
import { PetitionSupplemented, type Act, type DataOf, type WordsArrived, type WordsGiven } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { TravellingFiles, type TravellingFile } from './files.js';

export const SUPPLEMENT = 'supplement';

const added: Statement = {
  name: 'intake.supplement-for-another-node',
  text: `select s.received_on::text "suppliedOn", s.text, s.file_ids "fileIds", p.anonymous from supplement s join petition p on p.id = s.petition_id
    where s.id = $2 and s.petition_id = $1 and p.kind <> 'REPORT'`,
};
const keep: Statement = {
  name: 'intake.supplement-of-node',
  text: `insert into supplement (id, petition_id, organ_id, received_on, text, sealed, file_ids, person_id, at, from_node)
    select $1, p.id, $3, $4, $5, '{}', '{}', null, $6, $7 from petition p where p.id = $2 and p.kind <> 'REPORT' on conflict (id) do nothing returning 1`,
};

interface Added {
  readonly suppliedOn: string;
  readonly text: string | null;
  readonly fileIds: readonly string[];
  readonly anonymous: boolean;
}

/** What `exchange` is given of material that was added. */
interface Supplied {
  readonly suppliedOn: string;
  readonly text?: string;
  readonly attachments?: readonly TravellingFile['named'][];
  readonly files?: readonly TravellingFile['given'][];
}

/** Further material between nodes. A report is handed over by its own way alone, and nothing is added to it here by another node. @source 信访工作条例 19 */
@Injectable()
export class Supplements {
  constructor(private readonly files: TravellingFiles) {}

  /** Null of a report, and of material of another petition; each opening stands in the audit. */
  async of(tx: EntityManager, act: Act, asked: { petitionId: string; about: string; by: string }): Promise<Supplied | null> {
    const { petitionId, about, by } = asked;
    const [row] = await sql<Added>(tx, added, [petitionId, about]);
    if (!row) return null;
    const { suppliedOn, text, fileIds, anonymous } = row;
    const all = fileIds.length === 0 ? [] : await this.files.of(tx, petitionId, anonymous);
    const files = all.filter(({ id }) => fileIds.includes(id));
    const line = { subject: petitionId, part: SUPPLEMENT, purpose: SUPPLEMENT };
    await writeLine(tx, lineOf({ ...act, actor: { kind: 'service', id: by } }, 'giveMatter', line));
    return {
      suppliedOn,
      ...(text !== null && { text }),
      ...(files.length > 0 && { attachments: files.map(({ named }) => named), files: files.map(({ given }) => given) }),
    };
  }

  arrived = (bus: BusContext, told: DataOf<typeof WordsArrived>): Promise<void> => wantWords(bus, told);

  /**
   * Stands in the petition as of the day of the transport receipt, with the node that added it; it changes no date. Its files come by themselves, as
   * those of any message.
   */
  async given({ tx, emit, act }: BusContext, given: DataOf<typeof WordsGiven>): Promise<void> {
    const words = await takeWords(tx, given);
    if (words?.kind !== SUPPLEMENT) return;
    const { petitionId, messageId: supplementId, organId, receivedOn, nodeName } = words;
    const { text = null, attachments = [] } = readBody(SUPPLEMENT, MESSAGE_KINDS[SUPPLEMENT].version, words.body, []).value;
    const kept = await sql(tx, keep, [supplementId, petitionId, organId, receivedOn, text, act.at, nodeName]);
    if (kept.length === 0) return;
    emit(petitionId, PetitionSupplemented.create({ petitionId, supplementId, organId, receivedOn, files: attachments.length }));
  }
}
