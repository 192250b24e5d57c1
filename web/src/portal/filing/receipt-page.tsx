import { cited } from '@sunshine/words';
import type { ReactNode } from 'react';
import { filing } from '../../texts/filing.js';
import { dayText } from '../day.js';
import { href, type View } from '../shell.js';
import { Promises, type Term } from '../terms.js';
import type { Kind } from './form.js';

export interface Receipt {
  /** Number and day of registration are null while it is pending. */
  readonly number: string | null;
  readonly registeredOn: string | null;
  readonly receivedOn: string;
  readonly pending: boolean;
  readonly queryCode: string;
  readonly secret: string;
  readonly notice: { readonly text: string } | null;
  readonly channelDays: readonly {
    readonly title: string;
    readonly body: string;
    readonly rule: string;
    readonly lastDay: string | null;
    readonly notStopped: string;
    readonly source: string;
  }[];
}

interface ReceiptProps {
  readonly view: View;
  readonly kind: Kind | null;
  readonly receipt: Receipt;
  readonly terms: readonly Term[];
  /** QR code of the tracking page with the query code, as an SVG; it never contains the secret. */
  readonly qr: string;
  readonly trackPath: string;
  /** Address of the tracking page, for a person who has only the paper. */
  readonly trackAddress: string;
}

/** Terms that a matter has ahead when it is filed. */
const AHEAD = { CLAIM: ['ROUTE', 'NOTIFY_DIRECT', 'HANDLE', 'REVIEW_REQUEST'], SUGGESTION: ['ROUTE', 'NOTIFY_DIRECT'] } as const;

const said = filing.receipt;

/** A code in groups of four characters, for reading aloud and copying by hand. */
export const spaced = (code: string): string => code.replace(/[^-\s]{4}(?=[^-\s])/g, '$& ');

/** The receipt. For a report it shows the code alone, so that a finder of the paper learns nothing. */
export function ReceiptPage({ view, kind, receipt, terms, qr, trackPath, trackAddress }: ReceiptProps): ReactNode {
  const report = kind === 'REPORT';
  const { number, registeredOn, receivedOn, pending } = receipt;
  return (
    <div className="filing receipt" data-filing="receipt" data-pending={pending || undefined}>
      <h1 tabIndex={-1}>{pending ? said.pendingTitle : report ? said.reportTitle : said.title}</h1>
      {pending && <p className="notice">{report ? said.pendingReport : said.pending}</p>}
      <div className="card receipt-card">
        <dl className="receipt-codes">
          {!report && (
            <>
              <dt>{said.number}</dt>
              <dd className="number" data-receipt="number">
                {number ?? said.noNumber}
              </dd>
              <dt>{registeredOn === null ? said.receivedOn : said.registeredOn}</dt>
              <dd>{dayText(registeredOn ?? receivedOn)}</dd>
            </>
          )}
          <dt>{said.queryCode}</dt>
          <dd className="number receipt-code" data-receipt="code">
            {spaced(receipt.queryCode)}
          </dd>
          <dt>{said.secret}</dt>
          <dd className="number receipt-code" data-receipt="secret">
            {receipt.secret}
          </dd>
        </dl>
        <figure className="receipt-qr">
          <div role="img" aria-label={said.qr} dangerouslySetInnerHTML={{ __html: qr }} />
          <figcaption>
            {said.qrHint}
            <span className="receipt-address">{said.address(trackAddress)}</span>
          </figcaption>
        </figure>
      </div>
      <p className="notice warn">{said.keep}</p>
      <p className="row no-print">
        <button className="button primary" type="button" data-print hidden>
          {said.print}
        </button>
        <a className="button" href={href(view.mode, trackPath)}>
          {said.track}
        </a>
      </p>
      {!report && (
        <>
          <h2>{said.next}</h2>
          <Promises terms={terms} names={AHEAD[kind === 'SUGGESTION' ? 'SUGGESTION' : 'CLAIM']} />
          {receipt.channelDays.length > 0 && (
            <section aria-labelledby="channels">
              <h2 id="channels">{said.channels}</h2>
              <p className="notice warn">{receipt.channelDays[0]?.notStopped}</p>
              <ul className="receipt-channels">
                {receipt.channelDays.map(({ title, body, rule, lastDay, source }) => (
                  <li key={`${title} ${rule}`}>
                    <b>{title}</b>（{body}）{filing.colon}
                    {rule}
                    {lastDay && `${said.lastDay}${dayText(lastDay)}`}
                    <span className="muted">{`（${cited(source)}）`}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </div>
  );
}
