import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Commands } from '@sunshine/messaging';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { repeatError } from '../domain/repeats/repeats.errors.js';
import { linkRepeat, unlinkRepeat, type LinkedMatter, type RepeatLink } from '../domain/repeats/repeats.js';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { LinkRepeatInput, UnlinkRepeatInput } from './repeats.inputs.js';
import * as statements from './repeats.rows.js';
import { officer } from './repeats.service.js';

/** The links that officers make between petitions. A link changes neither stage nor date. */
@Resolver()
export class RepeatActs {
  private readonly pair: Statement;

  constructor(
    private readonly commands: Commands,
    private readonly register: Register,
    private readonly access: Access,
  ) {
    this.pair = statements.matterPair(access);
  }

  /**
   * Links two petitions that an officer has compared.
   * @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND (either), ACT_NOT_YOURS, ORGAN_CLOSED, REPEAT_ALREADY_LINKED, codes of `linkRepeat`
   */
  @Mutation(() => Petition, { description: 'Links two petitions after an officer has compared them; changes neither stage nor date' })
  async linkRepeat(@Ctx() ctx: RequestContext, @Args('input') command: LinkRepeatInput): Promise<PetitionRow> {
    const personId = officer(ctx, command.petitionId, command.repeatOf);
    const linked = await this.commands.run(ctx, 'linkRepeat', command, async (tx, emit) => {
      const grant = await this.access.require(tx, ctx, 'linkRepeat', command.petitionId);
      const rows = await sql<LinkedMatter>(tx, this.pair, [personId, [command.petitionId, command.repeatOf]]);
      const [petition, other] = [command.petitionId, command.repeatOf].map((id) => rows.find((row) => row.id === id.toLowerCase()));
      if (!petition || !other) throw accessError('PETITION_NOT_FOUND');
      const { state, events } = linkRepeat(petition, other, command.kind, grant.organId, ctx);
      const values = [uuid(), state.petitionId, state.repeatOfId, state.kind, personId, grant.organId, ctx.on, ctx.at];
      const [made] = await sql(tx, statements.insertLink, values);
      if (!made) throw repeatError('REPEAT_ALREADY_LINKED');
      for (const key of [state.petitionId, state.repeatOfId]) emit(key, ...events);
      return petition.id;
    });
    return this.register.get(ctx, linked);
  }

  /**
   * Ends a link; it stays recorded with its reason.
   * @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND (either), ACT_NOT_YOURS, ORGAN_CLOSED, codes of `unlinkRepeat`
   */
  @Mutation(() => Petition)
  async unlinkRepeat(@Ctx() ctx: RequestContext, @Args('input') command: UnlinkRepeatInput): Promise<PetitionRow> {
    const personId = officer(ctx, command.petitionId, command.repeatOf);
    const linked = await this.commands.run(ctx, 'unlinkRepeat', command, async (tx, emit) => {
      const grant = await this.access.require(tx, ctx, 'unlinkRepeat', command.petitionId);
      const rows = await sql<LinkedMatter>(tx, this.pair, [personId, [command.petitionId, command.repeatOf]]);
      if (!rows.some(({ id }) => id === command.repeatOf.toLowerCase())) throw accessError('PETITION_NOT_FOUND');
      const [link = null] = await sql<RepeatLink & { id: string }>(tx, statements.standingLink, [command.petitionId, command.repeatOf]);
      const { state, events } = unlinkRepeat(link, command.reason, grant.organId, ctx);
      const { id, petitionId, repeatOfId } = link as RepeatLink & { id: string };
      await sql(tx, statements.endLink, [id, ctx.at, ctx.on, personId, state.reason]);
      for (const key of [petitionId, repeatOfId]) emit(key, ...events);
      return command.petitionId;
    });
    return this.register.get(ctx, linked);
  }
}
