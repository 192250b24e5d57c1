import { isDomainError } from '@sunshine/errors';
import type { ReactNode } from 'react';
import { basisOf } from '../basis.js';
import { portal } from '../texts/portal.js';
import { Refusal } from './graph.js';
import type { Page } from './page.js';
import { href, type View } from './shell.js';

const { failure } = portal;

interface Told {
  readonly title: string;
  readonly text: string;
  readonly status: number;
  readonly source?: string | null;
}

function told(error: unknown): Told {
  if (!(error instanceof Refusal || isDomainError(error))) {
    const { statusCode } = error as { statusCode?: number };
    return statusCode !== undefined && statusCode < 500
      ? { title: failure.badTitle, text: failure.bad, status: statusCode }
      : { title: failure.brokenTitle, text: failure.broken, status: 500 };
  }
  const { kind, code, message, source } = error;
  if (kind === 'UNAVAILABLE' || kind === 'NOT_YET') return { title: failure.awayTitle, text: failure.away, status: 503 };
  if (kind === 'TOO_MANY') return { title: failure.tooManyTitle, text: `${message}。${failure.tooMany}`, status: 429 };
  if (code === 'TOKEN_EXPIRED' || code === 'TOKEN_INVALID') return { title: failure.expiredTitle, text: failure.expired, status: 403 };
  if (kind === null) return { title: failure.brokenTitle, text: failure.broken, status: 500 };
  const title = kind === 'INVALID_INPUT' ? failure.badTitle : failure.refusedTitle;
  return { title, text: message, source: basisOf(source), status: kind === 'INVALID_INPUT' ? 400 : 409 };
}

interface FailureProps {
  readonly view: View;
  readonly title: string;
  readonly text: string;
  readonly source?: string | null;
}

function Failure({ view, title, text, source }: FailureProps): ReactNode {
  return (
    <div className="reading">
      <h1>{title}</h1>
      <div className="notice warn">
        <p>{text}</p>
        {source && <p className="muted">{failure.basis(source)}</p>}
      </div>
      <p className="row">
        <a className="button primary" href={href(view.mode, '/')}>
          {portal.goHome}
        </a>
        <a className="button" href={href(view.mode, '/track')}>
          {portal.track}
        </a>
        <a className="button" href={href(view.mode, '/guide')}>
          {portal.guide}
        </a>
      </p>
    </div>
  );
}

/** The page for an error: it says in plain words what went wrong and what to do. */
export function failurePage(error: unknown, view: View): Page {
  const { status, ...shown } = told(error);
  return { title: shown.title, status, body: <Failure view={view} {...shown} /> };
}

const plainPage =
  (title: string, text: string, status: number) =>
  (view: View): Page & { readonly status: number } => ({ title, status, body: <Failure view={view} title={title} text={text} /> });

/** Answer for an address that cannot be parsed. */
export const malformedPage = plainPage(portal.malformedTitle, portal.malformed, 400);

/** Answer for a method that the page does not have. */
export const wrongMethodPage = plainPage(portal.wrongMethodTitle, portal.wrongMethod, 405);

export const notFoundPage = plainPage(portal.notFoundTitle, portal.notFound, 404);

/** Answer for a form sent by another site. */
export const foreignPage = plainPage(portal.foreignTitle, portal.foreign, 403);
