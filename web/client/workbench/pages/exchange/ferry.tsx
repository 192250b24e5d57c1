import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, type OperationResult } from 'urql';
import { exchange } from '../../../../src/texts/exchange';
import { graphql, type ResultOf } from '../../graph/tada';
import { handOver } from '../../list/download';
import { Field } from '../../parts/field';
import { Done, FormFailure, useForm } from '../admin/form';
import { Facts } from '../matter/parts';
import { piecesOf } from './pieces';

const t = exchange.ferry;
const EXPORT = graphql(`
  mutation ExportFerry($input: ExportFerryInput!) {
    exportFerry(input: $input) {
      node
      number
      envelopes
      receipts
      more
      file
    }
  }
`);
const IMPORT = graphql(`
  mutation ImportFerry($input: ImportFerryInput!) {
    importFerry(input: $input) {
      node
      number
      taken
      duplicates
      refused
      receipts
      missingBefore
      ferriedDays
      piecesMissing
    }
  }
`);
type Report = ResultOf<typeof IMPORT>['importFerry'];

interface Carried {
  readonly id: string;
  readonly name: string;
  readonly state: 'active' | 'suspended';
  readonly queue: number;
}

interface FerriesProps {
  /** Id of this node. */
  readonly node: string;
  /** Those with whom files are exchanged. */
  readonly partners: readonly Carried[];
  /** Something changed that the page shows. */
  readonly again: () => void;
}

/** 摆渡文件: what an operator carries to and from partners that no network joins with this node. */
export function Ferries({ node, partners, again }: FerriesProps): ReactNode {
  return (
    <section className="card no-print exchange-ferry" aria-labelledby="exchange-ferry">
      <h2 id="exchange-ferry">{t.title}</h2>
      <p>{t.lead}</p>
      <ul className="exchange-ferries">
        {partners.map((partner) => (
          <li key={partner.id}>
            <Export node={node} partner={partner} again={again} />
          </li>
        ))}
      </ul>
      <Import nameOf={(id) => partners.find((one) => one.id === id)?.name ?? id} again={again} />
    </section>
  );
}

interface ExportProps {
  readonly node: string;
  readonly partner: Carried;
  readonly again: () => void;
}

function Export({ node, partner: { id, name, state, queue }, again }: ExportProps): ReactNode {
  const [, make] = useMutation(EXPORT);
  const form = useForm();
  const [told, setTold] = useState<{ readonly text: string; readonly tone: 'ok' | 'warn' } | null>(null);
  const press = async (): Promise<void> => {
    setTold(null);
    const made = (await form.send({}, () => make({ input: { requestId: form.requestId, node: id } })))?.exportFerry;
    if (!made) return;
    const { number, envelopes, receipts, more, file } = made;
    if (file === null) setTold({ text: t.gone, tone: 'warn' });
    else {
      handOver(new Blob([file], { type: 'text/plain' }), `ferry-${node}-${id}-${number}.txt`);
      setTold({ text: t.exported(number, envelopes, receipts) + (more ? t.more : ''), tone: more ? 'warn' : 'ok' });
    }
    again();
  };
  return (
    <>
      <div className="row">
        <span>
          {name}，{exchange.queueIs(queue)}
        </span>
        {state === 'active' ? (
          <button type="button" className="button" aria-label={t.exportTo(name)} disabled={form.sending} onClick={() => void press()}>
            {form.sending ? exchange.sending : t.export}
          </button>
        ) : (
          <span className="badge muted">{exchange.states['suspended']}</span>
        )}
      </div>
      <FormFailure form={form} />
      <Done text={told?.text ?? null} tone={told?.tone ?? 'ok'} />
    </>
  );
}

function Import({ nameOf, again }: { readonly nameOf: (node: string) => string; readonly again: () => void }): ReactNode {
  const [, take] = useMutation(IMPORT);
  const form = useForm('file');
  const [chosen, setChosen] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  /** Piece after piece; what the last one answers is the report. */
  const send = async (pieces: readonly string[]): Promise<OperationResult<ResultOf<typeof IMPORT>>> => {
    if (pieces.length === 1) return take({ input: { requestId: form.requestId, file: pieces[0] ?? '' } });
    const upload = crypto.randomUUID();
    for (const [at, file] of pieces.slice(0, -1).entries()) {
      const answer = await take({ input: { file, piece: { upload, piece: at + 1, pieces: pieces.length } } });
      if (answer.error) return answer;
    }
    const last = { upload, piece: pieces.length, pieces: pieces.length };
    return take({ input: { file: pieces.at(-1) ?? '', piece: last } });
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setReport(null);
    const pieces = chosen && (await piecesOf(chosen));
    const own = { file: chosen === null ? t.fileMissing : pieces === null ? t.fileNone : undefined };
    const answer = await form.send(own, () => send(pieces ?? []));
    if (!answer) return;
    setReport(answer.importFerry);
    again();
  };
  const error = form.faults['file'];
  return (
    <>
      <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
        <h3>{t.importTitle}</h3>
        <FormFailure form={form} />
        <Field label={t.file} hint={t.fileHint} error={error ?? null}>
          {(id, describedBy) => (
            <input
              id={id}
              name="file"
              type="file"
              aria-describedby={describedBy}
              aria-invalid={error ? true : undefined}
              onChange={({ target }) => setChosen(target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <button type="submit" className="button" disabled={form.sending}>
          {form.sending ? exchange.sending : t.import}
        </button>
      </form>
      {report && <Told report={report} nameOf={nameOf} />}
    </>
  );
}

function Told({ report, nameOf }: { readonly report: Report; readonly nameOf: (node: string) => string }): ReactNode {
  const { node, number, taken, duplicates, refused, receipts, missingBefore, ferriedDays, piecesMissing } = report;
  if (node === null || number === null) return <Done text={t.piecesMissing(piecesMissing)} tone="warn" />;
  const whole = refused === 0 && missingBefore.length === 0;
  return (
    <>
      <Done text={t.imported(nameOf(node), number)} tone={whole ? 'ok' : 'warn'} />
      <Facts
        of={[
          [t.underway, ferriedDays === null ? null : ferriedDays === 0 ? t.sameDay : exchange.days(ferriedDays)],
          [t.taken, t.messages(taken)],
          [t.duplicates, t.messages(duplicates)],
          [t.refused, refused === 0 ? t.messages(0) : t.refusedSee(refused)],
          [t.receipts, t.messages(receipts)],
          [t.missing, missingBefore.length === 0 ? t.missingNone : t.missingAre(missingBefore)],
        ]}
      />
    </>
  );
}
