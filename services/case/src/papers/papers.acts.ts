import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { isDomainError } from '@sunshine/errors';
import { Input, withoutNulls } from '@sunshine/acts';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { keepFor, sql } from '../sealing/sql.js';
import { CaseRunner } from '../runner/case.runner.js';
import { paperError } from '../domain/papers/papers.errors.js';
import { numberParts } from '../domain/papers/papers.js';
import { sealLine } from '../domain/papers/printing.js';
import { isReplacedAtOnce, voidDocument, voidReason } from '../domain/papers/voiding.js';
import { issuedPaper } from './papers.rows.js';
import { CaseDocument, DocumentNumber } from './papers.graph.js';
import { PrintDocumentInput, VoidDocumentNumberInput } from './papers.inputs.js';
import { PaperReads, type PaperRow } from './papers.reads.js';

const numberForUpdate: Statement = {
  name: 'case.number-for-update',
  text: `select r.state, r.document_id "documentId", r.void_reason "reason", d.petition_id "petitionId"
    from document_register r left join document d on d.id = r.document_id
    where r.organ_id = $1 and r.kind = $2 and r.year = $3 and r.running = $4 for update of r`,
};
const voidFree: Statement = {
  name: 'case.number-void',
  text: `update document_register set state = 'void', number = $5, void_reason = $6, voided_on = $7, voided_by = $8
    where organ_id = $1 and kind = $2 and year = $3 and running = $4`,
};
const petitionOf: Statement = {
  name: 'case.petition-of-paper',
  text: 'select p.id, p.kind from document d join petition p on p.id = d.petition_id where d.id = $1',
};
// Locks the paper, so that two prints at once become two consecutive lines.
const hold: Statement = { name: 'case.seal-hold', text: 'select id from document where id = $1 for update' };
const lines: Statement = { name: 'case.seal-lines', text: 'select count(*)::int former from seal_register where document_id = $1' };
const print: Statement = {
  name: 'case.seal-print',
  text: `insert into seal_register (document_id, line, organ_id, copies, reason, printed_by, printed_on, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

interface IssuedNumber {
  state: 'free' | 'taken' | 'used' | 'void';
  documentId: string | null;
  reason: string | null;
  petitionId: string | null;
}

/** Voiding and printing of issued papers and their numbers. */
@Resolver()
export class PaperActs {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly runner: CaseRunner,
    private readonly reads: PaperReads,
  ) {}

  /**
   * 作废: a free number is a gap with a reason from now on and goes to no paper; the paper of a used one is out of use with it.
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ORGAN_CLOSED, DOCUMENT_NUMBER_UNKNOWN, DOCUMENT_NUMBER_TAKEN, DOCUMENT_VOID, TEXT_MISSING,
   * and what `voidDocument` refuses
   */
  @Mutation(() => DocumentNumber)
  async voidDocumentNumber(@Ctx() ctx: RequestContext, @Input() input: VoidDocumentNumberInput): Promise<DocumentNumber> {
    const personId = signedIn(ctx);
    const who = { ...ctx, personId: ctx.kind === 'person' ? personId : null };
    const { organId } = await this.access.requireNode(this.db, who, 'voidDocumentNumber');
    const { kind, number } = input;
    const organ = await this.access.organ(this.db, organId as string);
    const parts = numberParts(organ, number);
    if (!parts) throw paperError('DOCUMENT_NUMBER_UNKNOWN', { details: { number } });
    const key = [organ.id, kind, parts.year, parts.running];
    const issued = await this.issuedNumber(this.db.manager, key, number);
    if (issued.state === 'used' && issued.petitionId !== null && issued.documentId !== null)
      await this.voidPaper(ctx, input, issued.petitionId, issued.documentId);
    else
      await this.commands.run(ctx, 'voidDocumentNumber', withoutNulls(input), async (tx, _emit, note) => {
        const { state, reason } = await this.issuedNumber(tx, key, number);
        if (state === 'void') throw paperError('DOCUMENT_VOID', { details: { number, reason: reason ?? '' } });
        if (state !== 'free') throw paperError('DOCUMENT_NUMBER_TAKEN', { details: { number } });
        const why = voidReason(input.reason);
        await sql(tx, voidFree, [...key, number, why, ctx.on, personId]);
        note({ subject: organ.id, part: number, purpose: why });
        return null;
      });
    return this.reads.number(organ.id, kind, parts.year, parts.running);
  }

  /**
   * 用印: writes the line of the seal register; what is printed is `html` of the answer.
   * @throws SIGN_IN_REQUIRED, DOCUMENT_UNKNOWN, ACT_NOT_YOURS, ORGAN_CLOSED, and what `sealLine` refuses
   */
  @Mutation(() => CaseDocument)
  async printDocument(@Ctx() ctx: RequestContext, @Input() input: PrintDocumentInput): Promise<PaperRow> {
    const personId = signedIn(ctx);
    const { documentId } = input;
    const [found] = isUuid(documentId) ? await sql<{ id: string; kind: string }>(this.db.manager, petitionOf, [documentId]) : [];
    if (!found || ctx.kind !== 'person') throw paperError('DOCUMENT_UNKNOWN');
    const { id: petitionId, kind } = found;
    await this.commands.run(ctx, 'printDocument', withoutNulls(input), async (tx, _emit, note) => {
      const { organId } = await this.access.require(tx, ctx, 'printDocument', petitionId).catch(asUnknown);
      await sql(tx, hold, [documentId]);
      const [sealed] = await sql<{ former: number }>(tx, lines, [documentId]);
      const paper = await issuedPaper(tx, petitionId, documentId);
      const keep = await keepFor(tx, found);
      const { line, ...entry } = sealLine(paper, organId, (sealed as { former: number }).former, input);
      await sql(tx, print, [documentId, line, organId, entry.copies, keep(entry.reason), personId, ctx.on, ctx.at]);
      // The audit must not contain words about a report: the reason stands sealed in the seal register.
      note({ subject: petitionId, part: documentId, purpose: kind === 'REPORT' ? null : entry.reason });
      return null;
    });
    const paper = await this.reads.paper(ctx, documentId);
    if (!paper) throw paperError('DOCUMENT_UNKNOWN');
    return paper;
  }

  private async issuedNumber(db: EntityManager, key: readonly unknown[], number: string): Promise<IssuedNumber> {
    const [row] = await sql<IssuedNumber>(db, numberForUpdate, [...key]);
    if (!row) throw paperError('DOCUMENT_NUMBER_UNKNOWN', { details: { number } });
    return row;
  }

  private async voidPaper(ctx: RequestContext, input: VoidDocumentNumberInput, petitionId: string, documentId: string): Promise<void> {
    await this.runner.byOfficer(
      ctx,
      'voidDocument',
      { requestId: input.requestId, petitionId },
      {
        prepare: (tx) => issuedPaper(tx, petitionId, documentId),
        paper: (_state, paper) => (isReplacedAtOnce(paper) ? paper.kind : null),
        day: (state) => ({ on: null, notBefore: state.latestOn, paperChannel: false }),
        decide: (given, ids, paper) => voidDocument(given, { ...ids, paper, body: paper.body, reason: input.reason }),
      },
    );
  }
}

/** A paper of a petition that may not be known is answered as one that does not exist. */
function asUnknown(error: unknown): never {
  throw isDomainError(error) && error.code === 'PETITION_NOT_FOUND' ? paperError('DOCUMENT_UNKNOWN') : error;
}
