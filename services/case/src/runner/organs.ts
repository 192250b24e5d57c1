import { accessError } from '@sunshine/access';
import { validate as isUuid } from 'uuid';
import type { Organ } from '../domain/petition.js';
import type { OrganPlace } from '../domain/routing/charge.js';

/** An organ as a command finds it, with the name of the organ that reviews its opinions. */
export type KnownOrgan = Organ &
  OrganPlace & {
    readonly reviewedBy: string | null;
    /** It is kept out of this report. */
    readonly accused: boolean;
  };

/** @throws ORGAN_NOT_FOUND for what cannot be the id of an organ */
export function organId(id: string): string {
  if (!isUuid(id)) throw accessError('ORGAN_NOT_FOUND');
  return id;
}

/** @throws ORGAN_NOT_FOUND */
export function organIn(organs: ReadonlyMap<string, KnownOrgan>, id: string): KnownOrgan {
  const organ = organs.get(id);
  if (!organ) throw accessError('ORGAN_NOT_FOUND');
  return organ;
}
