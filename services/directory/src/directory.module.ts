import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { Limits } from '@sunshine/limits';
import { Commands, MessagingModule } from '@sunshine/messaging';
import { ENV, Health, Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Admins } from './admin/admins.js';
import { auditProviders } from './admin/audit.resolver.js';
import { directoryConfig } from './config.js';
import { HeldMessagesResolver } from './admin/held.resolver.js';
import { LawResolver } from './law/law.resolver.js';
import { LawProposals } from './law/law-proposals.js';
import { LawProposalsResolver } from './law/law-proposals.resolver.js';
import { LawBook } from './law/law.service.js';
import { OrganResolver, OrganReviewerResolver } from './organ/organ.resolver.js';
import { Organs } from './organ/organ.service.js';
import { Colleagues } from './person/colleagues.js';
import { HeldRoleResolver, PersonResolver } from './person/person.resolver.js';
import { People } from './person/person.service.js';
import { Passwords } from './signin/passwords.js';
import { SessionWatch } from './signin/session-watch.js';
import { SignInResolver } from './signin/sign-in.resolver.js';
import { SignIn } from './signin/sign-in.service.js';
import { ViewResolver } from './view/view.resolver.js';
import { Views } from './view/view.service.js';

@Module({
  imports: [MessagingModule],
  providers: [
    Admins,
    Organs,
    People,
    Colleagues,
    Passwords,
    { provide: Limits, inject: [DataSource, ENV], useFactory: (db: DataSource, env: NodeJS.ProcessEnv) => new Limits(db, env) },
    SignIn,
    SessionWatch,
    {
      provide: LawBook,
      inject: [DataSource, Commands, Time, ENV],
      useFactory: (db: DataSource, commands: Commands, time: Time, env: NodeJS.ProcessEnv) =>
        new LawBook(db, commands, time, directoryConfig(env).PACKS_DIR),
    },
    OrganResolver,
    OrganReviewerResolver,
    PersonResolver,
    HeldRoleResolver,
    SignInResolver,
    LawResolver,
    LawProposals,
    LawProposalsResolver,
    Views,
    ViewResolver,
    ...auditProviders,
    HeldMessagesResolver,
  ],
})
export class DirectoryModule implements OnApplicationBootstrap {
  private lawPublished = false;

  constructor(
    private readonly law: LawBook,
    private readonly passwords: Passwords,
    health: Health,
  ) {
    health.register('law', () => Promise.resolve(this.lawPublished ? null : 'the law is not published yet'));
  }

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all([this.law.publish(), this.passwords.dummy()]);
    this.lawPublished = true;
  }
}
