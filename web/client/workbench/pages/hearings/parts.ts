import { hearings } from '../../../../src/texts/hearings';
import { today } from '../../parts/days';
import { dayText, timeText } from '../../parts/day';

/** Day in Shanghai, and from when until when. */
export const timeOf = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): string =>
  hearings.schedule.until(dayText(today(new Date(startsAt)), true), timeText(startsAt), timeText(endsAt));

/** Opens the form of an act on a hearing; `given` are values that the page knows. */
export type OpenAct = (act: string, given?: Readonly<Record<string, unknown>>) => void;
