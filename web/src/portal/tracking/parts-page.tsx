import type { ReactNode } from 'react';
import { tracking } from '../../texts/tracking.js';
import { spaced } from '../filing/receipt-page.js';
import { href, type View } from '../shell.js';

export interface CodeOfPart {
  readonly number: string;
  readonly queryCode: string;
  readonly secret: string;
}

export const TAKE_PART_CODES = 'mutation ($input: TakePartCodesInput!) { codes: takePartCodes(input: $input) { number queryCode secret } }';

/** The button by which who left no name takes the codes of the parts. */
export function TakePartCodes({ view, pass }: { readonly view: View; readonly pass: string }): ReactNode {
  return (
    <section className="part card no-print" aria-labelledby="part-codes">
      <h2 id="part-codes">{tracking.partCodes.title}</h2>
      <p>{tracking.partCodes.about}</p>
      <form method="post" action={href(view.mode, '/track/parts')}>
        <input type="hidden" name="pass" value={pass} />
        <button className="button primary" type="submit">
          {tracking.partCodes.button}
        </button>
      </form>
    </section>
  );
}

/** Number, code and secret of each part, to write down or print; of no part what it is about. */
export function PartCodesPage({ view, codes }: { readonly view: View; readonly codes: readonly CodeOfPart[] }): ReactNode {
  const words = tracking.partCodes;
  return (
    <div className="reading" data-part-codes>
      <h1>{words.title}</h1>
      <p className="notice warn">{words.keep}</p>
      {codes.map(({ number, queryCode, secret }) => (
        <div key={number} className="card">
          <dl className="facts">
            <dt>{tracking.number}</dt>
            <dd className="number">{number}</dd>
            <dt>{words.queryCode}</dt>
            <dd className="number" data-part="code">
              <strong>{spaced(queryCode)}</strong>
            </dd>
            <dt>{words.secret}</dt>
            <dd className="number" data-part="secret">
              <strong>{secret}</strong>
            </dd>
          </dl>
        </div>
      ))}
      <p className="row no-print">
        <a className="button" href={href(view.mode, '/track')}>
          {tracking.again}
        </a>
      </p>
    </div>
  );
}
