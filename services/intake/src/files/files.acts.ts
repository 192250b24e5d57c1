import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError, type Grant } from '@sunshine/access';
import { isDomainError } from '@sunshine/errors';
import { fileError } from '@sunshine/files';
import { Commands } from '@sunshine/messaging';
import { Ctx, platformError, signedIn, sql, type RequestContext } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { PetitionKind } from '@sunshine/events';
import { validate as isUuid } from 'uuid';
import { addingActs, type FileRole } from '../domain/files/files.js';
import { OpenedFile, PetitionFile, fileShown } from './files.graph.js';
import { AttachFileInput, OpenFileInput } from './files.inputs.js';
import { petitionFile, petitionOfFile, type PetitionFileRow } from './files.rows.js';
import { PetitionFiles } from './petition-files.js';
import { FileReading } from './reading.js';

/** Adds a file to an existing petition, and opens files for readers. */
@Resolver()
export class FileActs {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly files: PetitionFiles,
    private readonly reading: FileReading,
  ) {}

  /** @throws PETITION_NOT_FOUND, ACT_NOT_YOURS, and the codes of `PetitionFiles.add` */
  @Mutation(() => PetitionFile)
  async attachFile(@Ctx() ctx: RequestContext, @Args('input') input: AttachFileInput): Promise<PetitionFile> {
    signedIn(ctx);
    if (ctx.kind !== 'person') throw platformError('SIGN_IN_REQUIRED');
    const { petitionId, role, uploadPass } = input;
    const fileId = input.fileId.toLowerCase();
    if (!isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    // Check the right first: only a person who may add files reads the petition.
    await this.right(this.db, ctx, role, petitionId);
    const [petition] = await sql<{ id: string; kind: PetitionKind; anonymous: boolean }>(this.db.manager, petitionOfFile, [petitionId]);
    if (!petition) throw accessError('PETITION_NOT_FOUND');
    const offered = await this.files.offer(ctx, [{ fileId, role }], { pass: uploadPass ?? null, anonymous: petition.anonymous });
    try {
      await this.commands.run(ctx, 'attachFile', input, async (tx, _emit, note) => {
        const { organId, role: by } = await this.right(tx, ctx, role, petition.id);
        ctx.remarks.granted = { act: 'attachFile', subject: petition.id, organId, role: by };
        await this.files.add(tx, ctx, petition, offered, { organId });
        note({ subject: petition.id, part: fileId });
        return null;
      });
    } finally {
      await this.files.settle(offered);
    }
    const [row] = await sql<PetitionFileRow>(this.db.manager, petitionFile, [fileId]);
    if (!row) throw fileError('FILE_UNKNOWN');
    return fileShown(row);
  }

  /** @throws as `FileReading.open` */
  @Mutation(() => OpenedFile, { description: 'Answers a link to a file; recorded in the audit first' })
  openFile(@Ctx() ctx: RequestContext, @Args('input') input: OpenFileInput): Promise<OpenedFile> {
    return this.reading.open(ctx, input);
  }

  private async right(db: DataSource | EntityManager, ctx: RequestContext, role: FileRole, petitionId: string): Promise<Grant> {
    const [act, other] = addingActs(role);
    if (act === undefined) throw accessError('ACT_NOT_YOURS');
    if (other === undefined) return this.access.require(db, ctx, act, petitionId);
    try {
      return await this.access.require(db, { ...ctx, remarks: {} }, act, petitionId);
    } catch (error) {
      if (isDomainError(error) && error.code === 'ACT_NOT_YOURS') return this.access.require(db, ctx, other, petitionId);
      throw error;
    }
  }
}
