import { Injectable } from '@nestjs/common';
import { COUNT_RULES, Limits, networkOf } from '@sunshine/limits';
import { loadConfig } from '@sunshine/platform';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';

const { address: rule } = COUNT_RULES.filing;

/**
 * Whether a citizen's filing is within the rate of its address and of the node. Anonymous filings are counted in the memory of this
 * process only: their address is stored nowhere, not even as a hash.
 * @source law 5 C4 (no tracing of anonymous filings)
 */
@Injectable()
export class FilingRate {
  private readonly unnamed: RateLimiterMemory;

  constructor(
    private readonly limits: Limits,
    env: NodeJS.ProcessEnv,
  ) {
    const most = loadConfig(z.object({ [rule.env]: z.coerce.number().int().min(1).default(rule.most) }), env)[rule.env] as number;
    this.unnamed = new RateLimiterMemory({ points: most, duration: rule.minutes * 60 });
  }

  async allows(address: string, anonymous: boolean): Promise<boolean> {
    if (!anonymous) return (await this.limits.count('filing', { address })).within;
    try {
      await this.unnamed.consume(networkOf(address));
    } catch (answer) {
      if (answer instanceof RateLimiterRes) return false;
      throw answer;
    }
    return (await this.limits.count('filing', {})).within;
  }
}
