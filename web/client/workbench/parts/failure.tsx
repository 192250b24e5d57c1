import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { basisOf } from '../../../src/basis';
import { workbench as texts } from '../../../src/texts/workbench';

function Basis({ source }: { readonly source: unknown }): ReactNode {
  const basis = basisOf(source);
  return basis && <span className="muted">{texts.basisIs(basis)}</span>;
}

/** Shows a refusal in the server's words with its article, or that the server cannot be reached. */
export function Failure({ error, again }: { readonly error: CombinedError; readonly again?: () => void }): ReactNode {
  const refusals = error.graphQLErrors;
  return (
    <div className="notice bad" role="alert">
      {refusals.length === 0 ? (
        <p>{texts.offline}</p>
      ) : (
        refusals.map(({ message, extensions }, at) => (
          <p key={at} data-code={String(extensions.code)}>
            {message}
            <Basis source={extensions.source} />
          </p>
        ))
      )}
      {again && (
        <p>
          <button type="button" className="button" onClick={again}>
            {texts.again}
          </button>
        </p>
      )}
    </div>
  );
}
