import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { QueryCodeReissued } from '@sunshine/events';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { holderError } from '../domain/holders/holders.errors.js';
import { idOf } from '../domain/desk-text.js';
import { maskName } from '../domain/registration/identity.js';
import { endMandate, recordMandate } from '../domain/holders/mandate.js';
import { successionError } from '../domain/holders/succession.errors.js';
import { requirePrincipal, type Succeeded } from '../domain/holders/succession.js';
import { QueryCodes, type IssuedCode } from '../tracking/query-codes.js';
import { DeskRunner } from '../runner/desk.runner.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { EndMandateInput, RecordMandateInput, ReissueQueryCodeInput } from './holders.inputs.js';
import { IssuedQueryCode } from './holders.graph.js';
import { succeededOf } from './succession.acts.js';

/** The stored answer. It contains neither code nor secret: they are derived again. */
export interface GivenCode {
  readonly petitionId: string;
  readonly holderId: string;
  readonly keyId: string;
  readonly round: number;
}

export type CodeOfHolder = IssuedCode & Pick<GivenCode, 'petitionId' | 'holderId'>;

const roundOf: Statement = {
  name: 'intake.code-round',
  text: 'select round from query_code where holder_id = $1 and petition_id = $2 for update',
};
const replaceCode: Statement = {
  name: 'intake.code-replace',
  text: `with note as (
      insert into query_code_reissue (id, petition_id, holder_id, round, identity_check, person_id, organ_id, at) values ($6, $7, $1, $2, $8, $9, $10, $11)
    ) update query_code set round = $2, key_id = $3, code_digest = $4, secret_digest = $5 where holder_id = $1`,
};
const mandatesInForce: Statement = {
  name: 'intake.mandates-in-force',
  text: 'select count(*)::int as n from mandate where petition_id = $1 and ended_on is null and ends_on >= $2::date',
};
const insertMandate: Statement = {
  name: 'intake.mandate-insert',
  text: `with m as (
      insert into mandate (id, petition_id, masked_name, scope, sealed, from_on, ends_on, file_id, person_id, on_day, at)
      values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11)
    ) insert into query_code (holder_id, petition_id, key_id, code_digest, secret_digest, ends_on) values ($1, $2, $12, $13, $14, $7)`,
};
const lockMandate: Statement = {
  name: 'intake.mandate-lock',
  text: `select id, petition_id as "petitionId", ends_on as "endsOn", ended_on as "endedOn" from mandate where id = $1 and petition_id = $2 for update`,
};
const closeMandate: Statement = {
  name: 'intake.mandate-end',
  text: 'with c as (delete from query_code where holder_id = $1) update mandate set ended_on = $2, end_reason = $3, sealed = sealed || $4::jsonb where id = $1',
};

interface KnownMandate {
  readonly id: string;
  readonly petitionId: string;
  readonly endsOn: string;
  readonly endedOn: string | null;
}

/** Reissues a lost query code; records and ends mandates of agents, who hold a code of their own. */
@Resolver()
export class HolderActs {
  constructor(
    private readonly runner: DeskRunner,
    private readonly codes: QueryCodes,
  ) {}

  /**
   * A new code at the window, after an identity check; the old code stops working at once.
   * @throws CODE_HOLDER_UNKNOWN for an anonymous filing, CODE_HOLDER_ENDED, MANDATE_UNKNOWN
   */
  @Mutation(() => IssuedQueryCode)
  async reissueQueryCode(@Ctx() ctx: RequestContext, @Input() input: ReissueQueryCodeInput): Promise<CodeOfHolder> {
    const given = await this.runner.byOfficer<GivenCode, GivenCode>(ctx, 'reissueQueryCode', input, {
      prepare: async (tx, petition) => {
        if (petition.anonymous) throw holderError('CODE_HOLDER_UNKNOWN', { source: '本系统规则 查询码补发' });
        const holderId = idOf('mandateId', input.mandateId) ?? petition.id;
        const [former] = await sql<{ round: number }>(tx, roundOf, [holderId, petition.id]);
        // A petition keeps its code until those who filed it are dead.
        if (!former && holderId === petition.id) throw successionError('CODE_HOLDER_ENDED', { source: '本系统规则 承继' });
        if (!former) throw holderError('MANDATE_UNKNOWN');
        return { petitionId: petition.id, holderId, keyId: this.codes.keyId, round: former.round + 1 };
      },
      decide: ({ state, act }, _ids, answer) => {
        const { holderId, keyId, round } = answer;
        const kept = this.codes.kept(this.codes.of(holderId, keyId, round));
        const rows = (tx: EntityManager) =>
          sql(tx, replaceCode, [
            holderId,
            round,
            keyId,
            kept.codeDigest,
            kept.secretDigest,
            uuid(),
            state.id,
            input.identityCheck,
            act.personId,
            act.organId,
            act.at,
          ]);
        return {
          events: [QueryCodeReissued.create({ petitionId: state.id, organId: act.organId, identityCheck: input.identityCheck })],
          rows,
          answer,
        };
      },
    });
    return this.issued(given);
  }

  /** Records a mandate and issues the agent's code. @throws MANDATE_OF_ENDED, the codes of the rule */
  @Mutation(() => IssuedQueryCode, { description: 'Answers a query code for the agent, which ends with the mandate' })
  async recordMandate(@Ctx() ctx: RequestContext, @Input() input: RecordMandateInput): Promise<CodeOfHolder> {
    type Before = { readonly inForce: number; readonly petitioners: readonly Succeeded[] };
    const given = await this.runner.byOfficer<Before, GivenCode>(ctx, 'recordMandate', input, {
      prepare: async (tx, { id }, { on }) => ({
        inForce: await countInForce(tx, id, on),
        petitioners: await sql<Succeeded>(tx, succeededOf, [id]),
      }),
      decide: ({ state, texts, law, act }, _ids, { inForce, petitioners }) => {
        requirePrincipal(petitioners, input.from);
        const { mandate, events } = recordMandate(state, inForce, input, law.packOn(state.receivedOn), uuid(), act);
        const { id, agentName, scope, from, endsOn, fileId, by, on } = mandate;
        const keyId = this.codes.keyId;
        const rows = async (tx: EntityManager) => {
          const kept = await texts.keep(id, { scope });
          const sealed = { ...kept.sealed, ...(await texts.seal(id, { agentName })) };
          const code = this.codes.kept(this.codes.of(id, keyId));
          await sql(tx, insertMandate, [
            id,
            state.id,
            maskName(agentName),
            kept.open.scope,
            JSON.stringify(sealed),
            from,
            endsOn,
            fileId,
            by,
            on,
            act.at,
            keyId,
            code.codeDigest,
            code.secretDigest,
          ]);
        };
        const answer: GivenCode = { petitionId: state.id, holderId: id, keyId, round: 0 };
        return { events, files: { role: 'MANDATE', ids: [fileId], field: 'fileId' }, rows, answer };
      },
    });
    return this.issued(given);
  }

  /** Ends a mandate and with it the agent's access. @throws MANDATE_UNKNOWN, DESK_TEXT_MISSING */
  @Mutation(() => Petition)
  endMandate(@Ctx() ctx: RequestContext, @Input() input: EndMandateInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'endMandate', input, {
      prepare: async (tx, { id }) => (await sql<KnownMandate>(tx, lockMandate, [idOf('mandateId', input.mandateId), id]))[0] ?? null,
      decide: ({ texts, act }, _ids, mandate) => {
        const { endedOn, reason, events } = endMandate(mandate, input.reason, act);
        const { id } = mandate as KnownMandate;
        const rows = async (tx: EntityManager) => {
          const { open, sealed } = await texts.keep(id, { endReason: reason });
          await sql(tx, closeMandate, [id, endedOn, open.endReason, JSON.stringify(sealed)]);
        };
        return { events, rows };
      },
    });
  }

  private issued({ petitionId, holderId, keyId, round }: GivenCode): CodeOfHolder {
    return { petitionId, holderId, ...this.codes.of(holderId, keyId, round) };
  }
}

async function countInForce(tx: EntityManager, petitionId: string, on: string): Promise<number> {
  const [row] = await sql<{ n: number }>(tx, mandatesInForce, [petitionId, on]);
  return row?.n ?? 0;
}
