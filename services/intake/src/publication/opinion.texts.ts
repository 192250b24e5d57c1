import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import { contentLines, idsIn, parseBody } from '@sunshine/documents';
import { sql, type Statement } from '@sunshine/platform';
import { contentHash } from '@sunshine/procedure';
import type { EntityManager } from 'typeorm';
import { publicationError } from '../domain/publication/publication.errors.js';
import type { IssuedOpinion } from '../domain/publication/publication.js';

const requestsOf: Statement = {
  name: 'intake.publication-requests',
  text: `select id, text from petition_request where petition_id = $1 or petition_id in (select petition_id from petition_course where merged_into = $1)`,
};

/** What an opinion says in words, from the body that `case` keeps and a page hands back. */
@Injectable()
export class OpinionTexts {
  constructor(
    private readonly access: Access,
    private readonly law: Law,
  ) {}

  /** The lines of the body, where it is that of the paper. @throws PUBLICATION_CONTENT_CHANGED, LAW_NOT_HELD */
  async genuine(tx: EntityManager, petitionId: string, { hash }: Pick<IssuedOpinion, 'hash'>, body: string): Promise<string> {
    if (hash === null || hashOf(body) !== hash) throw publicationError('PUBLICATION_CONTENT_CHANGED', { source: '本系统规则 公示' });
    return this.lines(tx, petitionId, body);
  }

  async lines(tx: EntityManager, petitionId: string, json: string): Promise<string> {
    const body = parseBody(json);
    const pack = body.packHash === null ? null : await this.law.pack(tx, body.packHash);
    const requests = await sql<{ id: string; text: string | null }>(tx, requestsOf, [petitionId]);
    const known = new Set(requests.map(({ id }) => id));
    const organs = await this.access.organs(
      tx,
      idsIn(body).filter((id) => !known.has(id)),
    );
    const facts = {
      petitioners: new Map(),
      requests: new Map(requests.map(({ id, text }) => [id, text])),
      organs: new Map(organs.flatMap((organ) => (organ ? [[organ.id, organ.name] as const] : []))),
      summary: null,
      contentClass: null,
      attachments: null,
    };
    return contentLines({ body: json, pack, facts });
  }
}

/** Null for what is no JSON. */
function hashOf(body: string): string | null {
  try {
    return contentHash(JSON.parse(body));
  } catch {
    return null;
  }
}
