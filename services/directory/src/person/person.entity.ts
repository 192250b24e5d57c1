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

  @Column('date', { name: 'disabled_on', nullable: true })
  disabledOn: string | null;
}
