import { FILING_LIMITS } from '@sunshine/words';
import { desk } from '../../../../src/texts/desk';
import { filing } from '../../../../src/texts/filing';
import { blankPetitioner, nothing, type DeskForm, type Kind, type Named, type PetitionerRow } from '../desk/form';
import type { Listed, Opened } from './query';

const cut = (text: string, limit: number): string => [...text].slice(0, limit).join('');
export const isKind = (kind: string | null): kind is Kind => kind !== null && Object.hasOwn(desk.entry.kinds, kind);
const partiesOf = (parties: Opened['respondents']): readonly Named[] =>
  parties.length === 0
    ? [nothing]
    : parties.map(({ text, post }) => ({ id: null, text: cut(post === null ? text : `${text}（${post}）`, FILING_LIMITS.partyText) }));

/** The code of the form for a kind of paper by its name or its code; empty where the form has none of that name. */
function idTypeOf(told: string | null): string {
  const known = Object.entries(filing.idTypes).find(([code, name]) => told === code || told === name);
  return known?.[0] ?? '';
}

const petitionerOf = ({
  name,
  phone,
  landline,
  address,
  idType,
  idNumber,
  representative,
}: Opened['petitioners'][number]): PetitionerRow => ({
  ...blankPetitioner,
  name: name ?? '',
  phone: phone ?? landline ?? '',
  address: address ?? '',
  idType: idTypeOf(idType),
  idNumber: idNumber ?? '',
  representative,
});

/**
 * The form of the desk with everything that an arrived matter tells. What it has no field for the officer reads beside; a summary longer than
 * the register takes is cut, and stands whole in the text where no other text came. A report without its reporter is registered as one that names nobody.
 */
export function formOf(blank: DeskForm, listed: Listed, opened: Opened): DeskForm {
  const { handing, petitioners } = opened;
  return {
    ...blank,
    channel: 'TRANSFER_IN',
    kind: isKind(opened.kind) ? opened.kind : blank.kind,
    receivedOn: listed.receivedOn,
    arrivedMessageId: listed.messageId,
    arrivedNumber: listed.number,
    sender: handing.from ?? listed.partnerName,
    senderNumber: handing.paperNumber ?? listed.number,
    senderKind: listed.reportBy === null ? 'TRANSFER' : 'ASSIGNMENT',
    reportBy: listed.reportBy ?? '',
    division: listed.division,
    summary: cut(opened.summary, FILING_LIMITS.summary),
    text: opened.text ?? opened.summary,
    requests: opened.requests.length === 0 ? [''] : opened.requests,
    anonymous: opened.anonymous || (opened.kind === 'REPORT' && petitioners.length === 0),
    petitioners: petitioners.length === 0 ? [blankPetitioner] : petitioners.map(petitionerOf),
    peopleCount: opened.peopleCount === null ? '' : String(opened.peopleCount),
    respondent: partiesOf(opened.respondents),
    accused: partiesOf(opened.accused),
    staffConduct: opened.staffConduct,
    purpose: opened.purpose ?? '',
    contentClass: opened.contentClass ?? '',
  };
}
