import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('person')
export class PersonEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  account: string;

  @Column('text')
  name: string;

  /** argon2id in PHC form; null: nobody can sign in with it. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  /** An administrator chose the password: it is good for choosing another, and for nothing else. */
  @Column('boolean', { name: 'password_given' })
  passwordGiven: boolean;

  @Column('date', { name: 'disabled_on', nullable: true })
  disabledOn: string | null;
}
