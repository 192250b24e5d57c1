import { Global, Injectable, Module, Optional } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Clocks, Law } from '@sunshine/clocks';
import { Commands } from '@sunshine/messaging';
import { Tokens } from '@sunshine/platform';

/** What an act needs of its service, whatever its matters are. */
@Injectable()
export class ActGround {
  constructor(
    readonly commands: Commands,
    readonly access: Access,
    readonly law: Law,
    readonly tokens: Tokens,
    /** Left out where the service owns no clocks. */
    @Optional() readonly clocks?: Clocks,
  ) {}
}

/** For the module of a service with acts, beside `MessagingModule`, `AccessModule` and `LawModule` or `ClocksModule`. */
@Global()
@Module({ providers: [ActGround], exports: [ActGround] })
export class ActsModule {}
