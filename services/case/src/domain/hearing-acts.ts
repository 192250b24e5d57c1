import type { Told } from './act-rule.js';

/** What the service `hearing` did, as far as it stands in the course; hearing does it, case shows it. */
export const HEARING_ACTS = {
  holdHearing: { name: '决定举行听证', told: 'petitioner' },
  serveHearingDecision: { name: '听证决定送达', told: 'petitioner' },
  concludeHearing: { name: '作出听证结论', told: 'petitioner' },
  cancelHearing: { name: '取消听证', told: 'petitioner' },
} as const satisfies Record<string, { readonly name: string; readonly told: Told }>;
export type HearingActOfCourse = keyof typeof HEARING_ACTS;
