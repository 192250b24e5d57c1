import { Global, Module } from '@nestjs/common';
import { AccessConsumer } from './access.consumer.js';
import { Access } from './access.js';
import { SessionWatch } from './session-watch.js';

/** Rights, and the copies of organs, roles, relations and ended sessions that they depend on, for a service that reads them. */
@Global()
@Module({ controllers: [AccessConsumer], providers: [Access, SessionWatch], exports: [Access] })
export class AccessModule {}
