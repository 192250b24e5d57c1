import { Directive, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { evidenceShown } from '../domain/evidence.js';
import { ShownEvidence } from './evidence.graph.js';
import { Petition } from './hearing.graph.js';
import { HearingReads } from './hearing.reads.js';

/** What the minutes name as evidence, compared with the files of the matter: intake hands them over with the question, as far as the reader has them. */
@Resolver(() => Petition)
export class EvidenceResolver {
  constructor(private readonly reads: HearingReads) {}

  @ResolveField(() => [ShownEvidence], {
    nullable: true,
    description: 'Of the hearings whose minutes the reader may see, each beside the file of the matter that has its content',
  })
  @Directive('@requires(fields: "files { id sha256 }")')
  async evidenceShown(@Parent() { id, files }: Petition, @Ctx() ctx: RequestContext): Promise<ShownEvidence[] | null> {
    if (!files) return null;
    const shown: ShownEvidence[] = [];
    for (const hearingId of await this.reads.ofPetition(ctx, id)) {
      const view = await this.reads.view(ctx, hearingId);
      if (!view?.inside) continue;
      shown.push(...evidenceShown(await this.reads.evidence(hearingId), files).map((one) => ({ hearingId, ...one })));
    }
    return shown;
  }
}
