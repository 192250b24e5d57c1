import { Injectable } from '@nestjs/common';

/** Answers null when all is well, else what is missing, in words fit for an operator. */
export type HealthCheck = () => Promise<string | null>;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | (string & {})>>;
}

const CHECK_MS = 3_000;

/** What a service needs before it may take requests: rooms register their checks by name. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  async readiness(): Promise<Readiness> {
    const answers = await Promise.all([...this.checks].map(async ([name, check]) => [name, (await this.ask(check)) ?? 'ok'] as const));
    return { ready: answers.every(([, answer]) => answer === 'ok'), checks: Object.fromEntries(answers) };
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
