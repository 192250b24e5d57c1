import { z } from 'zod';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** 撤回信访, the petitioner's own act. `organId`: in charge on that day, so that withdrawals can be shown for each organ. */
export const PetitionWithdrawn = defineEvent('PetitionWithdrawn', 1, {
  petitionId: id,
  withdrawalId: id,
  organId: id,
  way: growing(z.enum(['online', 'paper'])),
  withdrawnOn: day,
  /** Inclusive, effective. */
  revocableUntil: day,
});

/** The petitioner's answer to the second contact. */
export const WithdrawalConfirmed = defineEvent('WithdrawalConfirmed', 1, {
  petitionId: id,
  withdrawalId: id,
  organId: id,
  willing: z.boolean(),
});

/** Taken back in time; the matter went on all the while. */
export const WithdrawalRevoked = defineEvent('WithdrawalRevoked', 1, { petitionId: id, withdrawalId: id, organId: id, revokedOn: day });
