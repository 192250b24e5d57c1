import { Mutation, Resolver } from '@nestjs/graphql';
import { accessError } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { idOf } from '../domain/desk-text.js';
import { issueMemberCode, leaveGroup, recordConsent, type Member } from '../domain/holders/members.js';
import { QueryCodes } from '../tracking/query-codes.js';
import { DeskRunner } from '../runner/desk.runner.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import type { CodeOfHolder, GivenCode } from './holders.acts.js';
import { IssuedQueryCode } from './holders.graph.js';
import { IssueMemberCodeInput, LeaveGroupInput, RecordConsentInput } from './members.inputs.js';
import { LeftGroup } from './members.graph.js';

const membersOf: Statement = {
  name: 'intake.members',
  text: `select t.id, d.on_day as "leftOn", t.ended_on as "endedOn" from petitioner t left join departure d on d.petitioner_id = t.id
    where t.petition_id = $1 order by t.position`,
};
const roundOf: Statement = {
  name: 'intake.member-code-round',
  text: 'select round from query_code where holder_id = $1 and petition_id = $2 for update',
};
const saveCode: Statement = {
  name: 'intake.member-code-save',
  text: `with note as (
      insert into query_code_reissue (id, petition_id, holder_id, round, identity_check, person_id, organ_id, at) values ($7, $2, $1, $3, $8, $9, $10, $11)
    ) insert into query_code (holder_id, petition_id, round, key_id, code_digest, secret_digest) values ($1, $2, $3, $4, $5, $6)
      on conflict (holder_id) do update set round = excluded.round, key_id = excluded.key_id, code_digest = excluded.code_digest,
        secret_digest = excluded.secret_digest`,
};
const insertConsent: Statement = {
  name: 'intake.joint-consent-insert',
  text: `insert into joint_consent (id, petition_id, petitioner_id, way, file_id, person_id, on_day, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const insertDeparture: Statement = {
  name: 'intake.departure-insert',
  text: `insert into departure (petitioner_id, petition_id, way, file_id, person_id, on_day, at) values ($1, $2, $3, $4, $5, $6, $7)`,
};

type Issuing = ReturnType<typeof issueMemberCode> & { readonly round: number };

/** 联名信访: each member has a query code and a consent of their own, and may leave. */
@Resolver()
export class MemberActs {
  constructor(
    private readonly runner: DeskRunner,
    private readonly codes: QueryCodes,
  ) {}

  /** Issues a member's query code, or a new one for a lost code. @throws the codes of the rule, DESK_ID_MALFORMED */
  @Mutation(() => IssuedQueryCode, { description: 'Answers a query code that opens the shared course and the member’s own part of it' })
  async issueMemberCode(@Ctx() ctx: RequestContext, @Input() input: IssueMemberCodeInput): Promise<CodeOfHolder> {
    const { identityCheck } = input;
    const { keyId, round, ...given } = await this.runner.byOfficer<Issuing, GivenCode>(ctx, 'issueMemberCode', input, {
      prepare: async (tx, { id }, act) => {
        const members = await sql<Member>(tx, membersOf, [id]);
        const issued = issueMemberCode(id, members, idOf('petitionerId', input.petitionerId), act, identityCheck);
        const [former] = await sql<{ round: number }>(tx, roundOf, [issued.petitionerId, id]);
        return { ...issued, round: former ? former.round + 1 : 0 };
      },
      decide: ({ state, act }, _ids, issued) => {
        const { petitionerId, events } = issued;
        const answer: GivenCode = { petitionId: state.id, holderId: petitionerId, keyId: this.codes.keyId, round: issued.round };
        const { codeDigest, secretDigest } = this.codes.kept(this.codes.of(petitionerId, answer.keyId, answer.round));
        const { personId, organId, at } = act;
        const rows = (tx: EntityManager) =>
          sql(tx, saveCode, [
            petitionerId,
            state.id,
            answer.round,
            answer.keyId,
            codeDigest,
            secretDigest,
            uuid(),
            identityCheck,
            personId,
            organId,
            at,
          ]);
        return { events, rows, answer };
      },
    });
    return { ...given, ...this.codes.of(given.holderId, keyId, round) };
  }

  /** @throws the codes of the rule, DESK_ID_MALFORMED */
  @Mutation(() => Petition)
  recordConsent(@Ctx() ctx: RequestContext, @Input() input: RecordConsentInput): Promise<PetitionRow> {
    const { way } = input;
    return this.runner.onPetition(ctx, 'recordConsent', input, {
      prepare: (tx, { id }) => sql<Member>(tx, membersOf, [id]),
      decide: ({ state, act }, _ids, members) => {
        const given = { petitionerId: idOf('petitionerId', input.petitionerId), way };
        const { petitionerId, events } = recordConsent(state.id, members, given, act);
        const fileId = idOf('fileId', input.fileId);
        const rows = (tx: EntityManager) =>
          sql(tx, insertConsent, [uuid(), state.id, petitionerId, way, fileId, act.personId, act.on, act.at]);
        return { events, files: { role: 'EVIDENCE', ids: [fileId], field: 'fileId' }, rows };
      },
    });
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID, the codes of the rule, DESK_ID_MALFORMED */
  @Mutation(() => LeftGroup, { description: 'By the member with a pass of the member’s own code, or by a registrar with the signed paper' })
  async leaveGroup(@Ctx() ctx: RequestContext, @Input() input: LeaveGroupInput): Promise<LeftGroup> {
    const { pass, petitionId, requestId, ...given } = input;
    const prepare = (tx: EntityManager, { id }: { readonly id: string }) => sql<Member>(tx, membersOf, [id]);
    if (pass) {
      return this.runner.byPetitioner<Member[], LeftGroup>(
        ctx,
        'leaveGroup',
        { requestId, pass },
        {
          prepare,
          decide: ({ state, act }, members) => {
            const leaving = { petitionerId: act.petitionerId, fileId: null, organId: null, on: act.on };
            const { events, ...left } = leaveGroup(state.id, members, leaving);
            return { events, ...this.leaving(state.id, { ...left, fileId: null, personId: null, at: act.at }) };
          },
        },
      );
    }
    if (!petitionId) throw accessError('PETITION_NOT_FOUND');
    return this.runner.byOfficer<Member[], LeftGroup>(
      ctx,
      'leaveGroup',
      { ...given, requestId, petitionId },
      {
        prepare,
        decide: ({ state, act }, _ids, members) => {
          const [petitionerId, fileId] = [idOf('petitionerId', given.petitionerId), idOf('fileId', given.fileId)];
          const { events, ...left } = leaveGroup(state.id, members, { petitionerId, fileId, organId: act.organId, on: act.on });
          const row = { ...left, fileId, personId: act.personId, at: act.at };
          return { events, files: { role: 'EVIDENCE', ids: [fileId], field: 'fileId' }, ...this.leaving(state.id, row) };
        },
      },
    );
  }

  private leaving(
    petitionId: string,
    row: { petitionerId: string; way: string; fileId: string | null; personId: string | null; leftOn: string; at: string },
  ) {
    const { petitionerId, way, fileId, personId, leftOn, at } = row;
    const answer: LeftGroup = { petitionId, petitionerId, leftOn };
    return { answer, rows: (tx: EntityManager) => sql(tx, insertDeparture, [petitionerId, petitionId, way, fileId, personId, leftOn, at]) };
  }
}
