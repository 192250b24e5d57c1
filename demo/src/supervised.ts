import { printedActs } from '@sunshine/supervision';

/** Acts of `supervision`: they name a duty, a reminder or a handling of the petition. */
export const SUPERVISION_ACTS: ReadonlySet<string> = new Set(Object.keys(printedActs.acts));

interface Supervised {
  readonly clocks: readonly { readonly id: string; readonly term: string }[] | null;
  readonly reminders: readonly { readonly id: string }[] | null;
  readonly supervisionProposals: readonly { readonly id: string; readonly term: string }[] | null;
  readonly supervisedHandlings: readonly { readonly id: string }[] | null;
}
interface Asks {
  query<T>(account: string | null, document: string, variables: Record<string, unknown>): Promise<T>;
}
const OF_MATTER =
  'query ($id: ID!) { petition(id: $id) { clocks { id term } reminders { id } supervisionProposals { id term } supervisedHandlings { id } } }';
const OF_HANDLING = new Set([
  'recordSupervisionStep',
  'replyToSupervision',
  'judgeSupervisionReply',
  'extendSupervisionReply',
  'closeSupervisedHandling',
]);

/**
 * The input of an act with what it names: the newest duty of the `term` that is written, the newest reminder, the newest handling; of a
 * decision on a proposal the newest one on the duty of the `term`, and none where supervised handling is opened without a `term`. Played
 * again it names the same, since a petition of the demo has one of each.
 * @throws COPY_BEHIND while supervision does not have it, a proposal until the sweep of the clocks has made it
 */
export async function namedInput(
  client: Asks,
  { account, mutation, id }: { readonly account: string | null; readonly mutation: string; readonly id: string },
  { term, ...written }: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { petition } = await client.query<{ petition: Supervised | null }>(account, OF_MATTER, { id });
  const there = (one: { readonly id: string } | undefined): string => {
    if (!one) throw Object.assign(new Error(`${mutation} finds nothing that it names`), { code: 'COPY_BEHIND' });
    return one.id;
  };
  if (mutation === 'issueReminder') return { ...written, clockId: there(petition?.clocks?.findLast((clock) => clock.term === term)) };
  if (mutation === 'answerReminder') return { ...written, reminderId: there(petition?.reminders?.at(-1)) };
  if (mutation === 'dismissSupervisionProposal' || (mutation === 'openSupervisedHandling' && term !== undefined))
    return { ...written, proposalId: there(petition?.supervisionProposals?.findLast((proposal) => proposal.term === term)) };
  if (OF_HANDLING.has(mutation)) return { ...written, handlingId: there(petition?.supervisedHandlings?.at(-1)) };
  return written;
}
