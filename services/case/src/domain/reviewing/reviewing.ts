import type { Day } from '@sunshine/procedure';

/** An organ that reviews the opinions of another from one day to another, both inclusive; null: open on that side. */
export interface ReviewerTerm {
  readonly organId: string;
  /** May be a kind that only a newer directory knows. */
  readonly kind: string;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  /** First day on which it is no more. */
  readonly closedOn: Day | null;
  /** The second one, of which the petitioner chooses. */
  readonly also: boolean;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** An organ whose opinions others review. */
export interface Reviewed {
  readonly kind: string;
  readonly division: string;
  readonly reviewers: readonly ReviewerTerm[];
}

/**
 * The organs that review its opinions on that day, the one of the default first: one, or two between whom the petitioner chooses.
 * @source 信访工作条例 35, 36
 */
export const reviewersOn = ({ reviewers }: Pick<Reviewed, 'reviewers'>, day: Day): readonly ReviewerTerm[] =>
  reviewers
    .filter(
      ({ from, to, closedOn }) => (from === null || from <= day) && (to === null || day <= to) && (closedOn === null || day < closedOn),
    )
    .toSorted((left, right) => Number(left.also) - Number(right.also));

/** Above a provincial government or committee stands no organ that reviews: the chain ends with it. */
export const endsChainOn = (organ: Reviewed, day: Day): boolean =>
  ['government', 'party_committee'].includes(organ.kind) && organ.division.endsWith('0000') && reviewersOn(organ, day).length === 0;

function named({ name, address, phone }: ReviewerTerm): string {
  const where = [address && `地址：${address}`, phone && `电话：${phone}`].filter(Boolean).join('，');
  return where ? `${name}（${where}）` : name;
}

/** To whom an opinion of that day may be brought, by name and address; null where no such organ is known. */
export function reviewedByOn(organ: Pick<Reviewed, 'reviewers'>, day: Day): string | null {
  const names = reviewersOn(organ, day).map(named);
  if (names.length === 0) return null;
  return `${names.join('或者')}${names.length > 1 ? '，由您选择' : ''}`;
}

/** What the remedy of a paper of that day says of who reviews it. */
export const reviewingOn = (organ: Reviewed, day: Day) => ({ reviewedBy: reviewedByOn(organ, day), endsChain: endsChainOn(organ, day) });
