import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SessionEnd = 'signed_out' | 'token_reused' | 'password_changed' | 'disabled';

@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  /** SHA-256 of the only valid refresh token. */
  @Column('bytea', { name: 'refresh_hash' })
  refreshHash: Buffer;

  /** Hashes of used refresh tokens; a second use means that the token was stolen. */
  @Column('bytea', { name: 'former_hashes', array: true })
  formerHashes: Buffer[];

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'end_reason', nullable: true })
  endReason: SessionEnd | null;
}
