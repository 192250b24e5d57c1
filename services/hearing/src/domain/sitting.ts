import { HearingAttendanceNoted, HearingEntriesAdded, HearingOpened, HearingSittingEnded } from '@sunshine/events';
import { ATTENDEE_NAMES } from '@sunshine/words';
import { acting, changed, daysOf, isParty, now, onlyPetitioner, people, requireThisOrgan } from './course.js';
import type { Attendance, Entry, Given, Hearing, HearingDecided } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import { requireNotices } from './notices.js';
import { panelRule, requireNoOpenChallenge, requireQuorum, requireStillValid } from './panel.js';
import type { PoolMember } from './pool.js';
import { oneOf, optional, required } from './text.js';

const SOURCE = '本系统规则 听证（听证会程序）';

/** What the minutes are made of, in the order of a sitting. */
export const ENTRY_KINDS = {
  opening: '开场',
  identity: '核对身份',
  rules: '宣布纪律',
  challenge: '告知回避权利',
  petitioner_statement: '信访人陈述',
  organ_statement: '办理单位陈述',
  evidence: '出示证据',
  question: '询问',
  answer: '回答',
  debate: '辩论',
  last_words: '最后陈述',
  note: '记事',
} as const;
export type EntryKind = keyof typeof ENTRY_KINDS;

/** Without these a sitting is none. @source law 9 (order) */
export const MUST_HAVE: readonly EntryKind[] = ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement', 'last_words'];

const BEFORE_STATEMENTS: readonly EntryKind[] = ['identity', 'rules', 'challenge'];
const STATEMENTS: readonly EntryKind[] = ['petitioner_statement', 'organ_statement'];

/** What has to be in the minutes before an entry of that kind. @source law 9 (order of the sitting) */
const FOLLOWS: Partial<Record<EntryKind, readonly EntryKind[]>> = {
  petitioner_statement: BEFORE_STATEMENTS,
  organ_statement: BEFORE_STATEMENTS,
  evidence: BEFORE_STATEMENTS,
  question: BEFORE_STATEMENTS,
  answer: BEFORE_STATEMENTS,
  debate: [...BEFORE_STATEMENTS, ...STATEMENTS],
  last_words: [...BEFORE_STATEMENTS, ...STATEMENTS],
};

/** A part of the sitting: whether it has to be, and whether the minutes have it. */
export interface AgendaPart {
  readonly kind: EntryKind;
  readonly required: boolean;
  readonly done: boolean;
  /** What has to be in the minutes before it and is not yet. */
  readonly waitsFor: readonly EntryKind[];
}

const missingBefore = (kind: EntryKind, kinds: ReadonlySet<string>): EntryKind[] => (FOLLOWS[kind] ?? []).filter((one) => !kinds.has(one));
const named = (kinds: readonly EntryKind[]): string => kinds.map((kind) => ENTRY_KINDS[kind]).join('、');

/** The parts of a sitting in the order of the law, with what is missing. */
export function agendaOf({ entryKinds }: Hearing): AgendaPart[] {
  const kinds = new Set(entryKinds);
  return (Object.keys(ENTRY_KINDS) as EntryKind[]).map((kind) => ({
    kind,
    required: MUST_HAVE.includes(kind),
    done: kinds.has(kind),
    waitsFor: missingBefore(kind, kinds),
  }));
}

export const MOST_ENTRIES = 50;

export interface OpenHearing {
  readonly hearingId: string;
  /** Members of the panel and clerks who are in the room. */
  readonly presentIds: readonly string[];
  readonly attendanceIds: readonly string[];
  readonly pool: readonly PoolMember[];
}

/**
 * Opened on its day, when everybody has been told and the panel is valid and there.
 * @throws HEARING_ACT_NOT_NOW, HEARING_NOT_TODAY, NOTICES_MISSING, NOTICE_SHORT, PANEL_NOT_LISTED, the codes of `requireValidPanel`,
 * PANEL_CHALLENGE_OPEN, PANEL_NO_QUORUM
 * @source own rule; law 9, practice E 5
 */
export function openHearing(given: Given, command: OpenHearing): HearingDecided {
  const { state, act, law } = given;
  const hearing = now(given, command.hearingId, 'openHearing');
  requireThisOrgan(given, hearing);
  const { schedule, panel } = hearing;
  if (!panel) throw hearingError('PANEL_NOT_LISTED', { source: SOURCE });
  if (schedule?.on !== act.on)
    throw hearingError('HEARING_NOT_TODAY', { source: SOURCE, details: { day: schedule?.on ?? '（尚未排定）' } });
  const pack = law.packOn(act.on);
  requireNotices(state, hearing, daysOf(pack, 'hearingNoticeDays'));
  const rule = panelRule(pack);
  requireStillValid(panel, people(given, hearing, command.pool, act.on), rule);
  requireNoOpenChallenge(hearing.challenges, panel);
  const present = [...new Set(command.presentIds)];
  requireQuorum(panel, new Set(present), rule);
  const attendance = present.flatMap((personId, at): Attendance[] => {
    const part = panel.memberIds.includes(personId) ? 'member' : schedule.clerkIds.includes(personId) ? 'clerk' : null;
    return part === null ? [] : [{ id: command.attendanceIds[at] as string, personId, name: null, part, from: act.at, to: null }];
  });
  return changed({ ...hearing, state: 'open', attendance }, HearingOpened.create(acting(given, hearing)));
}

export interface NoteAttendance {
  readonly attendanceId: string;
  readonly hearingId: string;
  readonly personId: string | null;
  readonly name: string | null;
  readonly part: string;
  /** Of a petitioner or an agent: which petitioner, or for which one; null of the only one, or where the clerk does not say. */
  readonly petitionerId: string | null;
  readonly leaves: boolean;
}

/**
 * Who came and who went, with the instant. A member of the panel leaves by `replaceMember`.
 * @throws ATTENDANCE_ALREADY, ATTENDANCE_NOT_THERE, ATTENDANCE_PETITIONER_UNKNOWN, HEARING_TEXT_MISSING, HEARING_CODE_UNKNOWN
 */
export function noteAttendance(given: Given, command: NoteAttendance): HearingDecided {
  const { at } = given.act;
  const hearing = now(given, command.hearingId, 'noteAttendance');
  requireThisOrgan(given, hearing);
  const { personId, leaves } = command;
  const name = personId === null ? required('姓名', 'name', command.name, 50) : null;
  const member = personId !== null && (hearing.panel?.memberIds.includes(personId) ?? false);
  const clerk = personId !== null && (hearing.schedule?.clerkIds.includes(personId) ?? false);
  const there = hearing.attendance.find((one) => one.to === null && one.personId === personId && one.name === name);
  const event = (attendanceId: string) => HearingAttendanceNoted.create({ ...acting(given, hearing), attendanceId });
  if (leaves) {
    if (!there || member) throw hearingError('ATTENDANCE_NOT_THERE', { source: SOURCE });
    const attendance = hearing.attendance.map((one) => (one === there ? { ...one, to: at } : one));
    return changed({ ...hearing, attendance }, event(there.id));
  }
  if (there) throw hearingError('ATTENDANCE_ALREADY', { source: SOURCE });
  const part = member
    ? 'member'
    : clerk
      ? 'clerk'
      : oneOf('到场身份', 'part', Object.keys(ATTENDEE_NAMES) as (keyof typeof ATTENDEE_NAMES)[], command.part);
  const petitionerId = isParty(part) ? (command.petitionerId ?? onlyPetitioner(given.state)) : null;
  if (petitionerId !== null && !given.state.petitionerIds.includes(petitionerId)) throw hearingError('ATTENDANCE_PETITIONER_UNKNOWN');
  const attendance: Attendance = { id: command.attendanceId, personId, name, part, petitionerId, from: at, to: null };
  return changed({ ...hearing, attendance: [...hearing.attendance, attendance] }, event(attendance.id));
}

export interface NewEntry {
  readonly kind: string;
  readonly speaker: string | null;
  readonly text: string;
  readonly hash: string | null;
  readonly corrects: number | null;
  /** Not shown to those who follow a public sitting. */
  readonly withheld?: boolean | null;
}

/**
 * The next entries of the minutes, in one piece. Whoever writes at the same time writes before or behind it: the lock of the matter gives
 * one order for all. A correction stands beside its original, which stays. The parts of a sitting follow each other as the law says.
 * @throws HEARING_ACT_NOT_NOW, ENTRIES_TOO_MANY, ENTRY_UNKNOWN, SITTING_OUT_OF_ORDER, ENTRY_EVIDENCE_HASH, HEARING_TEXT_MISSING
 */
export function addEntries(given: Given, command: { readonly hearingId: string; readonly entries: readonly NewEntry[] }): HearingDecided {
  const { act } = given;
  const hearing = now(given, command.hearingId, 'addHearingEntries');
  requireThisOrgan(given, hearing);
  const asked = command.entries;
  if (asked.length === 0 || asked.length > MOST_ENTRIES) throw hearingError('ENTRIES_TOO_MANY', { details: { most: MOST_ENTRIES } });
  const first = hearing.entries + 1;
  const kinds = new Set(hearing.entryKinds);
  const entries = asked.map((one, at): Entry => {
    const kind = oneOf('笔录', `entries.${at}.kind`, Object.keys(ENTRY_KINDS) as EntryKind[], one.kind);
    if (one.corrects !== null && (one.corrects < 1 || one.corrects > hearing.entries))
      throw hearingError('ENTRY_UNKNOWN', { details: { number: one.corrects }, field: `entries.${at}.corrects` });
    const missing = one.corrects === null ? missingBefore(kind, kinds) : [];
    if (missing.length > 0)
      throw hearingError('SITTING_OUT_OF_ORDER', {
        source: SOURCE,
        details: { kind: ENTRY_KINDS[kind], parts: named(missing) },
        field: `entries.${at}.kind`,
      });
    if (one.corrects === null) kinds.add(kind);
    const hash = one.hash?.toLowerCase() ?? null;
    if ((kind === 'evidence' && one.corrects === null && hash === null) || (hash !== null && !/^[0-9a-f]{64}$/.test(hash)))
      throw hearingError('ENTRY_EVIDENCE_HASH', { field: `entries.${at}.hash` });
    return {
      number: first + at,
      kind,
      speaker: optional('发言人', `entries.${at}.speaker`, one.speaker, 50),
      text: required('笔录', `entries.${at}.text`, one.text, 5000),
      hash,
      corrects: one.corrects,
      withheld: one.withheld === true,
      byPersonId: act.personId,
      at: act.at,
    };
  });
  const last = first + entries.length - 1;
  return {
    ...changed(
      { ...hearing, entries: last, entryKinds: [...kinds] },
      HearingEntriesAdded.create({ ...acting(given, hearing), first, last }),
    ),
    entries,
    answer: { id: given.state.id, first, last },
  };
}

/**
 * The sitting is over and the panel withdraws to deliberate.
 * @throws HEARING_ACT_NOT_NOW, SITTING_NOT_COMPLETE
 * @source law 9 (order of the sitting)
 */
export function endSitting(given: Given, { hearingId }: { readonly hearingId: string }): HearingDecided {
  const hearing = now(given, hearingId, 'endSitting');
  requireThisOrgan(given, hearing);
  const missing = MUST_HAVE.filter((kind) => !hearing.entryKinds.includes(kind));
  if (missing.length > 0) throw hearingError('SITTING_NOT_COMPLETE', { source: SOURCE, details: { parts: named(missing) } });
  return changed({ ...hearing, state: 'deliberating' }, HearingSittingEnded.create(acting(given, hearing)));
}

export interface Deliberation {
  readonly hearingId: string;
  readonly sealedId: string;
  readonly text: string;
}

/** What the panel weighed; sealed, and opened by nobody but by right of audit. @throws HEARING_ACT_NOT_NOW, HEARING_TEXT_MISSING */
export function recordDeliberation(given: Given, command: Deliberation): HearingDecided {
  const hearing = now(given, command.hearingId, 'recordDeliberation');
  requireThisOrgan(given, hearing);
  const text = required('评议记录', 'text', command.text, 20_000);
  return { events: [], hearing, sealed: { id: command.sealedId, kind: 'deliberation', byPersonId: given.act.personId, text } };
}
