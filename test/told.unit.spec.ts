import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import ofCase from '../services/case/acts.json' with { type: 'json' };
import ofHearing from '../services/hearing/acts.json' with { type: 'json' };
import ofSupervision from '../services/supervision/acts.json' with { type: 'json' };
import ofDesk from '../services/intake/acts.json' with { type: 'json' };

interface Row {
  readonly told?: string;
  readonly confirms?: { readonly proposedBy: readonly string[]; readonly returnedBy?: string };
}
const course: Readonly<Record<string, Row>> = ofCase.acts;
const desk: Readonly<Record<string, Row>> = ofDesk.acts;
const hearings: Readonly<Record<string, Row>> = ofHearing.acts;
const supervision: Readonly<Record<string, Row>> = ofSupervision.acts;
const inCourse: Readonly<Record<string, Row>> = ofCase.ofDesk;
const matrix = parse(readFileSync(new URL('../libs/access/src/matrix.yaml', import.meta.url), 'utf8')) as Record<string, { on: string }>;

/** What officers may do on a petition without doing anything to it: they read, keep a draft, print; or it is no petition yet. */
const NO_ACTS = [
  'readPetition',
  'openReportContent',
  'readOpenings',
  'openPendingFiling',
  'registerPendingFiling',
  'setFilingAside',
  'confirmFilingAside',
  'attachHandlingFile',
  'seekRepeats',
  'saveOpinionDraft',
  'printDocument',
  'readHearing',
  'askOtherNodes',
];

describe('what the petitioner is told of the course', () => {
  it('is decided in the row of every act, of the course, of the desk, of hearings and of supervision', () => {
    const acts = Object.entries(matrix).flatMap(([act, { on }]) => (on === 'petition' && !NO_ACTS.includes(act) ? [act] : []));
    const decided = (act: string): boolean =>
      ['petitioner', 'office'].includes((course[act] ?? desk[act] ?? hearings[act] ?? supervision[act])?.told ?? '');
    expect(acts.length).toBeGreaterThan(100);
    expect(acts.filter((act) => !decided(act))).toEqual([]);
  });

  it('is decided once of an act of the desk, and what stands in no course is for the office', () => {
    expect(Object.entries(desk).filter(([act, { told }]) => told !== (inCourse[act]?.told ?? 'office'))).toEqual([]);
  });

  it('is no act that only sends a proposal back', () => {
    const back = Object.values(course).flatMap(({ confirms }) => confirms?.returnedBy ?? []);
    expect(back.filter((act) => course[act]?.told !== 'office')).toEqual([]);
  });
});
