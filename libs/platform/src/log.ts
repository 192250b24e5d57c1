import type { LoggerService } from '@nestjs/common';
import { isDomainError } from '@sunshine/errors';
import pino, { type Logger } from 'pino';

// Nothing that a petitioner wrote may reach a log, whatever carried it there: our own lines are English, so any
// Chinese run is somebody's text; a lone run of 7 to 18 digits is a phone or identity number.
const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]+/g;
const NUMBER = /(?<![\w.:-])\+?\d{7,17}[\dXx](?![\w-])/g;

/** Removes what could be a name, a text, a phone or an identity number from a line. */
export function scrub(line: string): string {
  return line.replace(CHINESE, '[text]').replace(NUMBER, '[number]');
}

interface DatabaseError {
  readonly driverError?: DatabaseError;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly routine?: string;
}

const described = new WeakSet<object>();

/**
 * The part of an error that may be logged: no parameters, details or row values of a database error, no quoted input. A thrown value
 * that is no Error is logged by its type and message. Describing a description again changes nothing.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (typeof error === 'object' && error !== null && described.has(error)) return error as Record<string, unknown>;
  const description = describe(error, 3);
  described.add(description);
  return description;
}

/** @param deep causes of causes that are still told */
function describe(error: unknown, deep: number): Record<string, unknown> {
  if (typeof error !== 'object' || error === null) return { type: typeof error, message: withoutQuotes(String(error)) };
  if (!isErrorLike(error)) return { type: error.constructor?.name ?? 'object', keys: Object.keys(error).slice(0, 12).join() };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
  const type = error.name ?? 'object';
  const database = (error as { driverError?: DatabaseError }).driverError ?? (error as DatabaseError);
  if (database.routine !== undefined || 'driverError' in error) {
    const { code, constraint, table, column, routine } = database;
    return { type, code, constraint, table, column, routine, stack: frames };
  }
  if (isDomainError(error)) return { type, code: error.code };
  const { code, extensions, errors } = error as { code?: unknown; extensions?: { code?: unknown } | null; errors?: unknown };
  const said = code ?? extensions?.code;
  return {
    type,
    ...(typeof said === 'string' ? { code: withoutQuotes(said) } : {}),
    message: withoutQuotes(error.message),
    stack: frames,
    ...(error.cause === undefined || deep === 0 ? {} : { cause: describe(error.cause, deep - 1) }),
    ...(Array.isArray(errors) && deep > 0 ? { errors: errors.slice(0, 3).map((each) => describe(each, 0)) } : {}), // a connection that was refused at each address
  };
}

/** Also errors of another realm (a worker, a test) and those that have passed through JSON, whose prototype is not ours. */
const isErrorLike = (value: object): value is Partial<Error> & { message: string } =>
  typeof (value as { message?: unknown }).message === 'string';

/** A quote that does not end goes to the end of the text: looked for anew from every quote, it would take the square of its length. */
const withoutQuotes = (text: string): string => text.replace(/"(?:[^"\\]|\\[^]?)*(?:"|$)|'[^']*'|`[^`]*`/g, '"…"').slice(0, 500);

const root = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: {
      paths: [
        'variables',
        'body',
        'input',
        'data',
        'name',
        'phone',
        'address',
        'text',
        'summary',
        'authorization',
        '*.variables',
        '*.authorization',
        '*.headers',
        '*.body',
        '*.input',
      ],
      remove: true,
    },
    hooks: { streamWrite: scrub },
  },
  pino.destination({ fd: 2, sync: true }),
);

/** Logger of a room. Fields are ids, codes and counts; errors under `err`. */
export function logOf(room: string): Logger {
  return root.child({ room });
}

/** Nest's own messages in our log: only warnings and errors, without their arguments' contents. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {}

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(...lineOf(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(...lineOf(message, rest));
  }
}

/** Nest hands over a message or an error, then perhaps a stack, then perhaps the name of who speaks. */
function lineOf(message: unknown, rest: unknown[]): [fields: object, text: string] {
  const stack = rest.find((part): part is string => typeof part === 'string' && /\n\s+at /.test(part));
  const from = rest.findLast((part) => typeof part === 'string' && part !== stack);
  const text = typeof message === 'string' ? message : 'told by the framework';
  if (typeof message !== 'string') return [{ err: message, from }, text];
  return [stack === undefined ? { from } : { err: { message: text, stack }, from }, withoutQuotes(text)];
}

/** An error that ends the process goes to our log like any other, and the process ends: exit code 1. `told` goes to the terminal. */
export function endOnError(room: string, told?: string): void {
  const end = (error: unknown): void => {
    logOf(room).fatal({ err: error }, 'the process ends');
    if (told) process.stderr.write(`${told}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
