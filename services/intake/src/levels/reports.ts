import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { sql, type Statement } from '@sunshine/platform';
import { KeyStore, open } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { placeOf } from '../sealing/place.js';

/** As a filing stores it. */
export interface Party {
  readonly organId?: string | null;
  readonly text?: string | null;
}

/** What a report says; who reports is none of it. */
interface OpenedReport {
  readonly summary: string;
  readonly text: string;
  readonly accused: readonly Party[];
  readonly respondent: readonly Party[];
  readonly requests: readonly string[];
}

const sealed: Statement = {
  name: 'intake.report-for-another-node',
  text: `select p.sealed, coalesce((select json_agg(json_build_object('id', r.id, 'text', r.sealed) order by r.position)
      from petition_request r where r.petition_id = p.id and r.sealed is not null), '[]') requests
    from petition p where p.id = $1`,
};

interface Sealed {
  readonly sealed: Readonly<Record<string, string>>;
  readonly requests: readonly { readonly id: string; readonly text: string }[];
}

/** Reports that are handed over to another node. @source 信访工作条例 30 */
@Injectable()
export class Reports {
  constructor(
    private readonly keys: KeyStore,
    private readonly access: Access,
  ) {}

  /** @throws IDENTITY_DESTROYED */
  async opened(tx: EntityManager, petitionId: string): Promise<OpenedReport> {
    const [row] = await sql<Sealed>(tx, sealed, [petitionId]);
    const key = await this.keys.open(petitionId);
    const texts = row?.sealed ?? {};
    const opened = (ownerId: string, field: string, text: string | undefined) =>
      text === undefined ? '' : open(key, placeOf(ownerId, field), text).toString('utf8');
    const of = (field: string) => opened(petitionId, field, texts[field]);
    const parties = (field: string) => JSON.parse(of(field) || '[]') as Party[];
    const requests = (row?.requests ?? []).map(({ id, text }) => opened(id, 'text', text));
    return { summary: of('summary'), text: of('text'), accused: parties('accused'), respondent: parties('respondent'), requests };
  }

  /** Whether the reporter is named to the organ: to the discipline body alone; any other that has authority gets the report without. */
  async mayName(tx: EntityManager, organId: string | null): Promise<boolean> {
    const [organ] = organId === null ? [] : await this.access.organs(tx, [organId]);
    return organ?.kind === 'discipline';
  }
}
