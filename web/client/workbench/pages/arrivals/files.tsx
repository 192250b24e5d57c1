import { useState, type ReactNode } from 'react';
import { useClient, type CombinedError } from 'urql';
import { arrivals as texts } from '../../../../src/texts/arrivals';
import { reasonText } from '../../../../src/texts/exchange-codes';
import { handOver } from '../../list/download';
import { Failure } from '../../parts/failure';
import { OPEN_FILE, type Opened } from './query';

type File = Opened['files'][number];

/** The files of an arrived matter, each with what has come of it; whole ones can be saved. */
export function ArrivedFiles({ messageId, files }: { readonly messageId: string; readonly files: readonly File[] }): ReactNode {
  return (
    <ul className="arrived-files" aria-label={texts.files}>
      {files.map((file) => (
        <Line key={file.id} messageId={messageId} file={file} />
      ))}
    </ul>
  );
}

const stateText = ({ state, partsHere, parts, code }: File): string => {
  if (state === 'complete') return texts.fileStates.complete;
  if (state === 'refused') return code === null ? texts.fileStates.refused : `${texts.fileStates.refused}：${reasonText(code)}`;
  return parts === null ? texts.fileStates.awaited : texts.filePartly(partsHere, parts);
};

function Line({ messageId, file }: { readonly messageId: string; readonly file: File }): ReactNode {
  const client = useClient();
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<CombinedError | null>(null);
  const { id: fileId, name, mediaType, state } = file;
  /** Piece by piece: an answer holds no large file whole. */
  const save = async (): Promise<void> => {
    setReading(true);
    setError(null);
    const read: Uint8Array<ArrayBuffer>[] = [];
    for (let [piece, pieces] = [1, 1]; piece <= pieces; piece += 1) {
      const { data, error: failed } = await client.mutation(OPEN_FILE, { input: { messageId, fileId, piece } }).toPromise();
      if (failed || !data) {
        setError(failed ?? null);
        setReading(false);
        return;
      }
      pieces = data.openArrivedFile.pieces;
      read.push(Uint8Array.from(atob(data.openArrivedFile.content), (sign) => sign.charCodeAt(0)));
    }
    handOver(new Blob(read, { type: mediaType }), name);
    setReading(false);
  };
  return (
    <li>
      {name} <span className={`badge ${state === 'complete' ? 'ok' : state === 'refused' ? 'bad' : 'warn'}`}>{stateText(file)}</span>{' '}
      {state === 'complete' && (
        <button type="button" className="button" disabled={reading} aria-label={`${texts.saveFile}：${name}`} onClick={() => void save()}>
          {reading ? texts.readingFile : texts.saveFile}
        </button>
      )}
      {error && <Failure error={error} again={() => void save()} />}
    </li>
  );
}
