import { personId } from '@sunshine/demo';
import { SEATS, type Hearings, type Heard } from './refusals.hearings.stock.js';
import { act, type Refusal, type Stock } from './refusals.rows.js';

type More = Record<string, unknown> | ((stock: Stock) => Record<string, unknown>);
type Refused = Pick<Refusal, 'code' | 'kind'> & Partial<Pick<Refusal, 'source' | 'field'>>;
type Step = { [name in keyof Hearings]: Hearings[name] extends Heard ? name : never }[keyof Hearings];

const written = (more: More, stock: Stock) => (typeof more === 'function' ? more(stock) : more);
export const at = (title: string, as: string, name: string, step: Step, more: More, refused: Refused): Refusal => ({
  ...{ title: `hearing: ${title}`, as, query: act(name), ...refused },
  variables: (stock) => ({ input: { ...stock.hearings[step], ...written(more, stock) } }),
});
export const matter = (title: string, as: string | null, name: string, more: More, refused: Refused): Refusal => ({
  ...{ title: `hearing: ${title}`, as, query: act(name), ...refused },
  variables: (stock) => ({ input: { ...(as === null && { requestId: crypto.randomUUID() }), ...written(more, stock) } }),
});

export const rule = (code: string, source?: string, field?: string): Refused => ({
  ...{ code, kind: 'RULE_BROKEN' },
  ...(source !== undefined && { source }),
  ...(field !== undefined && { field }),
});
export const input = (code: string, field?: string, source?: string): Refused => ({ ...rule(code, source, field), kind: 'INVALID_INPUT' });
export const unknown = (code: string, field?: string, source?: string): Refused => ({ ...rule(code, source, field), kind: 'NOT_FOUND' });
export const conflict = (code: string, source?: string, field?: string): Refused => ({ ...rule(code, source, field), kind: 'CONFLICT' });
export const NOT_YOURS: Refused = { code: 'ACT_NOT_YOURS', kind: 'FORBIDDEN' };
export const UNSEEN: Refused = unknown('PETITION_NOT_FOUND');
export const NOT_NOW = rule('HEARING_ACT_NOT_NOW');

export const [presider, second, third] = SEATS.map(personId) as [string, string, string];
