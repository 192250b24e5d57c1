import { InterviewRecorded, type NewEvent } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { visitError } from './visits.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { idOf, optional, required } from '../desk-text.js';

export interface InterviewNotes {
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  /** Read back to the petitioner, who agreed. */
  readonly readBack: boolean;
  /** Scan of the signed record. */
  readonly signatureFileId?: string | null;
  /** Witness of the refusal to sign. */
  readonly refusalWitness?: string | null;
  /** The petitioner got a copy. */
  readonly copyGiven: boolean;
}

/** 谈话笔录. */
export interface Interview {
  readonly id: string;
  readonly petitionId: string;
  readonly organId: string;
  readonly on: Day;
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly readBack: boolean;
  readonly signatureFileId: string | null;
  readonly refusalWitness: string | null;
  readonly copyGiven: boolean;
}

export const INTERVIEW_LIMITS = { answers: 100, text: 2_000, witness: 100 } as const;

/**
 * Records an oral petition. The open point of the form is closed only if the record was read back.
 * @throws INTERVIEW_NOT_ORAL, INTERVIEW_EMPTY, INTERVIEW_SIGNED_UNREAD, INTERVIEW_REFUSAL_UNWITNESSED, DESK_TEXT_MISSING,
 * DESK_TEXT_TOO_LONG, DESK_ID_MALFORMED
 * @source 信访工作条例 19 (an oral petition is recorded truly)
 */
export function recordInterview(
  petition: Pick<DeskPetition, 'id' | 'channel'>,
  notes: InterviewNotes,
  id: string,
  act: Pick<DeskAct, 'on' | 'organId'>,
): { interview: Interview; events: NewEvent[] } {
  const source = '信访工作条例 19';
  if (petition.channel !== 'VISIT' && petition.channel !== 'PHONE') throw visitError('INTERVIEW_NOT_ORAL', { source });
  if (notes.answers.length === 0 || notes.answers.length > INTERVIEW_LIMITS.answers)
    throw visitError('INTERVIEW_EMPTY', { details: { limit: INTERVIEW_LIMITS.answers } });
  const signatureFileId = idOf('signatureFileId', notes.signatureFileId);
  const refusalWitness = optional('见证人', 'refusalWitness', notes.refusalWitness, INTERVIEW_LIMITS.witness);
  if (signatureFileId !== null && !notes.readBack) throw visitError('INTERVIEW_SIGNED_UNREAD', { source });
  // On the telephone nobody signs.
  if (petition.channel === 'VISIT' && notes.readBack && signatureFileId === null && refusalWitness === null)
    throw visitError('INTERVIEW_REFUSAL_UNWITNESSED');
  const interview: Interview = {
    id,
    petitionId: petition.id,
    organId: act.organId,
    on: act.on,
    answers: notes.answers.map(({ question, answer }, at) => ({
      question: required('问', `answers.${at}.question`, question, INTERVIEW_LIMITS.text),
      answer: required('答', `answers.${at}.answer`, answer, INTERVIEW_LIMITS.text),
    })),
    readBack: notes.readBack,
    signatureFileId,
    refusalWitness,
    copyGiven: notes.copyGiven,
  };
  const { petitionId, organId, readBack } = interview;
  return { interview, events: [InterviewRecorded.create({ petitionId, interviewId: id, organId, readBack })] };
}
