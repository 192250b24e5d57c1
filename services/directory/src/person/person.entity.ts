import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('person')
export class PersonEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  account: string;

  @Column('text')
  name: string;

  /** argon2id in PHC form; null: the account cannot sign in. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  /** An administrator chose the password; it can only be used to choose a new one. */
  @Column('boolean', { name: 'password_given' })
  passwordGiven: boolean;

  @Column('date', { name: 'disabled_on', nullable: true })
  disabledOn: string | null;
}
