import { useCallback, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useClient, useMutation, type CombinedError, type OperationResult } from 'urql';
import { matter as texts } from '../../../../src/texts/matter';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Field } from '../../parts/field';
import { framed } from '../../parts/framed';
import { Loading } from '../../parts/loading';
import { Facts, Purpose, Section, Sheet } from './parts';
import type { Matter, Paper } from './query';
import { choiceName } from './records';
import { mayOpen, PURPOSE_MIN } from './sealed';

const t = texts.documents;

const PAPER = graphql(`
  query PaperAsPage($id: ID!, $ids: [ID!], $petitionerId: ID, $purpose: String, $receipt: Boolean!) {
    petition(id: $id) {
      id
      documents(ids: $ids) {
        id
        html(purpose: $purpose) @skip(if: $receipt)
        receipt(petitionerId: $petitionerId, purpose: $purpose) @include(if: $receipt)
      }
    }
  }
`);

const PRINT = graphql(`
  mutation PrintPaper($input: PrintDocumentInput!) {
    printDocument(input: $input) {
      id
      prints {
        line
        copies
        printedOn
      }
    }
  }
`);

interface Shown {
  readonly paper: Paper;
  /** The petitioner whose receipt to sign is shown instead of the paper. */
  readonly receiptOf?: { readonly petitionerId: string; readonly name: string };
}

const titleOf = ({ title, kind }: Paper): string => title ?? (kind === 'LEGACY' ? t.old : kind);

export function Documents({ matter, reread }: { readonly matter: Matter; readonly reread: () => void }): ReactNode {
  const [shown, setShown] = useState<Shown | null>(null);
  const papers = matter.documents ?? [];
  const nameOf = (id: string): string => matter.petitioners.find((one) => one.id === id)?.masked.name ?? texts.unknown;
  const current = shown && papers.find(({ id }) => id === shown.paper.id);
  return (
    <Section id="documents" title={t.title}>
      {papers.length === 0 && <p>{t.none}</p>}
      <ul className="matter-cards">
        {papers.map((paper) => (
          <li key={paper.id} className={paper.voidedOn ? 'voided' : undefined}>
            <p className="row">
              <strong>{titleOf(paper)}</strong>
              <span className="number">{paper.number ?? t.old}</span>
              {paper.voidedOn && (
                <span className="badge bad">
                  {t.voided} <Day day={paper.voidedOn} />
                </span>
              )}
            </p>
            <Facts
              of={[
                [t.issued, <Day key="issued" day={paper.issuedOn} />],
                [t.organ, paper.organ.name],
                [t.voided, paper.voidReason],
                [t.replacedBy, paper.replacedBy?.number],
                [t.hash, <code key="hash">{paper.hash}</code>],
              ]}
            />
            <p className="row no-print">
              <button
                type="button"
                className="button"
                onClick={() => setShown({ paper })}
                aria-label={`${t.open}${paper.number ?? titleOf(paper)}`}
              >
                {t.open}
              </button>
              {!paper.voidedOn &&
                matter.petitioners.map(({ id }) => (
                  <button
                    key={id}
                    type="button"
                    className="button quiet"
                    onClick={() => setShown({ paper, receiptOf: { petitionerId: id, name: nameOf(id) } })}
                  >
                    {t.of(t.receipt, nameOf(id))}
                  </button>
                ))}
            </p>
            {paper.services.length > 0 && (
              <>
                <h3>{t.services}</h3>
                <ul>
                  {paper.services.map((service) => (
                    <li key={service.petitionerId}>
                      {`${nameOf(service.petitionerId)} ${choiceName(matter, 'serviceWay', service.way)} `}
                      {service.servedOn ? <Day day={service.servedOn} /> : <span className="badge warn">{t.undelivered}</span>}
                      {service.throughPetitionerId && ` ${t.through} ${nameOf(service.throughPetitionerId)}`}
                      {service.receiptFileId && <span className="muted">{` ${t.proof}`}</span>}
                    </li>
                  ))}
                </ul>
              </>
            )}
            <h3>{t.prints}</h3>
            {paper.prints.length === 0 ? (
              <p className="muted">{t.noPrints}</p>
            ) : (
              <ol>
                {paper.prints.map((line) => (
                  <li key={line.line}>
                    <Day day={line.printedOn} />
                    {` ${t.copies(line.copies)} ${t.by}${texts.colon}${line.printedBy.name}`}
                    {line.reason && ` ${t.again}${texts.colon}${line.reason}`}
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ul>
      {shown && current && (
        <Preview
          key={`${current.id} ${shown.receiptOf?.petitionerId ?? ''}`}
          matter={matter}
          shown={{ ...shown, paper: current }}
          reread={reread}
          onClose={() => setShown(null)}
        />
      )}
    </Section>
  );
}

interface PreviewProps {
  readonly matter: Matter;
  readonly shown: Shown;
  readonly reread: () => void;
  readonly onClose: () => void;
}

interface Page {
  readonly html: string | null;
  readonly error: CombinedError | null;
  readonly fetching: boolean;
}

/** If the next read is refused, keep showing the last one. */
function read(before: Page, { data, error }: OperationResult<ResultOf<typeof PAPER>>): Page {
  const found = data?.petition?.documents?.[0];
  return { html: error ? before.html : (found?.receipt ?? found?.html ?? null), error: error ?? null, fetching: false };
}

/** A paper as it is printed. Names are masked until a purpose is given. */
function Preview({ matter, shown, reread, onClose }: PreviewProps): ReactNode {
  const { paper, receiptOf } = shown;
  const client = useClient();
  const frame = useRef<HTMLIFrameElement>(null);
  const [{ html, error, fetching }, setPage] = useState<Page>({ html: null, error: null, fetching: true });
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  const petitionerId = receiptOf?.petitionerId ?? null;
  const ask = useCallback(
    (given: string | null) =>
      client
        .query(
          PAPER,
          { id: matter.id, ids: [paper.id], petitionerId, purpose: given, receipt: petitionerId !== null },
          { requestPolicy: 'network-only' },
        )
        .toPromise(),
    [client, matter.id, paper.id, petitionerId],
  );
  useEffect(() => {
    let gone = false;
    void ask(null).then((answer) => {
      if (!gone) setPage((before) => read(before, answer));
    });
    return () => {
      gone = true;
    };
  }, [ask]);
  const openNames = async (given: string): Promise<void> => {
    setPage((before) => ({ ...before, fetching: true }));
    const answer = await ask(given);
    setPage((before) => read(before, answer));
    if (!answer.error) reread();
  };
  const withNames = (event: FormEvent): void => {
    event.preventDefault();
    const given = purpose.trim();
    setMissing(given.length < PURPOSE_MIN);
    if (given.length >= PURPOSE_MIN) void openNames(given);
  };
  const title = receiptOf ? t.of(t.receipt, receiptOf.name) : titleOf(paper);
  return (
    <Sheet title={`${title} ${paper.number ?? ''}`} wide onClose={onClose}>
      {error && <Failure error={error} />}
      {fetching && html === null && <Loading />}
      {!fetching && html === null && !error && <p className="notice">{matter.kind === 'REPORT' ? t.sealedPaper : t.notShown}</p>}
      {html !== null && (
        <iframe ref={frame} className="paper" title={t.preview} sandbox="allow-same-origin allow-modals" srcDoc={framed(html)} />
      )}
      {mayOpen(matter) && (
        <form className="sheet-form" onSubmit={withNames} noValidate>
          <h3>{t.names}</h3>
          <Purpose
            label={texts.seal.purpose}
            hint={t.masked}
            value={purpose}
            error={missing ? texts.seal.tooShort : null}
            onChange={setPurpose}
          />
          <button type="submit" className="button" disabled={fetching}>
            {t.full}
          </button>
        </form>
      )}
      {html !== null && !receiptOf && !paper.voidedOn && (
        <PrintForm
          paper={paper}
          onPrinted={() => {
            frame.current?.contentWindow?.print();
            reread();
          }}
        />
      )}
      {html !== null && receiptOf && (
        <button type="button" className="button primary" onClick={() => frame.current?.contentWindow?.print()}>
          {t.of(texts.head.print, t.receipt)}
        </button>
      )}
    </Sheet>
  );
}

/** Records the print in the seal register, then prints. */
function PrintForm({ paper, onPrinted }: { readonly paper: Paper; readonly onPrinted: () => void }): ReactNode {
  const [{ error, fetching }, print] = useMutation(PRINT);
  const [copies, setCopies] = useState('1');
  const [reason, setReason] = useState('');
  const [request, setRequest] = useState(() => crypto.randomUUID());
  const again = paper.prints.length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = { requestId: request, documentId: paper.id, copies: Number(copies), reason: reason.trim() || null };
    void print({ input }).then(({ data }) => {
      if (!data) return;
      setRequest(crypto.randomUUID());
      setReason('');
      onPrinted();
    });
  };
  return (
    <form className="sheet-form" onSubmit={submit}>
      <h3>{t.printForm}</h3>
      <p className="muted">{again ? t.againHint : t.printHint}</p>
      {error && <Failure error={error} />}
      <div className="row">
        <Field label={t.copiesField}>
          {(id) => (
            <input id={id} type="number" min={1} max={99} required value={copies} onChange={(event) => setCopies(event.target.value)} />
          )}
        </Field>
        {again && (
          <Field label={t.again} room={{ of: reason, limit: 200 }}>
            {(id, describedBy) => (
              <input id={id} required aria-describedby={describedBy} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
        )}
      </div>
      <button type="submit" className="button primary" disabled={fetching}>
        {t.printNow}
      </button>
    </form>
  );
}
