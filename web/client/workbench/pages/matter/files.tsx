import { useEffect, useState, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { matter as texts } from '../../../../src/texts/matter';
import { useAct } from '../../acts/open';
import { graphql } from '../../graph/tada';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { freshSession } from '../../session/session';
import { Section, Sheet } from './parts';
import type { Matter } from './query';
import { mayDesk, PurposeForm } from './sealed';

const t = texts.files;

const OPEN = graphql(`
  mutation OpenFileOfMatter($input: OpenFileInput!) {
    openFile(input: $input) {
      link
      until
      type
    }
  }
`);

type File = Matter['files'][number];

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A size in the largest unit in which it is at least one. */
function sizeText(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return `${(bytes / 1000 ** step).toLocaleString('zh-CN', { maximumFractionDigits: 1 })} ${UNITS[step]}`;
}

export function Files({ matter, reread }: { readonly matter: Matter; readonly reread: () => void }): ReactNode {
  const [openAct, dialog] = useAct(reread);
  const [shown, setShown] = useState<File | null>(null);
  return (
    <Section id="files" title={t.title}>
      {matter.files.length === 0 && <p>{t.none}</p>}
      <ul className="matter-cards">
        {matter.files.map((file, at) => (
          <li key={file.id} className="row spread">
            <span className="row">
              <strong>{`${at + 1}. ${texts.fileRoles[file.role]}`}</strong>
              {file.type && <span>{file.type}</span>}
              {file.size !== null && <span className="number muted">{sizeText(file.size)}</span>}
              {file.sealed && <span className="badge warn">{t.sealed}</span>}
              {file.stripped && <span className="badge">{t.stripped}</span>}
              <span className="muted">
                {t.added} <Day day={file.addedOn} />
              </span>
            </span>
            <button
              type="button"
              className="button no-print"
              aria-label={`${t.open}${at + 1}. ${texts.fileRoles[file.role]}`}
              onClick={() => setShown(file)}
            >
              {t.open}
            </button>
          </li>
        ))}
      </ul>
      {mayDesk(matter, 'attachFile') && (
        <p className="no-print">
          <button type="button" className="button" onClick={() => openAct({ act: 'attachFile', petitionIds: [matter.id] })}>
            {t.add}
          </button>
        </p>
      )}
      {dialog}
      {shown && (
        <FileSheet
          petitionId={matter.id}
          file={shown}
          onClose={() => {
            setShown(null);
            reread();
          }}
        />
      )}
    </Section>
  );
}

interface FileSheetProps {
  readonly petitionId: string;
  readonly file: File;
  readonly onClose: () => void;
}

interface Opened {
  readonly url: string;
  readonly type: string;
}

/** Opens a file by its link, which is valid for a minute. The content is kept until the sheet is closed. */
function FileSheet({ petitionId, file, onClose }: FileSheetProps): ReactNode {
  const [{ error, fetching }, open] = useMutation(OPEN);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => () => (opened ? URL.revokeObjectURL(opened.url) : undefined), [opened]);
  const start = async (given: string | null): Promise<void> => {
    setFailed(false);
    const { data } = await open({ input: { petitionId, fileId: file.id, purpose: given } });
    if (!data) return;
    const session = await freshSession();
    const response = await fetch(data.openFile.link, { headers: session ? { authorization: `Bearer ${session.accessToken}` } : {} });
    if (!response.ok) return setFailed(true);
    const content = await response.blob();
    setOpened({ url: URL.createObjectURL(content), type: content.type });
  };
  const title = texts.fileRoles[file.role];
  const name = `${title}.${(file.type ?? '').toLowerCase()}`;
  return (
    <Sheet title={`${t.opened}${texts.colon}${title}`} wide={opened !== null} onClose={onClose}>
      {error && <Failure error={error} />}
      {failed && (
        <p className="notice bad" role="alert">
          {t.unreadable}
        </p>
      )}
      {opened ? (
        <>
          {opened.type.startsWith('image/') && <img className="opened-file" src={opened.url} alt={title} />}
          {opened.type.startsWith('audio/') && <audio controls src={opened.url} />}
          {opened.type.startsWith('video/') && <video className="opened-file" controls src={opened.url} />}
          <p className="row">
            <a className="button primary" href={opened.url} download={name}>
              {t.save}
            </a>
            {opened.type === 'application/pdf' && (
              <a className="button" href={opened.url} target="_blank" rel="noreferrer">
                {t.newTab}
              </a>
            )}
          </p>
        </>
      ) : (
        <PurposeForm
          label={t.purpose}
          hint={t.purposeHint}
          optional={!file.sealed}
          fetching={fetching}
          give={(purpose) => void start(purpose)}
          cancel={onClose}
        />
      )}
    </Sheet>
  );
}
