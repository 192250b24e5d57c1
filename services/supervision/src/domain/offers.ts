import { ruleOf, type ActName } from './acts.js';
import type { MatterState } from './matter.js';

/** An act that a reader may do now, and on what; its rule may still ask for more. */
export interface SupervisionOffer {
  readonly act: ActName;
  readonly name: string;
  readonly organId: string;
  readonly clockId: string | null;
  /** The reminder, proposal or handling. */
  readonly recordId: string | null;
}

/**
 * The acts of supervision on a petition, by what it stands at.
 * @param may the organ by whose right the reader does an act; null: no right to it
 */
export function offersOf({ duties, records }: MatterState, may: (act: ActName) => string | null): SupervisionOffer[] {
  const offers: SupervisionOffer[] = [];
  const offer = (act: ActName, organId: string, at: Partial<Pick<SupervisionOffer, 'clockId' | 'recordId'>>): void =>
    void offers.push({ act, name: ruleOf(act).name, organId, clockId: null, recordId: null, ...at });
  for (const { clockId, nature, organId, endedOn } of duties) {
    const by = may('issueReminder');
    const runs = (nature === 'duty' || nature === 'own') && endedOn === null;
    if (runs && by !== null && organId !== null && organId !== by) offer('issueReminder', organId, { clockId });
  }
  const running = new Set(records.flatMap((one) => (one.kind === 'handling' && one.state !== 'closed' ? [one.organId] : [])));
  const opener = may('openSupervisedHandling');
  for (const organId of new Set(duties.flatMap((duty) => duty.organId ?? [])))
    if (opener !== null && organId !== opener && !running.has(organId)) offer('openSupervisedHandling', organId, {});
  for (const record of records) {
    const { id: recordId, organId, byOrganId } = record;
    // What another node's office opened, it alone judges and ends.
    const ofNode = record.kind === 'handling' && record.node !== undefined;
    const own = (act: ActName): void => void (!ofNode && may(act) === byOrganId && offer(act, organId, { recordId }));
    const asked = (act: ActName): void => void (may(act) === organId && offer(act, organId, { recordId }));
    if (record.kind === 'reminder' && record.state === 'open') asked('answerReminder');
    if (record.kind === 'proposal' && record.state === 'open') {
      if (opener !== null && organId !== opener && !running.has(organId)) offer('openSupervisedHandling', organId, { recordId });
      if (may('dismissSupervisionProposal') !== null) offer('dismissSupervisionProposal', organId, { recordId });
    }
    if (record.kind !== 'handling' || record.state === 'closed') continue;
    if (record.state === 'open' || record.state === 'returned') asked('replyToSupervision');
    if (record.state === 'replied') own('judgeSupervisionReply');
    if (record.state === 'accepted') own('closeSupervisedHandling');
    own('recordSupervisionStep');
    if (record.state === 'open' || record.state === 'returned') own('extendSupervisionReply');
  }
  return offers;
}
