import { acts as actTexts } from '../../../../src/texts/acts';
import { opinion as texts } from '../../../../src/texts/opinion';
import type { Field, Values } from '../../acts/fields';
import { missing } from '../../acts/form-values';

/** A part that the rules require in the paper, and whether it is there. */
export interface Part {
  readonly part: string;
  readonly title: string;
  readonly source: string;
  readonly present: boolean;
  readonly missingFor: readonly string[];
}

type Requests = readonly { readonly id: string }[];

const answersOf = (typed: Values): readonly Values[] => typed['answers'] as readonly Values[];
const isFilled = (list: unknown): boolean => ((list ?? []) as readonly string[]).some((text) => text.trim() !== '');
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** Whether a request is supported, wholly or in part; the paper must then name the day of execution. */
const isSupported = (typed: Values): boolean =>
  answersOf(typed).some(({ outcome }) => outcome === 'SUPPORTED' || outcome === 'PARTLY_SUPPORTED');

/** A part, updated by unsaved text; parts that nobody types stay unchanged. */
function withTyped(part: Part, typed: Values, requests: Requests): Part {
  const without = (lacks: (answer: Values | undefined) => boolean): Part => {
    const missingFor = requests.map(({ id }) => id).filter((id) => lacks(answersOf(typed).find((answer) => answer['id'] === id)));
    return { ...part, present: missingFor.length === 0, missingFor };
  };
  switch (part.part) {
    case 'facts':
      return { ...part, present: isText(typed['facts']), missingFor: [] };
    case 'evidence':
      return { ...part, present: isFilled(typed['evidence']), missingFor: [] };
    case 'answers':
      return without((answer) => !isText(answer?.['outcome']) || !isText(answer?.['answer']));
    case 'basis':
      return without((answer) => !isFilled(answer?.['basis']));
    case 'executeBy':
      return { ...part, present: !isSupported(typed) || isText(typed['executeBy']), missingFor: [] };
    default:
      return part;
  }
}

/**
 * The parts, updated by unsaved text. The server lists the day of execution only if a saved text supports a request, so it is added here
 * when such an answer is typed.
 */
export function partsWith(parts: readonly Part[], typed: Values, requests: Requests): readonly Part[] {
  const day: Part = { part: 'executeBy', title: texts.executeBy, source: '', present: isText(typed['executeBy']), missingFor: [] };
  const all = parts.some(({ part }) => part === 'executeBy') || !isSupported(typed) ? parts : [...parts, day];
  return all.map((part) => withTyped(part, typed, requests));
}

/** The fields of the draft; the day of execution is required if a request is supported. */
export const fieldsWith = (fields: readonly Field[], typed: Values): readonly Field[] =>
  isSupported(typed) ? fields.map((field) => (field.name === 'executeBy' ? { ...field, optional: false } : field)) : fields;

/**
 * What the text lacks before it goes to the checker, by place in the form and in the order of the form. Parts that nobody types are left
 * out, because the drafter cannot add them.
 */
export function lacking(
  fields: readonly Field[],
  parts: readonly Part[],
  typed: Values,
  requests: Requests,
): readonly (readonly [place: string, text: string])[] {
  const now = partsWith(parts, typed, requests);
  const lacks = (part: string): Part | undefined => now.find((one) => one.part === part && !one.present);
  const found = new Map<string, string>(
    missing(fieldsWith(fields, typed), typed)
      .filter((place) => !place.startsWith('answers'))
      .map((place) => [place, actTexts.missing]),
  );
  for (const name of ['facts', 'evidence', 'executeBy']) if (lacks(name)) found.set(name, texts.lacks[name as keyof typeof texts.lacks]);
  requests.forEach(({ id }, at) => {
    const answer = answersOf(typed).find((one) => one['id'] === id);
    const place = (part: string): string => `answers.${at}.${part}`;
    if (!isText(answer?.['outcome'])) found.set(place('outcome'), texts.lacksFor(at + 1, texts.lacks.outcome));
    if (!isText(answer?.['answer'])) found.set(place('answer'), texts.lacksFor(at + 1, texts.lacks.answer));
    if (lacks('basis')?.missingFor.includes(id)) found.set(place('basis'), texts.lacksFor(at + 1, texts.lacks.basis));
  });
  const order = fields.map(({ name }) => name);
  return [...found].toSorted(([a], [b]) => order.indexOf(a.split('.')[0] ?? '') - order.indexOf(b.split('.')[0] ?? ''));
}
