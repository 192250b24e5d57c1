import { weekly as words } from '../../../../src/texts/acts/weekly';
import { day } from '../fields';
import { noted, withWords } from './form';

/** The form of weekly reports. */
export const weekly = withWords<'weekly'>(words, {
  freezeWeeklyReport: { ...noted(day('day')), apart: true },
});
