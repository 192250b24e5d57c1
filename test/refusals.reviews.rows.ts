import type { Reviews } from './refusals.reviews.stock.js';
import { act, type Refusal, type Stock } from './refusals.rows.js';

export type More = Record<string, unknown> | ((stock: Stock) => Record<string, unknown>);
export type Refused = Pick<Refusal, 'code' | 'kind'> & Partial<Pick<Refusal, 'source' | 'field' | 'at'>>;

const written = (more: More, stock: Stock) => (typeof more === 'function' ? more(stock) : more);

/** What an officer is refused on one of the petitions. */
export const officer = (
  title: string,
  as: string,
  name: string,
  petition: keyof Reviews | 'issued' | 'accepted' | 'registered' | 'inCounty',
  more: More,
  refused: Refused,
): Refusal => ({
  ...{ title, as, query: act(name), ...refused },
  variables: (stock) => ({ input: { petitionId: { ...stock, ...stock.reviews }[petition], ...written(more, stock) } }),
});
/** What a petitioner is refused with the pass. */
export const citizen = (title: string, name: string, pass: keyof Reviews, more: More, refused: Refused): Refusal => ({
  ...{ title, as: null, query: act(name), ...refused },
  variables: (stock) => ({ input: { pass: stock.reviews[pass], requestId: crypto.randomUUID(), ...written(more, stock) } }),
});

export const rule = (code: string, source: string, more: Partial<Refused> = {}): Refused => ({
  code,
  kind: 'RULE_BROKEN',
  source,
  ...more,
});
export const input = (code: string, source?: string, more: Partial<Refused> = {}): Refused => ({
  code,
  kind: 'INVALID_INPUT',
  ...(source !== undefined && { source }),
  ...more,
});
export const NOT_YOURS: Refused = { code: 'ACT_NOT_YOURS', kind: 'FORBIDDEN' };
export const UNSEEN: Refused = { code: 'PETITION_NOT_FOUND', kind: 'NOT_FOUND' };
