import type { OrganKind } from '@sunshine/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

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

  @Column('uuid', { name: 'reviewed_by', nullable: true })
  reviewedBy: string | null;

  /** The reviewing organ was entered by hand and is not the default. */
  @Column('boolean', { name: 'reviewer_given' })
  reviewerGiven: boolean;

  /** Another organ that reviews, of which the petitioner chooses one. */
  @Column('uuid', { name: 'also_reviewed_by', nullable: true })
  alsoReviewedBy: string | null;

  /** Where petitioners reach it: stands on its papers. */
  @Column('text', { name: 'contact_phone', nullable: true })
  contactPhone: string | null;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  /** First day on which the organ no longer exists. */
  @Column('date', { name: 'closed_on', nullable: true })
  closedOn: string | null;

  @Column('int')
  version: number;
}
