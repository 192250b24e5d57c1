import type { Provider } from '@nestjs/common';
import { ClosingActs } from './closing.acts.js';
import { ClosingResolver } from './closing.resolver.js';
import { SettlementActs } from './settlement.acts.js';
import { SettlementResolver } from './settlement.resolver.js';
import { WithdrawalActs } from './withdrawal.acts.js';
import { WithdrawalResolver } from './withdrawal.resolver.js';

export const closingProviders: Provider[] = [
  ClosingActs,
  ClosingResolver,
  WithdrawalActs,
  WithdrawalResolver,
  SettlementActs,
  SettlementResolver,
];
