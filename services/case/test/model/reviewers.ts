import { AT } from '../between.js';
import { PLACES } from './officers.js';

const ALSO: Readonly<Record<string, string>> = { [AT.countyHousing.id]: AT.housing.id };

/** Art 35: the organ one level up; a county department has two, and the petitioner chooses. A bureau never reviews. */
export function reviewing(organId: string): readonly string[] {
  const own = PLACES.find(({ id }) => id === organId);
  const above = own?.path.at(-2);
  return [above, ALSO[organId]].filter((id): id is string => id !== undefined);
}
