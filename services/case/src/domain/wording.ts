import type { RulePack } from '@sunshine/procedure';
import type { Told } from './act-rule.js';
import { ACTS, type ActName } from './acts.js';
import { HEARING_ACTS, type HearingActOfCourse } from './hearing-acts.js';
import { INTAKE_ACTS, type IntakeAct } from './intake-acts.js';
import { LEVEL_ACTS, type LevelAct } from './level-acts.js';
import type { HistoryLine, OpinionState } from './petition.js';
import type { RecordWords } from './record-kind.js';
import { RECORDS, type CaseRecord } from './records.js';

interface ActOfCourse {
  readonly name: string;
  readonly told: Told;
  readonly toldAs?: string;
}

/** Every act of the course, of case, of the desk, of hearings and of other nodes. A line written by a later release may name another act. */
const COURSE: Readonly<Partial<Record<string, ActOfCourse>>> = {
  ...ACTS,
  ...INTAKE_ACTS,
  ...HEARING_ACTS,
  ...LEVEL_ACTS,
  registerPetition: { name: '登记', told: 'petitioner' },
} satisfies Record<ActName | IntakeAct | HearingActOfCourse | LevelAct | 'registerPetition', ActOfCourse>;

/** Whether the line is of the service `hearing`. */
export const isOfHearing = (act: string): boolean => Object.hasOwn(HEARING_ACTS, act);

/** A line of the course in words. */
export const actName = (act: string): string => COURSE[act]?.name ?? act;

/** Whether the line tells of an objection that the sender has decided. */
export const isObjectionDecided = (act: string): boolean => act === 'decideObjection' || act === 'confirmObjectionDecision';
/** @param organ who handles the matter from now on; null where another transfer follows */
export const objectionDecidedAs = (upheld: boolean, organ: string | null): string =>
  organ === null ? '转送机关核实：由转送机关另行转送' : `转送机关核实：${upheld ? '改由' : '仍由'}${organ}办理`;

/** Whether the petitioner sees this line of the course: never a mere proposal, nor an act that only a later release knows. */
export const isToldPetitioner = ({ act, part }: Pick<HistoryLine, 'part'> & { readonly act: string }): boolean =>
  part !== 'proposal' && COURSE[act]?.told === 'petitioner';
/** A line of the course as the petitioner reads it. */
export const toldName = (act: string): string => COURSE[act]?.toldAs ?? actName(act);

export const OPINION_STATE_NAMES: Record<OpinionState, string> = {
  drafted: '待审核',
  returned: '退回修改',
  checked: '待签发',
  issued: '已签发',
};

/** The pack's words for codes in records; the pack is fetched only where a record has a code. */
export const wordsIn = (pack: () => RulePack): RecordWords => ({
  channel: (id) => pack().channels.find((channel) => channel.id === id)?.title ?? id,
  paper: (kind) => pack().documents[kind]?.title ?? kind,
});

/** The state of a record in words; a state written by a later release is shown by its code. */
export function recordStateName({ kind, state }: Pick<CaseRecord, 'kind' | 'state'>): string {
  const words: Readonly<Partial<Record<string, string>>> = RECORDS[kind].states;
  return words[state] ?? state;
}
