import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { common } from '../../../../src/texts/common';
import { slip as texts } from '../../../../src/texts/slip';
import { Day } from '../../parts/day';

export interface SlipFacts {
  readonly number: string;
  readonly queryCode: string;
  readonly secret: string;
  /** Day of registration and the organ's name, where the page knows them. */
  readonly on: string | null;
  readonly organ: string | null;
  readonly reissued?: boolean;
  /** 文号 of 查询码补发回执; left out if no paper was issued. */
  readonly paperNumber?: string | null;
}

/** The A5 slip for the petitioner. While `printing`, nothing else of the page is printed. */
function Slip({
  number,
  queryCode,
  secret,
  on,
  organ,
  reissued,
  paperNumber,
  ready,
}: SlipFacts & { readonly ready: () => void }): ReactNode {
  const [qr, setQr] = useState('');
  useEffect(() => {
    let gone = false;
    const address = `${location.origin}/track?code=${encodeURIComponent(queryCode)}`;
    void import('qrcode')
      .then(({ default: { toString } }) => toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }))
      .then((svg) => {
        if (!gone) setQr(svg);
      });
    return () => {
      gone = true;
    };
  }, [queryCode]);
  useEffect(() => {
    if (qr !== '') ready();
  }, [qr, ready]);
  return createPortal(
    <div className="slip">
      <p>{common.platform}</p>
      <h1>
        {texts.title} {reissued && texts.reissued}
      </h1>
      {qr !== '' && <div className="slip-qr" role="img" aria-label={texts.qr} dangerouslySetInnerHTML={{ __html: qr }} />}
      <dl className="facts">
        <dt>{texts.number}</dt>
        <dd className="number">{number}</dd>
        {paperNumber && (
          <>
            <dt>{texts.paperNumber}</dt>
            <dd className="number">{paperNumber}</dd>
          </>
        )}
        <dt>{texts.code}</dt>
        <dd className="number slip-code">{queryCode}</dd>
        <dt>{texts.secret}</dt>
        <dd className="number slip-code">{secret}</dd>
        {on !== null && (
          <>
            <dt>{texts.registeredOn}</dt>
            <dd>
              <Day day={on} />
            </dd>
          </>
        )}
        {organ !== null && (
          <>
            <dt>{texts.organ}</dt>
            <dd>{organ}</dd>
          </>
        )}
      </dl>
      <p>{texts.how}</p>
      <p>{texts.keep}</p>
      <p>{texts.notStopped}</p>
    </div>,
    document.body,
  );
}

/** A button that prints the slip. */
export function PrintSlip({ label, ...facts }: SlipFacts & { readonly label: string }): ReactNode {
  const [printing, setPrinting] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setPrinting(true)}>
        {label}
      </button>
      {printing && <Slip {...facts} ready={print} />}
      {printing && <AfterPrint done={() => setPrinting(false)} />}
    </>
  );
}

const print = (): void => window.print();

function AfterPrint({ done }: { readonly done: () => void }): null {
  useEffect(() => {
    addEventListener('afterprint', done);
    return () => removeEventListener('afterprint', done);
  }, [done]);
  return null;
}
