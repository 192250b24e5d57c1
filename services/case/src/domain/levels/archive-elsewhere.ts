import { dayNumber, dayOf, packNumber, type Day } from '@sunshine/procedure';
import { retentionOf } from '../closing/closing.js';
import type { FiledMessage } from '../closing/file-elsewhere.js';
import type { NodeFact } from '../elsewhere.js';
import type { PetitionState } from '../petition.js';
import { newRecord, recordsOf, type CaseRecord } from '../records.js';
import type { NodeGiven } from './coming-back.js';

/** The ground of a completion that told none which is known here. */
export const CLOSED_ELSEWHERE = 'closed_elsewhere';

/**
 * The organ that registered a matter here files it (立卷归档) though another node closed it, within the days of an own closing from the day on which
 * it heard of that. Of what was told without a message there is none.
 * @source practice C (归档)
 */
export function archiveElsewhere(
  { state, law }: Pick<NodeGiven, 'state' | 'law'>,
  { node, toldBy, ground, heardOn }: Pick<NodeFact, 'node' | 'toldBy' | 'ground'> & { readonly heardOn: Day },
): CaseRecord<'archive'> | null {
  if (toldBy === undefined) return null;
  const pack = law.packOn(heardOn);
  const code = ground ?? CLOSED_ELSEWHERE;
  return newRecord({
    ...{ id: toldBy, kind: 'archive', state: 'due', on: heardOn, organId: state.registeringOrganId },
    until: dayOf(dayNumber(heardOn) + packNumber(pack, 'archiveWithinDays').value),
    data: {
      ...{
        retentionClass: retentionOf(pack, state, code),
        ground: code,
        from: state.stage,
        sealed: state.kind === 'REPORT',
        catalogue: [],
      },
      elsewhere: {
        node,
        registered: { number: state.number, on: state.registeredOn },
        routing: recordsOf(state, 'transfer').map(({ on, data: { number } }) => ({ number, on })),
        messages: null,
      },
    },
  });
}

/** What the closing tells of the file that it leaves. */
export const owed = (archive: CaseRecord<'archive'> | null): { retentionClass?: string; archiveDue?: Day } =>
  archive?.until ? { retentionClass: archive.data.retentionClass, archiveDue: archive.until } : {};

/** The file with what passed between the nodes, as it was listed last; null: none waits to be filed, or it is one of this node's own closing. */
export function withMessages(state: Pick<PetitionState, 'records'>, messages: readonly FiledMessage[]): CaseRecord<'archive'> | null {
  const archive = recordsOf(state, 'archive', 'due').at(-1);
  if (!archive?.data.elsewhere) return null;
  return { ...archive, data: { ...archive.data, elsewhere: { ...archive.data.elsewhere, messages } } };
}
