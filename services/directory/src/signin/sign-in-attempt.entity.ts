import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failures of one account or one address, inside the window only. */
@Entity('sign_in_attempt')
export class SignInAttemptEntity {
  /** `account:` or `address:` and a hash: what people type into the field of an account may be a password. */
  @PrimaryColumn('text')
  subject: string;

  @Column('timestamptz', { name: 'failed_at', array: true })
  failedAt: Date[];

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;
}
