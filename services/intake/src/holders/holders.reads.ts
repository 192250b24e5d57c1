import { SUCCESSION_PROOF_NAMES } from '@sunshine/words';
import { Injectable } from '@nestjs/common';
import { Time, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { isInForce } from '../domain/holders/mandate.js';
import { byPetition, ORGAN, rowsOfPetitions } from '../register/by-petition.js';
import type { CodeSlipGiven } from './code-slips.graph.js';
import type { Mandate, QueryCodeReissue } from './holders.graph.js';
import type { ProofOfSuccession, Succession } from './succession.graph.js';

const mandates = rowsOfPetitions(
  'mandates',
  `id, masked_name as "maskedName", scope, from_on as "from", ends_on as "endsOn", ended_on as "endedOn", end_reason as "endReason", file_id as "fileId"`,
  'mandate',
  'at, id',
);
const reissues = rowsOfPetitions(
  'reissues',
  `holder_id as "holderId", identity_check as "identityCheck", ${ORGAN}, at`,
  'query_code_reissue',
  'at',
);

const slips = rowsOfPetitions(
  'code-slips',
  `way, petitioner_id as "petitionerId", receipt_number as "receiptNumber", on_day as "on", ${ORGAN}`,
  'code_slip',
  'at',
);

const successions = rowsOfPetitions(
  'successions',
  `id, petitioner_id as "petitionerId", cause, ended_on as "endedOn", finding, proofs, search, state, on_day as "on", confirmed_on as "confirmedOn", ${ORGAN},
    coalesce((select json_agg(json_build_object('id', s ->> 'id', 'masked', json_build_object('name', s ->> 'maskedName', 'phone', s ->> 'maskedPhone')))
      from jsonb_array_elements(successors) s), '[]') as successors`,
  'succession',
  'at, id',
);

/** Mandates, successions, slips and reissued query codes of petitions that the reader was allowed to load. */
@Injectable()
export class HolderReads {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
  ) {}

  async mandates(ctx: RequestContext, petitionId: string): Promise<Mandate[]> {
    const today = this.time.today();
    const rows = await byPetition<Omit<Mandate, 'inForce'> & { readonly petitionId: string }>(this.db, ctx, mandates, petitionId);
    return rows.map((row) => ({ ...row, inForce: isInForce(row, today) }));
  }

  slips(ctx: RequestContext, petitionId: string): Promise<CodeSlipGiven[]> {
    return byPetition<CodeSlipGiven & { readonly petitionId: string }>(this.db, ctx, slips, petitionId);
  }

  async successions(ctx: RequestContext, petitionId: string): Promise<Succession[]> {
    type Row = Succession & { readonly petitionId: string; readonly proofs: readonly Omit<ProofOfSuccession, 'kindName'>[] };
    const rows = await byPetition<Row>(this.db, ctx, successions, petitionId);
    return rows.map((row) => ({ ...row, proofs: row.proofs.map((proof) => ({ ...proof, kindName: SUCCESSION_PROOF_NAMES[proof.kind] })) }));
  }

  reissues(ctx: RequestContext, petitionId: string): Promise<QueryCodeReissue[]> {
    return byPetition<QueryCodeReissue & { readonly petitionId: string }>(this.db, ctx, reissues, petitionId);
  }
}
