import type { Kit } from './kit.js';

/** One requirement on an endpoint. */
export interface Point {
  /** Named in reports for years: not changed. */
  readonly id: string;
  /** A sentence for the vendor. */
  readonly requires: string;
  /** Place in a printed document of services/exchange: file, `#`, JSON pointer. */
  readonly source: string;
  /** Points without which this one says nothing; where one of them is not met, it is not looked at. */
  readonly after: readonly string[];
  /** @throws NotMet, NotLookedAt */
  readonly look: (kit: Kit) => Promise<void>;
}

export const RULE = 'openapi.json#/x-rules/';
const HEAD = 'envelope.schema.json#/properties/';
export const headField = (name: string): string => `${HEAD}${name}`;
export const answerOf = (status: number): string => `openapi.json#/paths/~1exchange~1messages/post/responses/${status}`;

/** Every receipt that a point reads is a receipt at all. */
export const READ = ['receipt-about'] as const;
