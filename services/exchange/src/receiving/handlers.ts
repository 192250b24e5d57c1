import { Injectable } from '@nestjs/common';
import { envelopeError, type Head } from '@sunshine/envelope';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { PartnerRow } from '../partners/partners.rows.js';

/** A message whose turn in its conversation it is; it was verified and allowed when it came. */
export interface Arrived {
  readonly head: Pick<Head, 'id' | 'conversation' | 'sequence' | 'kind' | 'schemaVersion' | 'division' | 'createdAt'>;
  readonly partner: PartnerRow;
  /** Digest of its signed bytes. */
  readonly digest: string;
  /** UTC: the instant of the transport receipt, from which clocks run. */
  readonly receivedAt: Date;
  readonly body: unknown;
}

/**
 * What a kind of message does here, in one transaction with the step of its conversation. A refusal (DomainError) parks the message with its
 * code; any other failure is tried again.
 */
export type Handler = (tx: EntityManager, message: Arrived) => Promise<void>;

/** Kinds that this node handles. Each room enters its own when it is made. */
@Injectable()
export class Handlers {
  private readonly byKind = new Map<string, Handler>();

  register(kind: string, handler: Handler): void {
    if (this.byKind.has(kind)) throw new Error(`two handlers for messages of kind ${kind}`);
    this.byKind.set(kind, handler);
  }

  of(kind: string): Handler | null {
    return this.byKind.get(kind) ?? null;
  }
}

/** A body in the form of the schema; names that it does not know are dropped. @throws ENVELOPE_MALFORMED with the place */
export function formOf<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (!success) throw envelopeError('ENVELOPE_MALFORMED', { details: { place: error.issues[0]?.path.join('.') ?? 'body' } });
  return data;
}
