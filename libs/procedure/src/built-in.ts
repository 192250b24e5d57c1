import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Calendar } from './calendar.js';
import { loadPacks } from './folder.js';
import { readCalendar } from './load.js';
import type { RulePack } from './pack.js';

const PACKS = fileURLToPath(new URL('../packs/', import.meta.url));
const HOLIDAYS = fileURLToPath(new URL('../data/holidays.csv', import.meta.url));
const NOTICES = '国务院办公厅节假日安排通知';

let national: readonly RulePack[] | undefined;
let shipped: readonly RulePack[] | undefined;
let calendar: Calendar | undefined;

/** CN-2005 and CN-2022 as shipped; read once a process. */
export function nationalPacks(): readonly RulePack[] {
  national ??= loadPacks(PACKS);
  return national;
}

/** All that is shipped: the national packs, and the local ones over them; read once a process. */
export function builtInPacks(): readonly RulePack[] {
  shipped ??= [...nationalPacks(), ...loadPacks(`${PACKS}local/`, nationalPacks())];
  return shipped;
}

/** The national calendar 2007-2026 from the State Council's notices; read once a process. */
export function nationalCalendar(): Calendar {
  calendar ??= readCalendar(readFileSync(HOLIDAYS, 'utf8'), {
    id: 'CN',
    jurisdiction: 'CN',
    revision: 1,
    title: '全国工作日历',
    source: NOTICES,
  });
  return calendar;
}
