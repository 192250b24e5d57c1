import { Injectable } from '@nestjs/common';
import type { Envelope } from '@sunshine/events';
import type { Calendar, RulePack } from '@sunshine/procedure';
import type { DataSource, EntityManager } from 'typeorm';

/** Rule packs and calendars by their hash, as directory published them. */
@Injectable()
export class Law {
  /** The pack in force for a division on the day of the start fact. @throws PACK_NOT_FOUND */
  packFor(tx: EntityManager, division: string, day: string): Promise<RulePack>;
  /** @throws LAW_NOT_HELD */
  pack(tx: EntityManager, hash: string): Promise<RulePack>;
  /** The newest calendar that rules over a division. @throws LAW_NOT_HELD */
  calendarFor(tx: EntityManager, division: string): Promise<Calendar>;
  /** @throws LAW_NOT_HELD */
  calendar(tx: EntityManager, hash: string): Promise<Calendar>;
  /** Stores RulePackPublished and CalendarPublished; other events are left alone. */
  follow(tx: EntityManager, envelope: Envelope): Promise<void>;
  /** What is missing before the service may answer: hashes asked for and not held, or no pack or calendar at all. */
  missing(db: DataSource): Promise<string[]>;
}
