import { Injectable } from '@nestjs/common';
import { Law } from '@sunshine/clocks';
import { sql, Time, type Statement } from '@sunshine/platform';
import { channelLastDay, channelRule, dayNumber } from '@sunshine/procedure';
import { DataSource } from 'typeorm';

/** The petitioner's term in one statutory channel, shown at registration. */
export interface ChannelDays {
  readonly channelId: string;
  readonly title: string;
  readonly body: string;
  readonly rule: string;
  readonly lastDay: string | null;
  /** Natural days from today to the last day; negative once it has passed. */
  readonly daysLeft: number | null;
  readonly provisional: boolean;
  readonly notStopped: string;
  readonly source: string;
}

export interface FilingNotice {
  readonly text: string;
  readonly source: string;
}

const placeOfPetition: Statement = {
  name: 'intake.law-place',
  text: `select division, registered_on as "registeredOn" from petition where id = $1
    union all select division, received_on from pending_filing where id = $1 and state <> 'registered'`,
};

/** What the law requires a filer to be told: terms in the statutory channels, and how personal data is processed. */
@Injectable()
export class LawReads {
  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /**
   * The petitioner's days in the statutory channels, by the pack in force today for the division of the petition.
   * @param knownOn first day of the terms; null where it is not known
   * @param ids ids of the channels; null: all
   */
  async channelDays(petitionId: string, knownOn: string | null, ids: readonly string[] | null): Promise<ChannelDays[]> {
    const [place] = await sql<{ division: string }>(this.db.manager, placeOfPetition, [petitionId]);
    if (!place) return [];
    const today = this.time.today();
    const pack = await this.law.packFor(this.db.manager, place.division, today);
    const calendar = await this.law.calendarFor(this.db.manager, place.division);
    const notStopped = String(pack.values['petitionStopsNoTerm']?.value ?? '');
    return pack.channels
      .filter(({ id }) => ids === null || ids.includes(id))
      .flatMap(({ id: channelId, title, body, limits }) =>
        limits
          .filter(({ duty }) => duty === 'petitioner')
          .map((limit) => {
            const day = knownOn === null ? null : channelLastDay(limit, knownOn, calendar);
            const { lastDay = null, provisional = false } = day ?? {};
            const daysLeft = lastDay === null ? null : dayNumber(lastDay) - dayNumber(today);
            return { channelId, title, body, rule: channelRule(limit), lastDay, daysLeft, provisional, notStopped, source: limit.source };
          }),
      );
  }

  /** The notice on processing of personal data; null where the pack in force has no text. @source 个人信息保护法 17, 31, 35, 45, 46 */
  async notice(division: string, on: string = this.time.today()): Promise<FilingNotice | null> {
    const given = (await this.law.packFor(this.db.manager, division, on)).values['filingNotice'];
    return typeof given?.value === 'string' ? { text: given.value, source: given.source } : null;
  }

  async noticeFor(petitionId: string): Promise<FilingNotice | null> {
    const [place] = await sql<{ division: string; registeredOn: string }>(this.db.manager, placeOfPetition, [petitionId]);
    return place ? this.notice(place.division, place.registeredOn) : null;
  }
}
