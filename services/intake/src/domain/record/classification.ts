import { Exit, PetitionClassified, type NewEvent, type PetitionKind, type Stage } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { recordError } from './record.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { required } from '../desk-text.js';
import { contentClassOf, purposeOf } from '../registration/fields.js';

export interface ClassificationOf {
  readonly kind?: PetitionKind | null;
  readonly contentClass?: string | null;
  readonly purpose?: string | null;
  /** The organ decides the exit; the desk may only propose one. */
  readonly proposedExit?: string | null;
  readonly reason: string;
}

export interface Classification {
  readonly id: string;
  readonly petitionId: string;
  readonly organId: string;
  readonly formerKind: PetitionKind;
  readonly kind: PetitionKind;
  readonly contentClass: string | null;
  readonly purpose: string | null;
  readonly proposedExit: Exit | null;
  readonly reason: string;
  readonly by: string;
  readonly on: Day;
}

/** The kind can change until the petitioner is informed; a suggestion that turns out to be a claim may still change while it is studied. */
const OPEN_TO_KIND: ReadonlySet<string | null> = new Set<Stage | null>([null, 'registered', 'routed', 'received']);
const SUGGESTION_TURNS: ReadonlySet<string | null> = new Set([...OPEN_TO_KIND, ...(['informed', 'studying'] satisfies Stage[])]);

/**
 * Changes kind, class and purpose, with a reason; the day of receipt stays. A petition never becomes a report or the reverse, because the
 * words of the report would have been stored open before or would be open afterwards; a report in a letter is split off and sealed.
 * @throws CLASSIFICATION_UNCHANGED, CLASSIFY_EXIT_UNKNOWN, CLASSIFY_REPORT_BY_SPLIT, CLASSIFY_KIND_TOO_LATE, CONTENT_CLASS_MALFORMED, PURPOSE_TOO_LONG,
 * DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG
 * @source 信访工作条例 22, 29-31 (the bureau decides kind and addressee, the organ the exit)
 */
export function classifyPetition(
  petition: DeskPetition,
  given: ClassificationOf,
  id: string,
  act: DeskAct,
): { classification: Classification; events: NewEvent[] } {
  const kind = given.kind ?? petition.kind;
  const contentClass = given.contentClass ? contentClassOf(given.contentClass) : petition.contentClass;
  const purpose = given.purpose ? purposeOf(given.purpose) : petition.purpose;
  const proposedExit = given.proposedExit ? exitOf(given.proposedExit) : null;
  if (kind !== petition.kind) checkKind(petition, kind);
  if (kind === petition.kind && contentClass === petition.contentClass && purpose === petition.purpose && proposedExit === null)
    throw recordError('CLASSIFICATION_UNCHANGED');
  const { id: petitionId, kind: formerKind } = petition;
  const { organId, personId: by, on } = act;
  const reason = required('分类理由', 'reason', given.reason, 500);
  return {
    classification: { id, petitionId, organId, formerKind, kind, contentClass, purpose, proposedExit, reason, by, on },
    events: [PetitionClassified.create({ petitionId, organId, kind, formerKind, contentClass, proposedExit })],
  };
}

function exitOf(given: string): Exit {
  const exit = Exit.safeParse(given);
  if (!exit.success) throw recordError('CLASSIFY_EXIT_UNKNOWN', { source: '信访工作条例 31' });
  return exit.data;
}

function checkKind({ kind: former, stage }: DeskPetition, kind: PetitionKind): void {
  if (kind === 'REPORT' || former === 'REPORT') throw recordError('CLASSIFY_REPORT_BY_SPLIT', { source: '信访工作条例 30 ¶3' });
  const open = former === 'SUGGESTION' ? SUGGESTION_TURNS : OPEN_TO_KIND;
  if (!open.has(stage)) throw recordError('CLASSIFY_KIND_TOO_LATE', { source: '信访工作条例 23、29、31' });
}
