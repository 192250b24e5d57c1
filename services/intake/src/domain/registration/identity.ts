import type { RegisteredPetitioner } from './registration.js';

/** The fields of a petitioner that are sealed, one ciphertext each. */
export function sealedFields({ name, idType, idNumber, phone, address, guardian }: RegisteredPetitioner): [string, string][] {
  const fields = {
    name,
    idType,
    idNumber,
    phone,
    address,
    guardianName: guardian?.name ?? null,
    guardianRelation: guardian?.relation ?? null,
  };
  return Object.entries(fields).filter((field): field is [string, string] => field[1] !== null);
}

/** Fields by which a later filing of the same person is found; their normal forms are stored as keyed hashes only. */
export type IndexedField = 'idNumber' | 'phone' | 'nameAndAddress' | 'agent';

export interface Masked {
  readonly name: string | null;
  readonly phone: string | null;
}

/** 王*, 欧阳**: the first character and one star for each further one, three at most; a name of one character is hidden whole. */
export function maskName(name: string | null): string | null {
  if (name === null) return null;
  const characters = [...name];
  return characters.length === 1 ? '*' : `${characters[0]}${'*'.repeat(Math.min(3, characters.length - 1))}`;
}

/** 199****1234; a number with fewer than eight digits shows its last two only. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null;
  const digits = normalPhone(phone);
  return digits.length >= 8 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

export function mask({ name, phone }: Pick<RegisteredPetitioner, 'name' | 'phone'>): Masked {
  return { name: maskName(name), phone: maskPhone(phone) };
}

/** Digits of a telephone number without the country's prefix. */
export function normalPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
}

/** Letters and digits alone, in one width and case. */
export const normalText = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Normal forms of the fields that identify a petitioner; a missing field, or one without letters and digits, has none. */
export function indexedForms({
  idNumber,
  phone,
  name,
  address,
}: Pick<RegisteredPetitioner, 'idNumber' | 'phone' | 'name' | 'address'>): { field: IndexedField; form: string }[] {
  const forms: { field: IndexedField; form: string }[] = [];
  const add = (field: IndexedField, form: string) => {
    if (form !== '') forms.push({ field, form });
  };
  if (idNumber !== null) add('idNumber', normalText(idNumber));
  if (phone !== null) add('phone', normalPhone(phone));
  if (name !== null && address !== null && normalText(name) !== '' && normalText(address) !== '')
    add('nameAndAddress', `${normalText(name)}|${normalText(address)}`);
  return forms;
}

/** Normal form of an agent's name. It supports that two filings are of one matter; no filing is found by it alone. */
export function agentForms(agentName: string | null): { field: IndexedField; form: string }[] {
  const form = normalText(agentName ?? '');
  return form === '' ? [] : [{ field: 'agent', form }];
}
