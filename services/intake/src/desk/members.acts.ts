import { Injectable } from '@nestjs/common';
import { accessError } from '@sunshine/access';
import { sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { idOf } from '../domain/desk-text.js';
import { issueMemberCode, leaveGroup, recordConsent, type Member } from '../domain/members.js';
import { QueryCodes } from '../query-codes.js';
import { DeskRunner } from './desk.runner.js';
import type { CodeOfHolder } from './holders.acts.js';
import type { IssueMemberCodeInput, LeaveGroupInput, LeftGroup, RecordConsentInput } from './members.inputs.js';

const membersOf: Statement = {
  name: 'intake_members',
  text: `select t.id, d.on_day as "leftOn" from petitioner t left join departure d on d.petitioner_id = t.id
    where t.petition_id = $1 order by t.position`,
};
const roundOf: Statement = {
  name: 'intake_member_code_round',
  text: 'select round from query_code where holder_id = $1 and petition_id = $2 for update',
};
const saveCode: Statement = {
  name: 'intake_member_code_save',
  text: `with note as (
      insert into query_code_reissue (id, petition_id, holder_id, round, identity_check, person_id, organ_id, at) values ($7, $2, $1, $3, $8, $9, $10, $11)
    ) insert into query_code (holder_id, petition_id, round, key_id, code_digest, secret_digest) values ($1, $2, $3, $4, $5, $6)
      on conflict (holder_id) do update set round = excluded.round, key_id = excluded.key_id, code_digest = excluded.code_digest,
        secret_digest = excluded.secret_digest`,
};
const insertConsent: Statement = {
  name: 'intake_joint_consent_insert',
  text: `insert into joint_consent (id, petition_id, petitioner_id, way, file_id, person_id, on_day, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const insertDeparture: Statement = {
  name: 'intake_departure_insert',
  text: `insert into departure (petitioner_id, petition_id, way, file_id, person_id, on_day, at) values ($1, $2, $3, $4, $5, $6, $7)`,
};

/** 联名信访: each member with the own code and consent, and free to leave. */
@Injectable()
export class MemberActs {
  constructor(
    private readonly runner: DeskRunner,
    private readonly codes: QueryCodes,
  ) {}

  /** The member's own code, or a new one for a lost one. @throws the codes of the rule, DESK_ID_MALFORMED */
  async issueMemberCode(ctx: RequestContext, input: IssueMemberCodeInput): Promise<CodeOfHolder> {
    const { identityCheck } = input;
    const { keyId, round, ...held } = await this.runner.onPetition(ctx, 'issueMemberCode', input, async ({ tx, emit, act, petition }) => {
      const members = await sql<Member>(tx, membersOf, [petition.id]);
      const { petitionerId, events } = issueMemberCode(petition.id, members, idOf('petitionerId', input.petitionerId), act);
      const [former] = await sql<{ round: number }>(tx, roundOf, [petitionerId, petition.id]);
      const [round, keyId] = [former ? former.round + 1 : 0, this.codes.keyId];
      const { codeDigest, secretDigest } = this.codes.kept(this.codes.of(petitionerId, keyId, round));
      const { personId, organId, at } = act;
      await sql(tx, saveCode, [
        petitionerId,
        petition.id,
        round,
        keyId,
        codeDigest,
        secretDigest,
        uuid(),
        identityCheck,
        personId,
        organId,
        at,
      ]);
      emit(petition.id, ...events);
      return { petitionId: petition.id, holderId: petitionerId, keyId, round };
    });
    return { ...held, ...this.codes.of(held.holderId, keyId, round) };
  }

  /** Answers the petition's id. @throws the codes of the rule, DESK_ID_MALFORMED */
  recordConsent(ctx: RequestContext, input: RecordConsentInput): Promise<string> {
    const { way } = input;
    return this.runner.onPetition(ctx, 'recordConsent', input, async ({ tx, emit, act, petition, addFiles }) => {
      const members = await sql<Member>(tx, membersOf, [petition.id]);
      const given = { petitionerId: idOf('petitionerId', input.petitionerId), way };
      const { petitionerId, events } = recordConsent(petition.id, members, given, act);
      const fileId = idOf('fileId', input.fileId);
      await addFiles('EVIDENCE', [fileId]);
      await sql(tx, insertConsent, [uuid(), petition.id, petitionerId, way, fileId, act.personId, act.on, act.at]);
      emit(petition.id, ...events);
      return petition.id;
    });
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID, the codes of the rule, DESK_ID_MALFORMED */
  leaveGroup(ctx: RequestContext, input: LeaveGroupInput): Promise<LeftGroup> {
    const { pass, ...given } = input;
    if (pass) {
      return this.runner.byPass(
        ctx,
        'leaveGroup',
        { requestId: input.requestId ?? null, pass },
        async ({ tx, emit, act, petition, petitionerId }) => {
          const leaving = { petitionerId, fileId: null, organId: null, on: act.on };
          const { events, ...left } = leaveGroup(petition.id, await sql<Member>(tx, membersOf, [petition.id]), leaving);
          const answer = await this.left(tx, petition.id, { ...left, fileId: null, personId: null, at: act.at });
          emit(petition.id, ...events);
          return answer;
        },
      );
    }
    if (!given.petitionId) throw accessError('PETITION_NOT_FOUND');
    const onPaper = { ...given, petitionId: given.petitionId };
    return this.runner.onPetition(ctx, 'leaveGroup', onPaper, async ({ tx, emit, act, petition, addFiles }) => {
      const [petitionerId, fileId] = [idOf('petitionerId', given.petitionerId), idOf('fileId', given.fileId)];
      const leaving = { petitionerId, fileId, organId: act.organId, on: act.on };
      const { events, ...left } = leaveGroup(petition.id, await sql<Member>(tx, membersOf, [petition.id]), leaving);
      await addFiles('EVIDENCE', [fileId]);
      const answer = await this.left(tx, petition.id, { ...left, fileId, personId: act.personId, at: act.at });
      emit(petition.id, ...events);
      return answer;
    });
  }

  private async left(
    tx: EntityManager,
    petitionId: string,
    row: { petitionerId: string; way: string; fileId: string | null; personId: string | null; leftOn: string; at: string },
  ): Promise<LeftGroup> {
    const { petitionerId, way, fileId, personId, leftOn, at } = row;
    await sql(tx, insertDeparture, [petitionerId, petitionId, way, fileId, personId, leftOn, at]);
    return { petitionId, petitionerId, leftOn };
  }
}
