import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls, type Acted } from '@sunshine/acts';
import { Commands, OnRecord } from '@sunshine/messaging';
import { Ctx, loader, shanghaiDay, signedIn, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { keepFor, sql } from '../sealing/sql.js';
import { caseError } from '../domain/case.errors.js';
import { requireNoRecusalPending } from '../domain/handling/recusal.js';
import { keepDraft, type DraftText } from '../domain/opinion/draft.js';
import { loadCase } from '../runner/case.load.js';
import { Petition } from '../petition/petition.graph.js';
import { SaveOpinionDraftInput } from './opinion.inputs.js';

/** A draft with who saved it last. */
interface KeptDraft extends DraftText {
  readonly petitionId: string;
  readonly version: string;
  readonly savedBy: string;
  readonly savedAt: Date;
}

const former: Statement = {
  name: 'case.draft-former',
  text: 'select version, saved_by "savedBy", saved_at "savedAt" from opinion_draft where petition_id = $1',
};
const keep: Statement = {
  name: 'case.draft-keep',
  text: `insert into opinion_draft (petition_id, version, facts, evidence, answers, execute_by, performer_id, saved_by, saved_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (petition_id) do update set version = excluded.version, facts = excluded.facts, evidence = excluded.evidence,
      answers = excluded.answers, execute_by = excluded.execute_by, performer_id = excluded.performer_id,
      saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
};
const draftsOf: Statement = {
  name: 'case.drafts',
  text: `select petition_id "petitionId", version, facts, evidence, answers, execute_by "executeBy", performer_id "performerId",
    saved_by "savedBy", saved_at "savedAt" from opinion_draft where petition_id = any($1::uuid[])`,
};

const DRAFTS = Symbol('drafts of opinions');

/**
 * The text of an opinion before it goes to the checker, for officers who may draft it. Saving is no step of the course: it changes no
 * version of the petition and writes neither a line of the course nor an event. The audit gets one line per person and day, not one per
 * pause in typing.
 */
@Resolver()
export class OpinionDrafts {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
  ) {}

  /**
   * The version is the `requestId` that saved it, so a client that lost the response can recognise its own save.
   * @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND, ACT_NOT_YOURS, ORGAN_CLOSED, ORGAN_NOT_FOUND, CASE_NOT_OPEN_YET, OFFICER_RECUSAL_PENDING,
   * and what `keepDraft` refuses
   */
  @Mutation(() => Petition, { description: 'Keeps what is typed of an opinion, for the officers who may draft it' })
  saveOpinionDraft(@Ctx() ctx: RequestContext, @Input() input: SaveOpinionDraftInput): Promise<Acted> {
    const personId = signedIn(ctx);
    const { petitionId, performerOrganId } = input;
    if (ctx.kind !== 'person' || !isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    // The graph writes outcomes of input in upper case (contract), the law's strings are lower case.
    const answers = input.answers.map((answer) => ({ ...answer, outcome: answer.outcome?.toLowerCase() ?? null }));
    return this.commands.run(ctx, 'saveOpinionDraft', withoutNulls(input), async (tx) => {
      await this.access.require(tx, ctx, 'saveOpinionDraft', petitionId);
      const found = await loadCase(tx, petitionId, null, performerOrganId);
      if (!found?.opened) throw caseError('CASE_NOT_OPEN_YET');
      requireNoRecusalPending(found.state, personId);
      if (performerOrganId !== null) found.organ(performerOrganId);
      const [before] = await sql<Pick<KeptDraft, 'version' | 'savedBy' | 'savedAt'>>(tx, former, [petitionId]);
      const draft = keepDraft(found.state, before?.version ?? null, { ...input, answers });
      const kept = await keepFor(tx, found.state);
      await sql(tx, keep, [
        petitionId,
        input.requestId ?? uuid(),
        kept(draft.facts),
        kept(draft.evidence),
        JSON.stringify(kept(draft.answers)),
        draft.executeBy,
        draft.performerId,
        personId,
        ctx.at,
      ]);
      const saved = { id: petitionId };
      return before?.savedBy === personId && shanghaiDay(before.savedAt) === ctx.on ? new OnRecord(saved) : saved;
    });
  }

  /** For whoever may draft the opinion; null for others, and where nothing is kept. */
  of(ctx: RequestContext, petitionId: string): Promise<KeptDraft | null> {
    return loader<string, KeptDraft>(ctx, DRAFTS, async (ids) => {
      const [rows, rights] = await Promise.all([sql<KeptDraft>(this.db.manager, draftsOf, [ids]), this.access.rights(this.db, ctx, ids)]);
      const readable = rows.filter((row) => rights.get(row.petitionId)?.('saveOpinionDraft'));
      return ids.map((id) => readable.find((row) => row.petitionId === id) ?? null);
    }).load(petitionId);
  }
}
