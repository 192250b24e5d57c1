import { Injectable } from '@nestjs/common';

/** Answers null when all is well, else what is missing, in words fit for an operator. */
export type HealthCheck = () => Promise<string | null>;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | (string & {})>>;
}

const CHECK_MS = 3_000;

/** Readiness of a service: its parts register checks by name, and it takes requests when all of them pass. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private readonly warnings = new Map<string, HealthCheck>();

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** Registers a warning for operators that does not make the service unready. */
  warn(name: string, check: HealthCheck): void {
    this.warnings.set(name, check);
  }

  async readiness(): Promise<Readiness> {
    const [answers, warnings] = await Promise.all([this.answers(this.checks), this.answers(this.warnings)]);
    return { ready: answers.every(([, answer]) => answer === 'ok'), checks: Object.fromEntries([...answers, ...warnings]) };
  }

  private answers(checks: ReadonlyMap<string, HealthCheck>): Promise<(readonly [name: string, answer: string])[]> {
    return Promise.all([...checks].map(async ([name, check]) => [name, (await this.ask(check)) ?? 'ok'] as const));
  }

  private async ask(check: HealthCheck): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('no answer in time'), CHECK_MS);
    });
    try {
      return await Promise.race([check(), late]);
    } catch {
      return 'check failed';
    } finally {
      clearTimeout(timer);
    }
  }
}
