import { groupOf, type ActGroup, type ActName } from '../../../../src/texts/acts/titles';
import type { ActForm, FormsOf } from './form';

/** Each group is a script of its own, loaded when one of its forms is opened. */
const GROUPS: { readonly [G in ActGroup]: () => Promise<FormsOf<G>> } = {
  routing: async () => (await import('./routing')).routing,
  reports: async () => (await import('./reports')).reports,
  telling: async () => (await import('./telling')).telling,
  exits: async () => (await import('./exits')).exits,
  refusals: async () => (await import('./refusals')).refusals,
  suggestions: async () => (await import('./suggestions')).suggestions,
  fastTrack: async () => (await import('./fast-track')).fastTrack,
  opinion: async () => (await import('./opinion')).opinion,
  handling: async () => (await import('./handling')).handling,
  review: async () => (await import('./review')).review,
  closing: async () => (await import('./closing')).closing,
  parties: async () => (await import('./parties')).parties,
  publication: async () => (await import('./publication')).publication,
  hearing: async () => (await import('./hearing')).hearing,
  supervision: async () => (await import('./supervision')).supervision,
  advice: async () => (await import('./advice')).advice,
  measures: async () => (await import('./measures')).measures,
  conduct: async () => (await import('./conduct')).conduct,
  reviews: async () => (await import('./reviews')).reviews,
  rounds: async () => (await import('./rounds')).rounds,
  assessment: async () => (await import('./assessment')).assessment,
  weekly: async () => (await import('./weekly')).weekly,
  registration: async () => (await import('./registration')).registration,
};

const forms = new Map<ActName, Promise<ActForm>>();

async function loaded(act: ActName): Promise<ActForm> {
  const group: Readonly<Partial<Record<ActName, ActForm>>> = await GROUPS[groupOf(act)]();
  const form = group[act];
  if (!form) throw new Error(`no form for ${act}`);
  return form;
}

/** The form of an act. Answers the same promise each time, because `use` needs it. */
export function formOf(act: ActName): Promise<ActForm> {
  const form = forms.get(act) ?? loaded(act);
  forms.set(act, form);
  return form;
}
