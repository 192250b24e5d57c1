import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { FileReading } from './reading.js';
import { PetitionFile, fileShown } from './files.graph.js';

@Resolver(() => Petition)
export class PetitionFilesResolver {
  constructor(private readonly reading: FileReading) {}

  @ResolveField(() => [PetitionFile], { description: 'In the order of their arrival' })
  async files(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionFile[]> {
    return (await this.reading.of(ctx, id)).map(fileShown);
  }
}
