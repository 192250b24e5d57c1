import type { ReactNode } from 'react';
import { sitting } from '../../texts/sitting.js';
import { tracking } from '../../texts/tracking.js';
import { Hidden } from '../filing/fields.js';
import type { Fields } from '../filing/form.js';
import { href, type View } from '../shell.js';

interface CodeFormProps {
  readonly view: View;
  readonly code: string;
  readonly refused?: { readonly message: string; readonly more: string | null } | null;
  readonly expired?: boolean;
  /** Fields of an act whose pass has expired. The act continues with them after the code is entered again. */
  readonly kept?: Fields;
}

/** Form for query code and secret. The secret is never filled in. */
export function CodeForm({ view, code, refused = null, expired = false, kept = [] }: CodeFormProps): ReactNode {
  const invalid = refused !== null || undefined;
  const described = (hint: string) => (refused ? `${hint} track-error` : hint);
  return (
    <div className="reading">
      <h1>{tracking.title}</h1>
      <p className="lead">{view.mode === 'elder' ? tracking.leadShort : tracking.lead}</p>
      {expired && (
        <div className="notice">
          <p>{tracking.expired}</p>
          {kept.length > 0 && <p>{tracking.expiredKept}</p>}
        </div>
      )}
      {refused && (
        <div className="notice bad" id="track-error" role="alert">
          <p>
            <strong>{refused.message}</strong>
          </p>
          {refused.more && <p>{refused.more}</p>}
        </div>
      )}
      <form className="card code-form" method="post" action={href(view.mode, '/track')}>
        <Hidden fields={kept} />
        <div className="field">
          <label htmlFor="code">{tracking.code}</label>
          <p className="hint" id="code-hint">
            {tracking.codeHint}
          </p>
          <input
            id="code"
            name="code"
            required
            defaultValue={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby={described('code-hint')}
            aria-invalid={invalid}
          />
        </div>
        <div className="field">
          <label htmlFor="secret">{tracking.secret}</label>
          <p className="hint" id="secret-hint">
            {tracking.secretHint}
          </p>
          <input
            id="secret"
            name="secret"
            required
            autoComplete="off"
            inputMode="numeric"
            aria-describedby={described('secret-hint')}
            aria-invalid={invalid}
          />
        </div>
        <button className="button primary" type="submit">
          {tracking.submit}
        </button>
      </form>
      <p>{tracking.lost}</p>
      <p>
        <a href={href(view.mode, '/follow')}>{sitting.followHere}</a>
      </p>
    </div>
  );
}
