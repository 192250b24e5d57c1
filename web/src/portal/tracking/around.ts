import type { FastifyRequest } from 'fastify';
import type { Fields } from '../filing/form.js';
import type { Page } from '../page.js';
import type { View } from '../shell.js';

/** What stands around a form that starts from the course and returns to it. */
export interface Around {
  /** The page of the course with a message about the act that was just done, or the code form if the pass has expired. */
  readonly course: (request: FastifyRequest, view: View, pass: string, done: string | null) => Promise<Page>;
  /** The code form if the pass has expired; null for any other error. */
  readonly lapsed: (error: unknown, view: View, kept: Fields) => Page | null;
}
