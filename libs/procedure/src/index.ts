export { builtInPacks, nationalCalendar, nationalPacks } from './built-in.js';
export { isPublishedDay, isWorkingDay, nextWorkingDay, workingDayAfter } from './calendar.js';
export type { Calendar, CalendarContent } from './calendar.js';
export {
  calendarFor,
  calendarNamed,
  dispositionOf,
  groundsOf,
  nextRight,
  packInForce,
  packNamed,
  requiredParts,
  reviewGroundsOf,
  rulesOver,
  packNumber,
} from './choice.js';
export type { NextRight } from './choice.js';
export { channelLastDay, channelRule } from './channel.js';
export type { ChannelDay } from './channel.js';
export {
  CLOCK_STATES,
  clockState,
  firstWarningOn,
  handleRuns,
  handleStart,
  isLate,
  isWarning,
  stepInstant,
  warningSteps,
  warningsWaitUntil,
} from './clock-rules.js';
export type { ClockFacts, ClockState, HandleStart, HandleStartInput, StepOn } from './clock-rules.js';
export { dayNumber, dayOf, isDay } from './days.js';
export type { Day } from './days.js';
export { dueDate, termRule } from './due-date.js';
export type { Due, DueInput } from './due-date.js';
export { lineOfPath } from './lines.js';
export { isUnreadable, loadPacks, readLawFolder, refusedPath } from './folder.js';
export type { LawFile } from './folder.js';
export { renderStep } from './explanation.js';
export type { ExplainedStep, Explanation, MakeUpDay, RestSpan, Span, Step } from './explanation.js';
export { acceptCalendar, acceptPack, contentHash, localCalendar, makeCalendar, readCalendar, readPack } from './load.js';
export { CAP_START, MARKS, NATURES, TERMS } from './pack-terms.js';
export { DISPOSITIONS, PROOFS, RETENTION_CLASSES, SERVICE_WAYS } from './pack.js';
export { CONDUCT_CONSEQUENCES } from './pack-conduct.js';
export type { ConductConsequence, ConductRule } from './pack-conduct.js';
export type { ClosingGround, ClosingNeed, RetentionClass } from './pack.js';
export type { Extension, Length, Mark, Nature, Pause, Term, TermRule, Warning } from './pack-terms.js';
export type {
  Channel,
  ChannelLimit,
  Disposition,
  DispositionRule,
  DocumentPart,
  DocumentRule,
  Exit,
  ExitRule,
  FastTrackRule,
  Ground,
  LocalPack,
  QualityItem,
  Override,
  PackContent,
  PackValue,
  PetitionKind,
  ProofName,
  Remedy,
  ReviewGround,
  ReviewRefusal,
  RulePack,
  ServiceWayRule,
  SupervisionTrigger,
} from './pack.js';
export { proofMissing, wayOf } from './service-ways.js';
