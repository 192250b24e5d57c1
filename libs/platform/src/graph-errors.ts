import { isDomainError, type ErrorKind } from '@sunshine/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { isDatabaseConflict, isDatabaseFault, isStorageFull } from './database.js';
import { platformError } from './errors.js';

/** The one argument of every mutation. */
export const INPUT = 'input';

export interface ErrorExtensions {
  readonly code: string;
  readonly kind: ErrorKind | null;
  readonly source: string | null;
  /** Path of the field that is wrong, from the argument on: `input.requests.1.text`. Left out where it is none, or several. */
  readonly field?: string;
}

/** An error as the client sees it: code, kind, source and the wrong field in `extensions`, a Chinese sentence, nothing of the inside. */
export function formatError(error: unknown, log: Logger, correlationId: string): GraphQLFormattedError {
  const at =
    error instanceof GraphQLError
      ? { ...(error.locations ? { locations: error.locations } : {}), ...(error.path ? { path: error.path } : {}) }
      : {};
  const cause = rootOf(error);
  if (isDomainError(cause))
    return {
      message: cause.message,
      ...at,
      extensions: {
        code: cause.code,
        kind: cause.kind,
        source: cause.source,
        ...(cause.field !== null && { field: `${INPUT}.${cause.field}` }),
      },
    };
  if (isRequestError(error)) {
    const code = typeof error.extensions.code === 'string' ? error.extensions.code : 'BAD_USER_INPUT';
    const { field } = error.extensions;
    return {
      message: `请求有误：${error.message}`,
      ...at,
      extensions: { code, kind: 'INVALID_INPUT', source: null, ...(typeof field === 'string' && { field }) },
    };
  }
  log.error({ err: cause, correlationId, path: error instanceof GraphQLError ? error.path?.join('.') : undefined }, 'request failed');
  if (isStorageFull(cause)) return { ...formatError(platformError('STORAGE_LOW'), log, correlationId), ...at };
  if (isDatabaseFault(cause)) return { ...formatError(platformError('DATABASE_UNAVAILABLE'), log, correlationId), ...at };
  if (isDatabaseConflict(cause)) return { ...formatError(platformError('DATABASE_BUSY'), log, correlationId), ...at };
  return {
    message: `系统内部错误，请凭编号 ${correlationId} 联系管理员`,
    ...at,
    extensions: { code: 'INTERNAL_SERVER_ERROR', kind: null, source: null },
  };
}

function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

/** Errors of the request itself: they have no cause, and no place in the answer unless an argument is wrong there. */
function isRequestError(error: unknown): error is GraphQLError {
  const root = rootOf(error);
  return (
    error instanceof GraphQLError && root instanceof GraphQLError && (error.path === undefined || root.message.startsWith('Argument "'))
  );
}
