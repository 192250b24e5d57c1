import type { Calendar, RulePack } from '@sunshine/procedure';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A published rule pack; every revision is kept. */
@Entity('pack')
export class PackEntity {
  @PrimaryColumn('text')
  id: string;

  @PrimaryColumn('int')
  revision: number;

  @Column('text')
  hash: string;

  @Column('jsonb')
  body: RulePack;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt: Date;

  /** The proposal that put it into force; null: it came with the node's own law. */
  @Column('uuid', { name: 'proposal_id', nullable: true })
  proposalId: string | null;
}

/** A published working calendar; every revision is kept. */
@Entity('calendar')
export class CalendarEntity {
  @PrimaryColumn('text')
  id: string;

  @PrimaryColumn('int')
  revision: number;

  @Column('text')
  hash: string;

  @Column('jsonb')
  body: Calendar;

  @Column('timestamptz', { name: 'published_at' })
  publishedAt: Date;

  /** The proposal that put it into force; null: it came with the node's own law. */
  @Column('uuid', { name: 'proposal_id', nullable: true })
  proposalId: string | null;
}
