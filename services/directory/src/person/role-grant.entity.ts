import type { Role } from '@sunshine/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('role_grant')
export class RoleGrantEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('uuid', { name: 'organ_id', nullable: true })
  organId: string | null;

  @Column('text')
  role: Role;

  @Column('boolean')
  notices: boolean;

  @Column('date', { name: 'granted_on' })
  grantedOn: string;

  /** Directory id of the person, or the name of the service. */
  @Column('text', { name: 'granted_by' })
  grantedBy: string;

  @Column('date', { name: 'ended_on', nullable: true })
  endedOn: string | null;

  @Column('text', { name: 'ended_by', nullable: true })
  endedBy: string | null;
}
