import { blankForm, handedOn, type DayDefaults, type DeskForm } from './form';

const DRAFT = 'sunshine.desk.draft';
const DEFAULTS = 'sunshine.desk.day';
const DAY = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Asia/Shanghai' });

/** Today in Asia/Shanghai. */
export const today = (): string => DAY.format(new Date());

/** Stored per person and browser tab; another person does not find it. */
interface Kept<T> {
  readonly personId: string;
  readonly value: T;
}

function read<T>(key: string, personId: string): T | null {
  const text = sessionStorage.getItem(key);
  const kept = text === null ? null : (JSON.parse(text) as Kept<T>);
  return kept?.personId === personId ? kept.value : null;
}

const write = (key: string, personId: string, value: unknown): void =>
  sessionStorage.setItem(key, JSON.stringify({ personId, value } satisfies Kept<unknown>));

/** A form for the next filing, with the defaults of the day. */
export function nextForm(personId: string, division: string): DeskForm {
  const on = today();
  const known = read<DayDefaults>(DEFAULTS, personId);
  return blankForm(known?.on === on ? known : { on, channel: 'LETTER', division, stampNumber: '', place: '' });
}

export const keptForm = (personId: string): DeskForm | null => read<DeskForm>(DRAFT, personId);

export const keepForm = (personId: string, form: DeskForm): void => write(DRAFT, personId, form);

/** Deletes the form and stores the defaults for the next one. */
export function handOn(personId: string, form: DeskForm): void {
  write(DEFAULTS, personId, handedOn(form, today()));
  sessionStorage.removeItem(DRAFT);
}

export const dropForm = (): void => sessionStorage.removeItem(DRAFT);
