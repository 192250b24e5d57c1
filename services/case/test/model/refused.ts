import { isDomainError } from '@sunshine/errors';

/** Refused before any rule is asked. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export const codeOf = (error: unknown): string | null => (error instanceof Refused ? error.code : isDomainError(error) ? error.code : null);
