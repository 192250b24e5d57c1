import type { Calendar, RulePack } from '@sunshine/procedure';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DayChange } from '../domain/law/calendar-year.js';

export type ProposalState = 'open' | 'published' | 'declined';

/** The law that a proposal would publish, and how it differs from the published law. */
export interface ProposedLaw {
  readonly packs: readonly RulePack[];
  readonly calendars: readonly Calendar[];
  readonly dayChanges: readonly DayChange[];
  readonly changedPaths: readonly string[];
  /** For a calendar: the year had no notice before. */
  readonly newYear: boolean;
}

/** Law that one administrator has proposed and another decides. */
@Entity('law_proposal')
export class LawProposalEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: 'calendar' | 'pack';

  @Column('text', { name: 'law_id' })
  lawId: string;

  @Column('int')
  revision: number;

  @Column('int', { nullable: true })
  year: number | null;

  /** The pack as its author wrote it. */
  @Column('text', { nullable: true })
  written: string | null;

  @Column('jsonb')
  content: ProposedLaw;

  /** Hashes of the published law on which the proposal is based. */
  @Column('text')
  basis: string;

  @Column('text')
  state: ProposalState;

  @Column('uuid', { name: 'proposed_by' })
  proposedBy: string;

  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt: Date;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('text', { nullable: true })
  reason: string | null;
}
