import { accessError } from '@sunshine/access';
import { validate as isUuid } from 'uuid';
import type { KnownOrgan, Loaded } from './case.load.js';

/** @throws ORGAN_NOT_FOUND for what cannot be the id of an organ */
export function organId(id: string): string {
  if (!isUuid(id)) throw accessError('ORGAN_NOT_FOUND');
  return id;
}

/** @throws ORGAN_NOT_FOUND */
export function organIn(organs: Loaded['organs'], id: string): KnownOrgan {
  const organ = organs.get(id);
  if (!organ) throw accessError('ORGAN_NOT_FOUND');
  return organ;
}
