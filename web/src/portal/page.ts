import type { FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import type { Sent, View } from './shell.js';

/** The content of a page. The shell around it is the same for all pages. */
export interface Page {
  readonly title: string;
  readonly body: ReactNode;
  readonly status?: number;
  /** The posted fields of a page that only a form leads to. Switching the mode sends them again to show the same page. */
  readonly sent?: Sent;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly show: (request: FastifyRequest, view: View) => Page | Promise<Page>;
}

/** A field of a form or of the address as trimmed text; empty if it is missing or repeated. */
export function field(from: unknown, name: string): string {
  const value = (from as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof value === 'string' ? value.trim() : '';
}
