/** A petitioner, as `intake` names it for a message alone. */
export interface Recipient {
  readonly petitionerId: string;
  readonly name: string;
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();

/**
 * Who among the petitioners here a name of another node means; null: none of them, or several bear it. Nothing that rests on service may
 * begin for one of two whom nobody can tell apart.
 */
export function recipientNamed(of: readonly Recipient[], name: string): string | null {
  const [found, ...more] = of.filter((recipient) => plain(recipient.name) === plain(name));
  return found !== undefined && more.length === 0 ? found.petitionerId : null;
}
