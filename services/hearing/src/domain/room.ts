import type { Room } from './schedule.js';
import { hearingError } from './hearing.errors.js';
import { required } from './text.js';

/** A room as it is entered. @throws HEARING_TEXT_MISSING, ROOM_SEATS_WRONG */
export function keepRoom({ id, organId, name, place, seats, endedOn }: Room): Room {
  if (seats < 1 || seats > 2000) throw hearingError('ROOM_SEATS_WRONG');
  return { id, organId, name: required('场所名称', 'name', name, 100), place: required('地址', 'place', place, 200), seats, endedOn };
}
