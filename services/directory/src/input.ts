import { z } from 'zod';
import { directoryError } from './domain/directory.errors.js';

/** A line of text: trimmed, not empty. */
export const line = (max: number) => z.string().trim().min(1, '不能为空').max(max, `不能超过${max}个字符`);

/** @throws DIRECTORY_INPUT_MALFORMED with the first wrong field */
export function checked<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw directoryError('DIRECTORY_INPUT_MALFORMED', {
    details: { field: field || 'input', reason: issue?.message ?? '' },
    field: field || null,
  });
}
