import type { Role } from '@sunshine/events';
import type { PlacedOrgan } from '../../src/domain/routing/designation.js';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT, PARTY } from '../between.js';
import { id } from '../builders.js';
import type { Officer } from './state.js';

export const PLACES: readonly PlacedOrgan[] = [...Object.values(AT), GOVERNMENT, COUNTY_GOVERNMENT, PARTY];

const BUREAU_ROLES: readonly Role[] = ['REGISTRAR', 'DISPATCHER', 'AUDITOR', 'HEAD'];
const ORGAN_ROLES: readonly Role[] = ['REGISTRAR', 'HANDLER', 'CHECKER', 'ISSUER', 'HEAD', 'REVIEWER'];
let persons = 100;
const officer = (organ: PlacedOrgan | null, roles: readonly Role[], delegated: boolean): Officer => ({
  id: id('p', (persons += 1)),
  organ,
  roles,
  delegated,
});

/** In each organ one officer for each role, one who holds them all, and a second handler without the written delegation. */
export const OFFICERS: readonly Officer[] = [
  ...PLACES.flatMap((organ) => {
    const roles = organ.kind === 'petition_bureau' ? BUREAU_ROLES : ORGAN_ROLES;
    const second: Role = organ.kind === 'petition_bureau' ? 'DISPATCHER' : 'HANDLER';
    return [...roles.map((role) => officer(organ, [role], true)), officer(organ, roles, true), officer(organ, [second], false)];
  }),
  officer(null, ['MIGRATOR'], false),
];

/** To whom moveMatters moves what this officer has: nobody of the model. */
export const receiverOf = (officer: string): string => id('p', officer === id('p', 99) ? 98 : 99);

/** Who has a report once those that are accused are barred: by chance who has it now, or one of the organs that may. */
export const keeperOf = (what: { readonly assigned: boolean; readonly to: PlacedOrgan }, current: PlacedOrgan): PlacedOrgan =>
  what.assigned ? (what.to.kind === 'petition_bureau' || what.to.kind === 'discipline' ? what.to : AT.countyBureau) : current;
