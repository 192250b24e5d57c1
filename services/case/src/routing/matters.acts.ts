import { Injectable } from '@nestjs/common';
import { Access, accessError, ROLE_NAMES } from '@sunshine/access';
import { isDomainError } from '@sunshine/errors';
import { Commands } from '@sunshine/messaging';
import { signedIn, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import { loadCase } from '../runner/case.load.js';
import { saveCase } from '../runner/case.save.js';
import { checkMove, moveMatter } from '../domain/routing/matters.js';
import { routingError } from '../domain/routing/routing.errors.js';
import type { MovedMatters } from './routing.graph.js';
import type { MoveMattersInput } from './routing.inputs.js';

/** Matters of one call; the caller goes on while some are left. */
const MOST = 500;

const mattersOf: Statement = {
  name: 'case.matters-of',
  text: `select p.id from petition p where p.organ_id = $1::uuid and p.handler_id = $2::uuid and p.stage <> 'closed' and p.opened order by p.id limit ${MOST} for update of p`,
};
const countOf: Statement = {
  name: 'case.matters-left',
  text: `select count(*)::int "left" from petition p where p.organ_id = $1::uuid and p.handler_id = $2::uuid and p.stage <> 'closed' and p.opened`,
};
const handles: Statement = {
  name: 'case.is-handler',
  text: `select 1 from person_role where person_id = $2::uuid and organ_id = $1::uuid and role = 'HANDLER'`,
};
const barred: Statement = {
  name: 'case.is-barred',
  text: `select 1 from relation where petition_id = $1::uuid and subject = $2::uuid and relation in ('barred', 'recused')`,
};

type Result = MovedMatters['matters'][number];

/** The open matters of an officer who is away go to another, in one list. */
@Injectable()
export class MatterActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
  ) {}

  /**
   * One event under each petition's own key; what cannot go to that officer stays and says why.
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ORGAN_CLOSED, MATTERS_TO_SAME_PERSON, MATTERS_TO_NON_HANDLER, TEXT_MISSING
   */
  async moveMatters(ctx: RequestContext, input: MoveMattersInput): Promise<MovedMatters> {
    const personId = signedIn(ctx);
    if (ctx.kind !== 'person') throw accessError('ACT_NOT_YOURS');
    const { fromPersonId, toPersonId, reason } = input;
    checkMove({ fromPersonId, toPersonId, reason });
    if (![fromPersonId, toPersonId].every((id) => isUuid(id))) throw routingError('MATTERS_TO_NON_HANDLER');
    const organ = input.organId ?? null;
    if (organ !== null && !isUuid(organ)) throw accessError('ACT_NOT_YOURS');
    return this.commands.run(ctx, 'moveMatters', input, async (tx, emit) => {
      const grant = await this.access.requireNode(tx, ctx, 'moveMatters', organ);
      const organId = grant.organId as string;
      if ((await sql(tx, handles, [organId, toPersonId])).length === 0) throw routingError('MATTERS_TO_NON_HANDLER');
      const matters: Result[] = [];
      for (const { id } of await sql<{ id: string }>(tx, mattersOf, [organId, fromPersonId])) {
        try {
          const event = await this.move(tx, ctx, { id, organId, personId, command: { fromPersonId, toPersonId, reason } });
          emit(id, ...event);
          matters.push({ petition: { id }, moved: true, code: null });
        } catch (error) {
          // Nothing was written for it yet: the others go on.
          if (!isDomainError(error)) throw error;
          matters.push({ petition: { id }, moved: false, code: error.code });
        }
      }
      const [row] = await sql<{ left: number }>(tx, countOf, [organId, fromPersonId]);
      return { toPersonId, matters, left: (row as { left: number }).left };
    });
  }

  private async move(
    tx: EntityManager,
    ctx: RequestContext,
    { id, organId, personId, command }: { id: string; organId: string; personId: string; command: MoveMattersInput },
  ) {
    const found = await loadCase(tx, id, null, organId);
    const organ = found?.organs.get(organId);
    if (!found || !organ) throw accessError('PETITION_NOT_FOUND');
    const kept = (await sql(tx, barred, [id, command.toPersonId])).length > 0;
    const { actor, at, on, recordedAt, correlationId } = ctx;
    const act = { actor, at, on, recordedAt, correlationId, personId, organ, role: 'HEAD' } as const;
    const decision = moveMatter({ state: found.state, act }, { ...command, kept });
    await saveCase(tx, found.state, decision, {
      ...decision.line,
      on,
      at,
      recordedAt,
      actorKind: 'person',
      actorId: personId,
      organId,
      role: 'HEAD',
      actor: `${organ.name}·${ROLE_NAMES.HEAD}`,
    });
    return decision.events;
  }
}
