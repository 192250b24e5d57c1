import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { sealPart } from '@sunshine/envelope';
import { ArrivedFileGiven, ArrivedFileTaken, ArrivedFileWanted, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { IncomingFiles } from './incoming.js';
import { endUnneeded, fileById, moveNamedFile, namedFile, partsIn } from './incoming.rows.js';

/** Intake takes over what another node sent for a petition (ADR 0108). */
@Controller()
export class FilesConsumer {
  constructor(private readonly files: IncomingFiles) {}

  @EventPattern<string>('ArrivedFileWanted')
  async wanted(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    if (!ArrivedFileWanted.is(envelope)) return;
    const { petitionId, fileId, wantId, key } = envelope.data;
    const named = await namedFile(tx, fileId);
    const file = named?.state === 'offered' && named.petitionId === petitionId ? await fileById(tx, named.fileId) : null;
    // It has been taken already: the bus may bring an event twice.
    if (!named || file?.state !== 'complete') return;
    const { digest, bytes } = file;
    const parts = (await partsIn(tx, file.id)).map((one) => ({ blobId: one.blobId, bytes: one.bytes }));
    const given = { digest, bytes, role: named.role, parts, key: this.files.keyOf(file).toString('base64') };
    emit(petitionId, ArrivedFileGiven.create({ petitionId, fileId, wantId, sealed: await sealPart(key, wantId, given) }));
  }

  @EventPattern<string>('ArrivedFileTaken')
  async taken(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    if (!ArrivedFileTaken.is(envelope)) return;
    const { fileId, refusedAs } = envelope.data;
    const named = await namedFile(tx, fileId);
    if (named?.state !== 'offered') return;
    await moveNamedFile(tx, fileId, refusedAs === null ? 'taken' : 'refused', refusedAs);
    await endUnneeded(tx, named.fileId, 'gone');
  }
}
