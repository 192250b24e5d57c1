import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { accessError, type Grant } from '@sunshine/access';
import { Commands } from '@sunshine/messaging';
import { Ctx, sql, type RequestContext } from '@sunshine/platform';
import { KeyStore, seal } from '@sunshine/sealing';
import { v7 as uuid } from 'uuid';
import type { DeskAct } from '../domain/desk-petition.js';
import { decideAside, proposeAside } from '../domain/pending/pending.js';
import { pendingError } from '../domain/pending/pending.errors.js';
import { mask } from '../domain/registration/identity.js';
import { isPetitionNumber } from '../domain/registration/registration.js';
import type { Respondent } from '../register/petition.graph.js';
import { placeOf } from '../sealing/place.js';
import { PendingContent, PendingFiling, type PendingFile } from './pending.graph.js';
import { ConfirmFilingAsideInput, PendingFilingInput, SetFilingAsideInput } from './pending.inputs.js';
import { PendingReads, type Listed } from './pending.reads.js';
import { decideAsideRow, filesOfPending, insertAside, petitionNumbered } from './pending.rows.js';
import { PendingStore } from './pending.store.js';

const PURPOSE = '登记前核对';

/** What a registrar does with a filing that waits, besides registering it: opens it and sets it aside. */
@Resolver()
export class PendingActs {
  constructor(
    private readonly commands: Commands,
    private readonly store: PendingStore,
    private readonly keys: KeyStore,
    private readonly reads: PendingReads,
  ) {}

  /**
   * The content of a filing; recorded in the audit before anything is shown. A person who may not register it sees only filings that wait
   * for a confirmation.
   * @throws the codes of `PendingStore.require`, PENDING_FILING_REGISTERED, IDENTITY_DESTROYED
   */
  @Mutation(() => PendingContent, { description: 'Shows what a filing says; recorded in the audit first' })
  async openPendingFiling(@Args('input') { filingId }: PendingFilingInput, @Ctx() ctx: RequestContext): Promise<PendingContent> {
    // Read again for each request, so that the stored answer contains nothing of it.
    const looked = await this.commands.run(ctx, 'openPendingFiling', { requestId: null }, async (tx, _emit, note) => {
      const { pending, row, grant } = await this.store.require(tx, ctx, 'openPendingFiling', filingId);
      if (grant.role !== 'REGISTRAR' && !pending.proposal) throw accessError('ACT_NOT_YOURS');
      const { sealed } = row;
      if (sealed === null) throw pendingError('PENDING_FILING_REGISTERED', { details: { number: row.number ?? '' } });
      note({ subject: row.id, part: 'filing', purpose: PURPOSE });
      const files = await sql<PendingFile>(tx, filesOfPending, [row.id]);
      return { id: row.id, sealed, files, note: pending.proposal?.note ?? null };
    });
    const filing = await this.store.filing(looked);
    const masked = (filing.petitioners ?? []).map(({ name = null, phone = null }) => mask({ name: name || null, phone: phone || null }));
    return {
      id: looked.id,
      summary: filing.summary,
      text: filing.text,
      requests: filing.requests.map(({ text }) => text),
      petitioners: masked,
      anonymous: filing.anonymous ?? false,
      peopleCount: filing.peopleCount ?? null,
      respondent: (filing.respondent ?? []).map(partyOf),
      accused: (filing.accused ?? []).map(partyOf),
      urgentReason: filing.urgentEvent?.reason ?? null,
      previousNumber: filing.previousNumber ?? null,
      files: looked.files,
      asideNote: looked.note,
    };
  }

  /** @throws the codes of `PendingStore.require` and `proposeAside`, ASIDE_NUMBER_UNKNOWN */
  @Mutation(() => PendingFiling, { description: 'Proposes not to register the filing; another person must confirm' })
  async setFilingAside(@Args('input') input: SetFilingAsideInput, @Ctx() ctx: RequestContext): Promise<Listed> {
    const filingId = await this.commands.run(ctx, 'setFilingAside', input, async (tx, _emit, note) => {
      const { pending, row, grant } = await this.store.require(tx, ctx, 'setFilingAside', input.filingId);
      const act = actOf(ctx, grant);
      const { id, reason, ofNumber, note: why, by } = proposeAside(pending, input, act, uuid());
      if (ofNumber !== null && !(isPetitionNumber(ofNumber) && (await sql(tx, petitionNumbered, [ofNumber])).length > 0))
        throw pendingError('ASIDE_NUMBER_UNKNOWN', { details: { number: ofNumber } });
      const sealed = seal(await this.keys.open(row.id), placeOf(id, 'note'), why);
      await sql(tx, insertAside, [id, row.id, reason, ofNumber, sealed, by, act.on, act.at]);
      note({ subject: row.id, part: reason });
      return row.id;
    });
    return this.reads.get(ctx, filingId);
  }

  /** @throws the codes of `PendingStore.require` and `decideAside` */
  @Mutation(() => PendingFiling, { description: 'Confirms or rejects the proposal; by another person than the proposer' })
  async confirmFilingAside(@Args('input') input: ConfirmFilingAsideInput, @Ctx() ctx: RequestContext): Promise<Listed> {
    const filingId = await this.commands.run(ctx, 'confirmFilingAside', input, async (tx, _emit, note) => {
      const { pending, row, grant } = await this.store.require(tx, ctx, 'confirmFilingAside', input.filingId);
      const { state, proposal } = decideAside(pending, input.accepted, actOf(ctx, grant));
      await sql(tx, decideAsideRow, [proposal.id, row.id, state === 'set_aside' ? 'confirmed' : 'declined', ctx.on, grant.personId]);
      note({ subject: row.id, part: state === 'set_aside' ? 'confirmed' : 'declined' });
      return row.id;
    });
    return this.reads.get(ctx, filingId);
  }
}

function actOf({ actor, at, on, recordedAt, correlationId }: RequestContext, { organId, personId }: Grant & { personId: string }): DeskAct {
  return { actor, at, on, recordedAt, correlationId, personId, organId };
}

const partyOf = ({ organId, text }: { readonly organId?: string | null; readonly text?: string | null }): Respondent => ({
  organ: organId ? { id: organId } : null,
  text: text ?? null,
});
