import { Injectable } from '@nestjs/common';
import { Law } from '@sunshine/clocks';
import { Time, loader, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import { findOrgan, readCases } from '../runner/case.load.js';
import type { CaseView } from '../petition/petition.view.js';
import { reviewingOn } from '../domain/reviewing/reviewing.js';
import { opinionSoFar, type OpinionSoFar } from '../domain/opinion/opinion.js';

const petitionsOf: Statement = {
  name: 'case.petitions-of-opinions',
  text: 'select id, petition_id "petitionId" from opinion where id = any($1::uuid[])',
};

const PETITIONS = Symbol('petitions of opinions');
const DRAFTS = Symbol('opinions being written');

/** The opinion while it is being written: missing parts, and the paper as it would be issued. */
@Injectable()
export class OpinionReads {
  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /** The petition of an opinion; the right to see the opinion follows from the petition. */
  petitionOf(ctx: RequestContext, opinionId: string): Promise<string | null> {
    return loader<string, string>(ctx, PETITIONS, async (ids) => {
      const rows = await sql<{ id: string; petitionId: string }>(this.db.manager, petitionsOf, [ids.filter((id) => isUuid(id))]);
      const found = new Map(rows.map(({ id, petitionId }) => [id, petitionId]));
      return ids.map((id) => found.get(id) ?? null);
    }).load(opinionId);
  }

  /** For the organ in charge alone; null when no opinion is being written. @throws PACK_NOT_IN_FORCE */
  soFar(ctx: RequestContext, { id, inCharge }: CaseView): Promise<OpinionSoFar | null> {
    if (!inCharge) return Promise.resolve(null);
    return loader<string, OpinionSoFar>(ctx, DRAFTS, async (ids) => {
      const states = await readCases(this.db.manager, ids);
      const on = this.time.today();
      return Promise.all(
        ids.map(async (each) => {
          const state = states.get(each);
          const organ = state && (await findOrgan(this.db.manager, each, state.organId));
          if (!state || !organ) return null;
          const pack = await this.law.packFor(this.db.manager, state.division, on);
          return opinionSoFar({ state, act: { on, officer: null } }, pack, organ, reviewingOn(organ, on));
        }),
      );
    }).load(id);
  }
}
