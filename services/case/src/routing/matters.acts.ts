import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { isDomainError } from '@sunshine/errors';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext, type Statement } from '@sunshine/platform';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { HOLDER, isKeptOut } from '../handling/staff.rows.js';
import { sql } from '../sealing/sql.js';
import { loadCase } from '../runner/case.load.js';
import { CaseRunner } from '../runner/case.runner.js';
import { checkMove, moveMatter } from '../domain/routing/matters.js';
import { routingError } from '../domain/routing/routing.errors.js';
import { MovedMatters } from './routing.graph.js';
import { MoveMattersInput } from './routing.inputs.js';

/** The most matters moved by one call; the caller repeats it while some are left. */
const MOST = 500;

const IN_HAND = `petition p where p.organ_id = $1::uuid and p.stage <> 'closed' and p.opened and ${HOLDER} = $2::uuid`;
const mattersOf: Statement = { name: 'case.matters-of', text: `select p.id from ${IN_HAND} order by p.id limit ${MOST} for update of p` };
const countOf: Statement = { name: 'case.matters-left', text: `select count(*)::int "left" from ${IN_HAND}` };
const handles: Statement = {
  name: 'case.is-handler',
  text: `select 1 from person_role where person_id = $2::uuid and organ_id = $1::uuid and role = 'HANDLER'`,
};

type Result = MovedMatters['matters'][number];

/** Moves all open matters of an officer who is away to another. */
@Resolver()
export class MatterActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly runner: CaseRunner,
  ) {}

  /**
   * Emits one event per petition, under its key; a matter that cannot go to that officer stays, with the reason.
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ORGAN_CLOSED, MATTERS_TO_SAME_PERSON, MATTERS_TO_NON_HANDLER, TEXT_MISSING
   */
  @Mutation(() => MovedMatters, { description: 'All open matters of an officer go to another of the same organ' })
  async moveMatters(@Ctx() ctx: RequestContext, @Input() input: MoveMattersInput): Promise<MovedMatters> {
    const personId = signedIn(ctx);
    if (ctx.kind !== 'person') throw accessError('ACT_NOT_YOURS');
    const { fromPersonId, toPersonId } = input;
    checkMove(input);
    if (![fromPersonId, toPersonId].every((id) => isUuid(id))) throw routingError('MATTERS_TO_NON_HANDLER');
    if (input.organId !== null && !isUuid(input.organId)) throw accessError('ACT_NOT_YOURS');
    return this.commands.run(ctx, 'moveMatters', withoutNulls(input), async (tx, emit) => {
      const { organId, role } = await this.access.requireNode(tx, ctx, 'moveMatters', input.organId);
      if (organId === null) throw accessError('ACT_NOT_YOURS');
      if ((await sql(tx, handles, [organId, toPersonId])).length === 0) throw routingError('MATTERS_TO_NON_HANDLER');
      const { actor, at, on, recordedAt, correlationId } = ctx;
      const matters: Result[] = [];
      for (const { id } of await sql<{ id: string }>(tx, mattersOf, [organId, fromPersonId])) {
        try {
          const found = await loadCase(tx, id, null, organId);
          if (!found) throw accessError('PETITION_NOT_FOUND');
          const act = { actor, at, on, recordedAt, correlationId, personId, organ: found.organ(organId), role };
          const kept = await isKeptOut(tx, id, toPersonId);
          const decision = moveMatter({ state: found.state, act }, { ...input, kept, taskId: uuid() });
          await this.runner.write(tx, emit, { found, act, clocks: [], decision });
          matters.push({ petition: { id }, moved: true, code: null });
        } catch (error) {
          // Nothing was written for this matter yet, so the others can go on.
          if (!isDomainError(error)) throw error;
          matters.push({ petition: { id }, moved: false, code: error.code });
        }
      }
      const [{ left } = { left: 0 }] = await sql<{ left: number }>(tx, countOf, [organId, fromPersonId]);
      return { toPersonId, matters, left };
    });
  }
}
