import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import { exchangePlan } from '@sunshine/envelope';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import { waitingArrival } from '../arrivals/waiting.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { OpenArrivedFileInput, OpenedArrivedFile } from './files.graph.js';
import { IncomingFiles } from './incoming.js';
import { fileById, filesOfMessage, partsIn } from './incoming.rows.js';

/** A registrar looks at a file of a matter that waits at the own desk. */
@Resolver()
export class ArrivedFileActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly files: IncomingFiles,
  ) {}

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ARRIVAL_UNKNOWN, ARRIVAL_ENDED, ARRIVED_FILE_UNKNOWN, ARRIVED_FILE_NOT_COMPLETE, ARRIVED_FILE_PIECE */
  @Mutation(() => OpenedArrivedFile, {
    description: 'Shows a piece of a file of an arrived matter that is whole; recorded in the audit first',
  })
  async openArrivedFile(@Ctx() ctx: RequestContext, @Input() input: OpenArrivedFileInput): Promise<OpenedArrivedFile> {
    signedIn(ctx);
    const { messageId, fileId, piece } = input;
    // Read again for each request, so that no stored answer contains anything of it.
    return this.commands.run(ctx, 'openArrivedFile', { requestId: null }, async (tx, _emit, note) => {
      await waitingArrival(this.access, tx, ctx, 'openArrivedMatter', messageId);
      const named = (await filesOfMessage(tx, messageId)).find(({ id }) => id === fileId.toLowerCase());
      if (!named) throw exchangeError('ARRIVED_FILE_UNKNOWN');
      const file = named.state === 'complete' ? await fileById(tx, named.fileId) : null;
      if (!file) throw exchangeError('ARRIVED_FILE_NOT_COMPLETE');
      const { pieceBytes } = exchangePlan.files;
      const pieces = Math.ceil(file.bytes / pieceBytes);
      if (piece < 1 || piece > pieces) throw exchangeError('ARRIVED_FILE_PIECE', { details: { limit: pieces } });
      note({ subject: messageId, part: named.id });
      const content: Uint8Array[] = [];
      let start = 0;
      const [from, to] = [(piece - 1) * pieceBytes, piece * pieceBytes];
      for (const part of await partsIn(tx, file.id)) {
        const end = start + part.bytes;
        if (start < to && end > from) {
          const bytes = await this.files.blobs.readFrom(part.blobId, this.files.keyOf(file), 0, part.bytes);
          content.push(bytes.subarray(Math.max(0, from - start), to - start));
        }
        start = end;
      }
      return { piece, pieces, content: Buffer.concat(content).toString('base64') };
    });
  }
}
