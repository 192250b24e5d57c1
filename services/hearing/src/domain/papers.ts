import { dayNumber, dayOf, type Day } from '@sunshine/procedure';
import type { Entry, Hearing, MatterState } from './hearing.js';
import type { Room } from './schedule.js';
import { ENTRY_KINDS, type EntryKind } from './sitting.js';

/** Papers of a hearing, in the order in which they are needed. @source practice E 5 */
export const PAPERS = {
  HEARING_NOTICE: '听证通知书',
  HEARING_ANNOUNCEMENT: '听证公告',
  HEARING_SEATS: '听证座次图',
  HEARING_SIGN_IN: '听证签到表',
  HEARING_RULES: '听证纪律',
  HEARING_RIGHTS: '听证权利义务告知书',
  HEARING_MINUTES: '听证笔录',
} as const;
export type PaperKind = keyof typeof PAPERS;

/** What stands on the papers besides the hearing itself. */
export interface PaperFacts {
  readonly stageName: string;
  readonly room: Room | null;
  /** Name on notices, by person. */
  readonly nameOf: (personId: string) => string;
  /** Hour and minute of an instant in Shanghai. */
  readonly timeOf: (instant: string) => string;
  /** How many days its term may stand still; null where it may not. */
  readonly pauseDays: number | null;
  /** When the re-review was due before the pause, and is now; null where it is not known. */
  readonly due: { readonly before: Day; readonly now: Day } | null;
  readonly entries: readonly Entry[];
}

/** Which of them can be printed: what needs a time has none before it is set, minutes none before somebody spoke. */
export function papersOf({ schedule, panel, decision, entries }: Hearing): PaperKind[] {
  if (decision?.confirmedOn == null || !decision.hold) return [];
  const ready: Readonly<Record<PaperKind, boolean>> = {
    HEARING_NOTICE: schedule !== null && panel !== null,
    HEARING_ANNOUNCEMENT: schedule?.public === true,
    HEARING_SEATS: schedule !== null && panel !== null,
    HEARING_SIGN_IN: schedule !== null && panel !== null,
    HEARING_RULES: true,
    HEARING_RIGHTS: panel !== null,
    HEARING_MINUTES: entries > 0,
  };
  return (Object.keys(PAPERS) as PaperKind[]).filter((kind) => ready[kind]);
}

/** Content of a paper; petitioners and organs stand there by id, so that the page shows what its reader may see. */
export function paperBody(kind: PaperKind, matter: MatterState, hearing: Hearing, facts: PaperFacts) {
  const { schedule, panel, serviceOn, organId } = hearing;
  const { room, pauseDays, due } = facts;
  return {
    template: `${kind}.1`,
    title: PAPERS[kind],
    parts: {
      organ: organId,
      handledBy: matter.organId ?? organId,
      petitionNumber: matter.number ?? '',
      petitionerIds: matter.petitionerIds,
      stage: facts.stageName,
      day: schedule?.on ?? '',
      time: schedule ? `${facts.timeOf(schedule.startsAt)}至${facts.timeOf(schedule.endsAt)}` : '（尚未排定）',
      place: room ? `${room.place} ${room.name}` : '',
      seats: room ? String(room.seats) : '',
      publicity: schedule ? (schedule.public ? '公开举行' : `不公开举行：${schedule.closedReason ?? ''}`) : '',
      panel: (panel?.memberIds ?? []).map((id) => ({ name: facts.nameOf(id), presides: id === panel?.presiderId })),
      ...(pauseDays !== null && {
        pauseDays: String(pauseDays),
        ...(serviceOn !== null && { pauseFrom: serviceOn, pauseAtMost: dayOf(dayNumber(serviceOn) + pauseDays - 1) }),
        ...(due && { dueBefore: due.before, due: due.now }),
      }),
      ...(kind === 'HEARING_MINUTES' && {
        entries: facts.entries.map(({ number, kind: of, speaker, text, hash, corrects, at }) => ({
          number,
          kind: ENTRY_KINDS[of as EntryKind],
          speaker,
          text,
          hash,
          corrects,
          at: facts.timeOf(at),
        })),
      }),
    },
  };
}
