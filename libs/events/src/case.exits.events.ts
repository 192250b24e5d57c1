import { z } from 'zod';
import { code } from './code.js';
import { Exit } from './course.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();
/** Key of a statutory channel in the rule pack. */
const channel = code;

/** 拟办: the bureau's thought on the exit; binds nobody. */
export const ExitProposed = defineEvent('ExitProposed', 1, { petitionId: id, organId: id, exit: growing(Exit) });
/** Waits for the second reader. */
export const ExitDecisionProposed = defineEvent('ExitDecisionProposed', 1, {
  petitionId: id,
  decisionId: id,
  exit: growing(Exit),
  channelId: channel.nullable(),
});
/** The organ's decision on the exit of Art 31. */
export const ExitDecided = defineEvent('ExitDecided', 1, {
  petitionId: id,
  organId: id,
  decisionId: id,
  exit: growing(Exit),
  channelId: channel.nullable(),
  decidedOn: day,
  /** The last effective day of NOTIFY, where it was decided only after it. */
  lateAfter: day.nullable(),
  /** The decision it corrects; the petition itself where the acceptance had decided. */
  corrects: id.nullable(),
});

/** The guidance notice to an exit 31(1) to 31(5); `lastDay` is the earliest that the petitioner has to keep, where the start is known. */
export const GuidanceIssued = defineEvent('GuidanceIssued', 1, {
  petitionId: id,
  exit: growing(Exit),
  channelId: channel,
  documentId: id,
  lastDay: day.nullable(),
});

/** Handed over to the receiving body; the matter stays with the organ until the receipt. */
export const LeadingInStarted = defineEvent('LeadingInStarted', 1, {
  petitionId: id,
  leadingInId: id,
  exit: growing(Exit),
  channelId: channel,
});
/** 导入法定程序: the receiving body's receipt is on file. */
export const PetitionLedIntoProcedure = defineEvent('PetitionLedIntoProcedure', 1, {
  petitionId: id,
  leadingInId: id,
  exit: growing(Exit),
  channelId: channel,
  receivedOn: day,
});
export const ProcedureOutcomeReported = defineEvent('ProcedureOutcomeReported', 1, {
  petitionId: id,
  toldBy: growing(z.enum(['body', 'petitioner'])),
});

export const PerformanceProposed = defineEvent('PerformanceProposed', 1, {
  petitionId: id,
  outcome: growing(z.enum(['performed', 'answered'])),
});
/** 31(5): performed or answered under the special law; the day is that of dispatch with proof. */
export const DutyPerformed = defineEvent('DutyPerformed', 1, {
  petitionId: id,
  outcome: growing(z.enum(['performed', 'answered'])),
  documentId: id,
  dispatchedOn: day,
});

const refusal = z.enum(['refuseAcceptance', 'refuseRefiling']);
/** Waits for the second reader; `ground` is a code of the rule pack. */
export const RefusalProposed = defineEvent('RefusalProposed', 1, { petitionId: id, act: growing(refusal), ground: code });
/** 不予受理 / 不再受理 told by dispatch. */
export const PetitionRefused = defineEvent('PetitionRefused', 1, {
  petitionId: id,
  organId: id,
  act: growing(refusal),
  ground: code,
  documentId: id,
  dispatchedOn: day,
});

export const SuggestionStudyStarted = defineEvent('SuggestionStudyStarted', 1, { petitionId: id, organId: id, withOrganIds: z.array(id) });
const adoption = z.enum(['adopted', 'partly_adopted', 'not_adopted']);
export const SuggestionDecided = defineEvent('SuggestionDecided', 1, { petitionId: id, organId: id, outcome: growing(adoption) });
/** `documentId` null: answered by web, SMS or telephone on the fast track. */
export const SuggestionReplied = defineEvent('SuggestionReplied', 1, {
  petitionId: id,
  outcome: growing(adoption),
  documentId: id.nullable(),
  repliedOn: day,
});
export const SuggestionMeasureFollowed = defineEvent('SuggestionMeasureFollowed', 1, { petitionId: id, doneOn: day });

/** 简易办理; the codes are those of the rule pack. */
export const FastTrackChosen = defineEvent('FastTrackChosen', 1, { petitionId: id, organId: id, fits: z.array(code) });
/** Back on the ordinary track, with the starts it had. */
export const FastTrackLeft = defineEvent('FastTrackLeft', 1, { petitionId: id, organId: id });
/** Answered by web, SMS or telephone; a paper follows on request. */
export const FastTrackAnswered = defineEvent('FastTrackAnswered', 1, {
  petitionId: id,
  opinionId: id,
  way: growing(z.enum(['web', 'sms', 'phone'])),
  answeredOn: day,
});
