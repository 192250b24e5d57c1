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

/** What a log may know of an error: never parameters, details or row values of a database error, no quoted input. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
  const database = (error as { driverError?: DatabaseError }).driverError ?? (error as DatabaseError);
  if (database.routine !== undefined || 'driverError' in error) {
    const { code, constraint, table, column, routine } = database;
    return { type: error.name, code, constraint, table, column, routine, stack: frames };
  }
  if (isDomainError(error)) return { type: error.name, code: error.code };
  const message = error.message.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`/g, '"…"').slice(0, 500);
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, message, stack: frames, ...cause };
}

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
    this.logger.warn({ from: rest.at(-1) }, typeof message === 'string' ? message : 'warning');
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(
      { err: message instanceof Error ? message : undefined, from: rest.at(-1) },
      typeof message === 'string' ? message : 'error',
    );
  }
}

/** An error that ends the process goes to our log like any other, and the process ends: exit code 1. */
export function endOnError(room: string): void {
  const end = (error: unknown): void => {
    logOf(room).fatal({ err: error }, 'the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
