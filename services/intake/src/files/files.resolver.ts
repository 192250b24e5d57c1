import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { isSealed } from '../domain/files/files.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { Attaching } from './attaching.js';
import type { PetitionFileRow } from './files.rows.js';
import { FileReading } from './reading.js';
import { OpenedFile, PetitionFile } from './files.graph.js';
import { AttachFileInput, OpenFileInput } from './files.inputs.js';

@Resolver(() => Petition)
export class PetitionFilesResolver {
  constructor(
    private readonly reading: FileReading,
    private readonly attaching: Attaching,
  ) {}

  @ResolveField(() => [PetitionFile], { description: 'In the order of their arrival' })
  async files(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionFile[]> {
    return (await this.reading.of(ctx, id)).map(shown);
  }

  @Mutation(() => PetitionFile)
  async attachFile(
    @Args('input', { type: () => AttachFileInput }) input: AttachFileInput,
    @Ctx() ctx: RequestContext,
  ): Promise<PetitionFile> {
    return shown(await this.attaching.attach(ctx, input));
  }

  @Mutation(() => OpenedFile, { description: 'Answers a link to a file; recorded in the audit first' })
  openFile(@Args('input', { type: () => OpenFileInput }) input: OpenFileInput, @Ctx() ctx: RequestContext): Promise<OpenedFile> {
    return this.reading.open(ctx, input);
  }
}

/** For a report, properties that could be compared with a known file are hidden. */
function shown({ id, role, type, size, sha256, stripped, addedOn, kind }: PetitionFileRow): PetitionFile {
  const hidden = kind === 'REPORT';
  return {
    id,
    role,
    type: hidden ? null : type,
    size: hidden ? null : size,
    sha256: hidden ? null : sha256,
    stripped,
    sealed: isSealed(kind, role),
    addedOn,
  };
}
