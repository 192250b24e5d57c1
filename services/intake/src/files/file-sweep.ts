import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { logOf } from '@sunshine/platform';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { StoredFiles } from './stored-files.js';

/** Periodically destroys uploads that were never used. */
@Injectable()
export class FileSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly files: StoredFiles,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.plan();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private plan(): void {
    this.timer = setTimeout(() => {
      this.round = this.files
        .sweep()
        .catch((error: unknown) => logOf('intake').error({ err: error }, 'sweep of unused files failed; will retry'))
        .finally(() => !this.stopped && this.plan());
    }, this.config.FILES_SWEEP_SECONDS * 1_000);
  }
}
