import type { FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import type { Sent, View } from './shell.js';

/** Content of a page, made from the request; the shell around it is the same for all. */
export interface Page {
  readonly title: string;
  readonly body: ReactNode;
  readonly status?: number;
  /** What the form sent, on a page that only a form leads to: the other mode sends it again to show the same page. */
  readonly sent?: Sent;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly show: (request: FastifyRequest, view: View) => Page | Promise<Page>;
}

/** A field of a form or of the address as one trimmed text; what is missing or repeated is empty. */
export function field(from: unknown, name: string): string {
  const value = (from as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof value === 'string' ? value.trim() : '';
}
