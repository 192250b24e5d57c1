import { useEffect, useState, type ReactNode } from 'react';
import { acts as texts } from '../../../src/texts/acts';
import type { ActName } from '../../../src/texts/acts/titles';
import { PrintSlip } from '../pages/desk/slip';
import { freshSession } from '../session/session';
import type { ActFields } from './forms/form';

/** Whether the dialog shows the answer of the mutation before it closes. */
export const showsOutcome = (act: ActName, { answer }: ActFields): boolean => answer !== undefined && act !== 'leaveGroup';

interface OutcomeProps {
  readonly act: ActName;
  readonly result: unknown;
  readonly close: () => void;
}

export function Outcome({ act, result, close }: OutcomeProps): ReactNode {
  return (
    <>
      <Shown act={act} result={result} />
      <div className="row act-buttons">
        <button type="button" className="button primary" autoFocus onClick={close}>
          {texts.close}
        </button>
      </div>
    </>
  );
}

function Shown({ act, result }: Omit<OutcomeProps, 'close'>): ReactNode {
  switch (act) {
    case 'issueMemberCode':
    case 'reissueQueryCode':
    case 'recordMandate': {
      const { queryCode, secret } = result as { queryCode: string; secret: string };
      return (
        <div className="notice ok">
          <p>{texts.issuedCode}</p>
          <dl className="facts">
            <dt>{texts.queryCode}</dt>
            <dd className="number">{queryCode}</dd>
            <dt>{texts.secret}</dt>
            <dd className="number">{secret}</dd>
          </dl>
        </div>
      );
    }
    case 'issuePartCodes':
      return (
        <div className="notice ok">
          <p>{texts.issuedParts}</p>
          {(result as { number: string; queryCode: string; secret: string }[]).map(({ number, queryCode, secret }) => (
            <div key={number}>
              <dl className="facts">
                <dt>{texts.partNumber}</dt>
                <dd className="number">{number}</dd>
                <dt>{texts.queryCode}</dt>
                <dd className="number">{queryCode}</dd>
                <dt>{texts.secret}</dt>
                <dd className="number">{secret}</dd>
              </dl>
              <PrintSlip label={texts.printSlip} number={number} queryCode={queryCode} secret={secret} on={null} organ={null} />
            </div>
          ))}
        </div>
      );
    case 'openSealedField':
      return (
        <dl className="facts">
          <dt>{texts.openedValue}</dt>
          <dd>{(result as { value: string }).value}</dd>
        </dl>
      );
    case 'openFile':
      return <OpenedFile link={(result as { link: string }).link} />;
    case 'openSplit':
      return (
        <>
          <p>{texts.partsOpened}</p>
          <ul>
            {(result as { petitionId: string; number: string }[]).map(({ petitionId, number }) => (
              <li key={petitionId}>
                <a href={`/work/petition/${petitionId}`}>{number}</a>
              </li>
            ))}
          </ul>
        </>
      );
    case 'moveMatters': {
      const { matters, left } = result as { matters: unknown[]; left: number };
      return <p className="notice ok">{texts.movedMatters(matters.length, left)}</p>;
    }
    default:
      return <p className="notice ok">{[texts.done, (result as { number?: string | null }).number].filter(Boolean).join(' ')}</p>;
  }
}

/** The link works only for this person, so the page fetches the file with the token and hands it to the browser. */
function OpenedFile({ link }: { readonly link: string }): ReactNode {
  const [file, setFile] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    const read = async (): Promise<void> => {
      const session = await freshSession();
      const answer = await fetch(link, { headers: { authorization: `Bearer ${session?.accessToken ?? ''}` } });
      if (!answer.ok) return setRefused(true);
      made = URL.createObjectURL(await answer.blob());
      if (gone) URL.revokeObjectURL(made);
      else setFile(made);
    };
    read().catch(() => setRefused(true));
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [link]);
  if (refused) return <p className="notice bad">{texts.fileAway}</p>;
  if (!file) return <p className="muted">{texts.fetching}</p>;
  return (
    <p>
      <a className="button" href={file} target="_blank" rel="noreferrer">
        {texts.openedLink}
      </a>
    </p>
  );
}
