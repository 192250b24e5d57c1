import { Channel, PetitionKind } from '@sunshine/events';
import { cut, findPersons } from '@sunshine/redaction';
import { FILING_LIMITS } from '@sunshine/words';
import { z } from 'zod';
import { instant } from '../forms.js';
import { attachments, code, coded, day, organ, petitionNumber, words } from './fields.js';

/** Of a summary. A node that registers takes `FILING_LIMITS.summary` of it. @source law.md 15: gkxx has up to 4 000 characters */
const SUMMARY = 4000;

const petitioner = z.object({
  name: words(FILING_LIMITS.name).optional(),
  address: words(FILING_LIMITS.address).optional(),
  phone: words(FILING_LIMITS.phone).optional(),
  landline: words(FILING_LIMITS.phone).optional(),
  idType: coded(words(FILING_LIMITS.idType)).optional(),
  idNumber: words(FILING_LIMITS.idNumber).optional(),
  representative: z.boolean().optional(),
});

const party = z.object({
  text: words(FILING_LIMITS.partyText),
  post: words(FILING_LIMITS.partyText).optional(),
  level: words(FILING_LIMITS.partyText).optional(),
});

/** A matter as the node that registered it knows it: what Art 19 asks for, and nothing of a profile. */
export const matter = z.object({
  number: petitionNumber,
  /** Where it came from, if that is another system than the node: `id` names it there. */
  origin: z.object({ system: words(40), id: words(100) }).optional(),
  /** Missing where another system tells none: who receives it classifies it. Unknown ones are refused, because rights depend on it. */
  kind: PetitionKind.optional(),
  channel: coded(code(Channel)).optional(),
  purpose: coded(words(FILING_LIMITS.purpose)).optional(),
  contentClass: coded(z.string().regex(/^\d{6}$/)).optional(),
  summary: words(SUMMARY),
  text: words(FILING_LIMITS.text).optional(),
  requests: z
    .array(z.object({ text: words(FILING_LIMITS.requestText) }))
    .max(FILING_LIMITS.requests)
    .optional(),
  /** `code` of GB/T 2260, 10114 or the statistical one. */
  place: z
    .object({
      code: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
      text: words(FILING_LIMITS.address).optional(),
    })
    .optional(),
  /** Of the first organ: the legal start. */
  receivedOn: day,
  registeredAt: instant.optional(),
  registeringOrgan: organ.optional(),
  addressee: words(200).optional(),
  petitioners: z.array(petitioner).max(FILING_LIMITS.petitioners).optional(),
  peopleCount: z.int().min(1).max(FILING_LIMITS.people).optional(),
  involvedCount: z.int().min(0).max(FILING_LIMITS.people).optional(),
  anonymous: z.boolean().optional(),
  joint: z.boolean().optional(),
  litigation: z.boolean().optional(),
  staffConduct: z.boolean().optional(),
  repeat: z
    .object({
      repeated: z.boolean().optional(),
      earlierNumber: petitionNumber.optional(),
      firstOrgan: words(200).optional(),
      firstOn: day.optional(),
    })
    .optional(),
  respondents: z.array(party).max(FILING_LIMITS.parties).optional(),
  /** Of a report alone, sealed at every node. */
  accused: z.array(party).max(FILING_LIMITS.parties).optional(),
  attachments: attachments.optional(),
});
export type Matter = z.output<typeof matter>;

const HIDDEN = '＊';

/**
 * A report (检举控告) without its reporter, for a receiver that is not the competent organ; so is a matter whose kind nobody has told. Names,
 * numbers and addresses of the reporter go out of every text; files stay behind, because a scan shows hand and signature. What is told of
 * circumstances remains: whether it gives the reporter away, a person judges before sending.
 */
export function withoutReporter<Body extends Partial<Matter>>(body: Body): Omit<Body, 'petitioners' | 'attachments'> | Body {
  if (body.kind === 'CLAIM' || body.kind === 'SUGGESTION') return body;
  const { petitioners = [], attachments: _files, ...rest } = body;
  const known = {
    names: petitioners.flatMap(({ name }) => name ?? []),
    values: petitioners.flatMap(({ address, phone, landline, idNumber }) =>
      [address, phone, landline, idNumber].filter((value) => value !== undefined),
    ),
  };
  const hide = (value: unknown): unknown => {
    if (typeof value === 'string')
      return cut(value, findPersons(value, known))
        .map(({ text, kind }) => (kind === null ? text : HIDDEN))
        .join('');
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, hide(of)]));
    return value;
  };
  return hide(rest) as Omit<Body, 'petitioners' | 'attachments'>;
}
