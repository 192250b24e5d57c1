import { Global, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { Health } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Clocks } from './clocks.js';
import { LawConsumer } from './law.consumer.js';
import { Law } from './law.js';
import { Recomputations } from './recomputations.js';
import { Sweep } from './sweep.js';

@Injectable()
class LawHealth implements OnModuleInit {
  constructor(
    private readonly law: Law,
    private readonly health: Health,
    private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    this.health.register('law', async () => {
      const missing = await this.law.missing(this.db);
      return missing.length > 0 ? `missing: ${missing.join(', ')}` : null;
    });
  }
}

@Injectable()
class SweepHealth implements OnModuleInit {
  constructor(
    private readonly sweep: Sweep,
    private readonly health: Health,
  ) {}

  onModuleInit(): void {
    this.health.warn('clocks', async () => this.sweep.problem());
  }
}

/** Packs and calendars for a service that reads them, kept as directory publishes them; not ready while one is missing. */
@Global()
@Module({ controllers: [LawConsumer], providers: [Law, LawHealth], exports: [Law] })
export class LawModule {}

/** Clocks, law and sweep for a service that owns clocks. */
@Global()
@Module({ imports: [LawModule], providers: [Clocks, Sweep, SweepHealth, Recomputations], exports: [Clocks, Sweep, Recomputations] })
export class ClocksModule {}
