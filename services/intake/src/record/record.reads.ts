import { Injectable } from '@nestjs/common';
import type { OrganKind } from '@sunshine/events';
import { Time, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { isOpen, stillToReport } from '../domain/record/urgent.js';
import { byPetition, ORGAN, rowsOfPetitions } from '../register/by-petition.js';
import type { Classification, Correction, Supplement, SupplementRequest, TrackedSupplement } from './record.graph.js';
import type { UrgentMatter } from './urgent.graph.js';

/** A row as the graph shows it, with the petition it belongs to. */
type Of<T> = T & { readonly petitionId: string };
type UrgentRow = Of<Omit<UrgentMatter, 'open' | 'stillToReport'>> & { readonly organKind: OrganKind; readonly finalOn: string | null };

const supplements = rowsOfPetitions(
  'supplements',
  `id, ${ORGAN}, received_on as "receivedOn", text, file_ids as "fileIds", person_id is null as online`,
  'supplement',
  'received_on, at, id',
);
const requests = rowsOfPetitions(
  'supplement-requests',
  `id, ${ORGAN}, items, answer_by as "answerBy", asked_on as "askedOn"`,
  'supplement_request',
  'id',
);
const corrections = rowsOfPetitions(
  'corrections',
  `id, petitioner_id as "petitionerId", field, former, value, reason, evidence, evidence_file_id as "evidenceFileId", state, on_day as "on",
     confirmed_on as "confirmedOn"`,
  'correction',
  'at, id',
);
const classifications = rowsOfPetitions(
  'classifications',
  `id, ${ORGAN}, former_kind as "formerKind", kind, content_class as "contentClass", purpose, proposed_exit as "proposedExit",
     reason, on_day as "on"`,
  'classification',
  'at, id',
);
const urgent = rowsOfPetitions(
  'urgent',
  `e.id, ${ORGAN}, (select o.kind from organ o where o.id = e.organ_id) as "organKind", e.reason, e.begun_on as "begunOn",
     e.ends_on as "endsOn", e.final_on as "finalOn",
     coalesce((select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'to', r.addressee, 'organ', case when r.organ_id is not null then json_build_object('id', r.organ_id) end, 'at', r.reported_at,
       'receipt', r.receipt) order by r.reported_at, r.id) from urgent_report r where r.event_id = e.id), '[]') as reports`,
  'urgent_event e',
  'e.begun_on, e.id',
);

/** Supplements, corrections, classifications and urgent matters of petitions that the reader was allowed to load. */
@Injectable()
export class RecordReads {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
  ) {}

  supplements(ctx: RequestContext, petitionId: string): Promise<Supplement[]> {
    return byPetition<Of<Supplement>>(this.db, ctx, supplements, petitionId);
  }

  async supplementRequest(ctx: RequestContext, petitionId: string): Promise<SupplementRequest | null> {
    return (await byPetition<Of<SupplementRequest>>(this.db, ctx, requests, petitionId))[0] ?? null;
  }

  corrections(ctx: RequestContext, petitionId: string): Promise<Correction[]> {
    return byPetition<Of<Correction>>(this.db, ctx, corrections, petitionId);
  }

  classifications(ctx: RequestContext, petitionId: string): Promise<Classification[]> {
    return byPetition<Of<Classification>>(this.db, ctx, classifications, petitionId);
  }

  async urgentMatters(ctx: RequestContext, petitionId: string): Promise<UrgentMatter[]> {
    const today = this.time.today();
    return (await byPetition<UrgentRow>(this.db, ctx, urgent, petitionId)).map(({ organKind, ...row }) => ({
      ...row,
      open: isOpen(row, today),
      stillToReport: stillToReport(organKind, row.reports),
    }));
  }
}

export const trackedSupplement = ({ id, receivedOn, fileIds }: Pick<Supplement, 'id' | 'receivedOn' | 'fileIds'>): TrackedSupplement => ({
  id,
  receivedOn,
  files: fileIds.length,
});
