import type { Day } from '@sunshine/procedure';
import type { OrganOfPaper } from './matter.js';

/** The registers of numbers of an organ's papers of supervision, and the word each has in its numbers. */
export const SERIES = {
  REMINDER: '信催',
  SUPERVISED_HANDLING: '信督',
  ADVICE: '信建',
  MEASURE: '信联',
  ROUND: '信查',
  CONTEST: '信异',
  CORRECTION: '信改',
  CONDUCT: '信诉',
} as const;
export type Series = keyof typeof SERIES;

/** `<short name>信催〔2026〕12号`, per organ, series and year. */
export const paperNumber = ({ shortName }: Pick<OrganOfPaper, 'shortName'>, series: Series, on: Day, running: number): string =>
  `${shortName}${SERIES[series]}〔${on.slice(0, 4)}〕${running}号`;
