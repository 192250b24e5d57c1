import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { Ferries } from './ferries.js';
import { ExportFerryInput, FerryFile, FerryReport, ImportFerryInput, type FerryPieceInput } from './ferry.graph.js';
import { ferryOut, forgetPieces, keepPiece } from './ferry.rows.js';

const PIECES_MAX = 20;
const NOTHING = {
  node: null,
  number: null,
  taken: 0,
  duplicates: 0,
  refused: 0,
  receipts: 0,
  missingBefore: [],
  warnings: [],
  ferriedDays: null,
};

/** Files between two networks, as an operator carries them. */
@Resolver()
export class FerryActs {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ferries: Ferries,
  ) {}

  @Mutation(() => FerryFile, {
    description: 'Makes a file of what waits for a partner. A message goes into a later file again until its receipt came back',
  })
  async exportFerry(@Ctx() ctx: RequestContext, @Input() input: ExportFerryInput): Promise<FerryFile | null> {
    signedIn(ctx);
    const made = await this.commands.run(ctx, 'exportFerry', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'exportFerry');
      const { id, number } = await this.ferries.make(tx, input.node);
      note({ subject: input.node, part: String(number) });
      return id;
    });
    const row = await ferryOut(this.db.manager, made);
    return row && { ...row, node: row.partner, file: row.text };
  }

  @Mutation(() => FerryReport, {
    description: 'Takes a file that a partner made: its receipts, and its messages as if they came by network. A file may come twice',
  })
  async importFerry(@Ctx() ctx: RequestContext, @Input() input: ImportFerryInput): Promise<FerryReport> {
    signedIn(ctx);
    return this.commands.run(ctx, 'importFerry', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'importFerry');
      const { piece } = input;
      const { file, missing } = piece ? await this.joined(tx, ctx, input.file, piece) : { file: input.file, missing: 0 };
      if (file === null) {
        note({ subject: piece!.upload, part: `${piece!.piece}/${piece!.pieces}` });
        return { ...NOTHING, piecesMissing: missing };
      }
      const report = await this.ferries.take(tx, file);
      note({ subject: report.node, part: String(report.number) });
      return { ...report, piecesMissing: 0 };
    });
  }

  /** @throws FERRY_PIECE_MALFORMED */
  private async joined(tx: EntityManager, ctx: RequestContext, text: string, { upload, piece, pieces }: FerryPieceInput) {
    const wrong = () => exchangeError('FERRY_PIECE_MALFORMED', { details: { limit: PIECES_MAX } });
    if (piece < 1 || piece > pieces || pieces > PIECES_MAX) throw wrong();
    const person = ctx.personId!;
    const there = await keepPiece(tx, { person, upload, at: new Date(ctx.at), piece, pieces, text });
    if (there.some((one) => one.pieces !== pieces)) throw wrong();
    if (there.length < pieces) return { file: null, missing: pieces - there.length };
    await forgetPieces(tx, person, upload);
    return { file: there.map((one) => one.text).join(''), missing: 0 };
  }
}
