import { GraphQLScalarType, Kind } from 'graphql';
import { platformError } from './errors.js';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is a calendar day that exists, `YYYY-MM-DD`. */
export function isDay(value: unknown): value is string {
  const match = typeof value === 'string' ? DAY.exec(value) : null;
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function dayOf(value: unknown): string {
  if (!isDay(value)) throw platformError('DAY_MALFORMED');
  return value;
}

function instantOf(value: unknown): string {
  if (typeof value !== 'string' || !INSTANT.test(value) || !isDay(value.slice(0, 10)) || Number.isNaN(Date.parse(value)))
    throw platformError('INSTANT_MALFORMED');
  const instant = new Date(value).toISOString();
  // 9999-12-31T23:59-01:00 is in a year of five digits, which the database cannot read.
  if (instant.length !== 24) throw platformError('INSTANT_MALFORMED');
  return instant;
}

/** Legal day in Asia/Shanghai, `YYYY-MM-DD`: `@Field(() => Day)`. */
export const Day = new GraphQLScalarType<string, string>({
  name: 'Day',
  description: 'Calendar day in Asia/Shanghai, YYYY-MM-DD',
  serialize: dayOf,
  parseValue: dayOf,
  parseLiteral: (node) => dayOf(node.kind === Kind.STRING ? node.value : null),
});

/** Instant, ISO 8601; answered in UTC: `@Field(() => Instant)` on a string or Date. */
export const Instant = new GraphQLScalarType<string, string>({
  name: 'Instant',
  description: 'Instant in UTC, ISO 8601',
  serialize: (value) => instantOf(value instanceof Date ? value.toISOString() : value),
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(node.kind === Kind.STRING ? node.value : null),
});

export const sharedScalars: readonly GraphQLScalarType[] = [Day, Instant];
