import { acts as texts } from '../../../src/texts/acts';
import { choiceWords } from '../../../src/texts/choices';
import { dayText } from '../parts/day';
import type { Field, Named, Value, Values } from './fields';
import type { Matter, Offer } from './matter';

export const wordsAsOffers = (words: Readonly<Record<string, string>>): Offer[] =>
  Object.entries(words).map(([code, title]) => ({ code, title, note: null, of: null }));

/** The channels of the chosen or decided exit, or the limits of the chosen channel. */
export function fitting(among: string, offers: readonly Offer[] | null, beside: Values, channelId: Value): readonly Offer[] | null {
  if (among === 'channel') {
    const exit = beside['exit'];
    return typeof exit === 'string' && exit !== '' ? (offers?.filter(({ of }) => of === exit) ?? null) : offers;
  }
  if (among === 'limit') {
    const own = offers?.filter(({ of }) => of === channelId) ?? [];
    const all = own.length > 0 ? own : (offers ?? []);
    return [...new Map(all.map((one) => [one.code, one])).values()];
  }
  return offers;
}

export const petitionersOf = (matter: Matter | null): Named[] =>
  (matter?.petitioners ?? [])
    .filter(({ leftOn }) => leftOn === null)
    .map(({ id, masked, endedOn }, index) => {
      const name = `${texts.petitionerAt(index + 1)} ${masked.name ?? texts.sealedName}`;
      return { id, name: endedOn === null ? name : texts.ended(name, dayText(endedOn)) };
    });

export function thingsOf(field: Extract<Field, { kind: 'petitioner' | 'document' | 'record' }>, matter: Matter | null): Named[] {
  if (!matter) return [];
  if (field.kind === 'petitioner') return petitionersOf(matter);
  if (field.kind === 'document')
    return (matter.documents ?? [])
      .filter(({ voidedOn }) => voidedOn === null)
      .map(({ id, title, number, issuedOn }) => ({ id, name: [title, number, dayText(issuedOn)].filter(Boolean).join(' ') }));
  return field.kind === 'record' ? recordsToPick(field.among, matter) : [];
}

/** The paper of the current opinion, which is served by default. */
export const opinionPaper = (matter: Matter): string | null =>
  (matter.documents ?? []).findLast(({ kind, voidedOn }) => kind === 'OPINION' && voidedOn === null)?.id ?? null;

/** What a field of kind `record` offers. */
function recordsToPick(among: Extract<Field, { kind: 'record' }>['among'], matter: Matter): Named[] {
  switch (among.from) {
    case 'records':
      return (matter.records ?? [])
        .filter(({ kind, state }) => kind === among.of && among.states.includes(state))
        .map(({ id, title, on, organ, officer, details }) => ({
          id,
          name: [dayText(on), title, organ?.name, officer?.name, details[0]?.text.slice(0, 40)].filter(Boolean).join(' '),
        }));
    case 'extension':
      return matter.extension && matter.extension.approvedOn === null && matter.extension.declinedOn === null
        ? [{ id: matter.extension.id, name: texts.extension(matter.extension.days, dayText(matter.extension.requestedOn)) }]
        : [];
    case 'corrections':
      return matter.corrections
        .filter(({ state }) => state === 'proposed')
        .map(({ id, field, on }) => ({ id, name: `${dayText(on)} ${choiceWords.correctedFields[field]}` }));
    case 'successions':
      return matter.successions
        .filter(({ state }) => state === 'proposed')
        .map(({ id, cause, endedOn }) => ({ id, name: `${dayText(endedOn)} ${choiceWords.successionCauses[cause]}` }));
    case 'proposedPublications':
    case 'openPublications':
      return matter.publications
        .filter(({ state }) => state === 'proposed' || (state === 'published' && among.from === 'openPublications'))
        .map(({ id, state, groundName, on }) => ({ id, name: texts.publication(dayText(on), groundName, state === 'published') }));
    case 'mandates':
      return matter.mandates
        .filter(({ inForce }) => inForce)
        .map(({ id, maskedName, endsOn }) => ({ id, name: texts.mandate(maskedName ?? texts.sealedName, dayText(endsOn)) }));
    case 'files':
      return matter.files.map(({ id, role, type, addedOn }) => ({
        id,
        name: [choiceWords.fileRoles[role], type, dayText(addedOn)].filter(Boolean).join(' '),
      }));
  }
}
