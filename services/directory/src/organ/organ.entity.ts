import type { OrganKind } from '@sunshine/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewerTerm } from '../domain/organ/reviewer.js';

@Entity('organ')
export class OrganEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: string | null;

  @Column('text')
  kind: OrganKind;

  @Column('text')
  name: string;

  @Column('text', { name: 'short_name' })
  shortName: string;

  @Column('text')
  division: string;

  /** The reviewing organ was entered by hand and is not the default. */
  @Column('boolean', { name: 'reviewer_given' })
  reviewerGiven: boolean;

  /** Who reviews its opinions and from when to when. */
  @Column('jsonb')
  reviewers: readonly ReviewerTerm[];

  /** Where petitioners reach it: stands on its papers. */
  @Column('text', { name: 'contact_phone', nullable: true })
  contactPhone: string | null;

  /** Where petitioners go or write to: stands in the remedy of the papers that it may be asked to review. */
  @Column('text', { nullable: true })
  address: string | null;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  /** First day on which the organ no longer exists. */
  @Column('date', { name: 'closed_on', nullable: true })
  closedOn: string | null;

  @Column('int')
  version: number;
}
