import { Injectable } from '@nestjs/common';
import { clampFirst, decodeCursor, pageOf, Time, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { PartnerReads } from '../partners/partners.reads.js';
import type { PartnerQuestion, PartnerQuestionFilter } from './same-matter.graph.js';
import { QUESTION, type QuestionRow } from './same-matter.rows.js';

const Cursor = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);
/** Signs of an officer's name that are shown: enough to tell one from another. */
const OFFICER_SHOWN = 12;

/** Questions to partners and from them, for who operates the exchange. */
@Injectable()
export class SameMatterReads {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly partners: PartnerReads,
  ) {}

  /** Newest first. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED */
  async questions(
    ctx: RequestContext,
    filter: PartnerQuestionFilter | null,
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<PartnerQuestion>> {
    await this.partners.mayRead(ctx);
    const limit = clampFirst(first);
    const [at, id] = after ? decodeCursor(after, Cursor) : [null, null];
    const { node = null, direction = null, samples = null } = filter ?? {};
    const rows = (await this.db.query(
      `select ${QUESTION} from same_matter_question where ($1::text is null or partner = $1) and ($2::text is null or direction = $2)
        and ($3::text[] is null or sample = any($3)) and ($4::timestamptz is null or (date_trunc('milliseconds', at), id) < ($4, $5::uuid))
        order by at desc, id desc limit ${limit + 1}`,
      [node, direction, samples, at, id],
    )) as QuestionRow[];
    return pageOf(
      rows.map((row) => this.shown(row)),
      limit,
      (one) => [one.at.toISOString(), one.id],
      Boolean(after),
    );
  }

  /** Null for an unknown one. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async question(ctx: RequestContext, direction: QuestionRow['direction'], id: string): Promise<PartnerQuestion | null> {
    await this.partners.mayRead(ctx);
    const [row] = (await this.db.query(`select ${QUESTION} from same_matter_question where direction = $1 and id = $2`, [
      direction,
      id,
    ])) as QuestionRow[];
    return row ? this.shown(row) : null;
  }

  private shown({ partner: node, officer, drawnAt: _drawnAt, ...row }: QuestionRow): PartnerQuestion {
    const late = row.sample === 'drawn' && row.reasonBy !== null && row.reasonBy < this.time.today();
    return { ...row, node, officer: officer.slice(0, OFFICER_SHOWN), late };
  }
}
