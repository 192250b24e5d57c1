import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import { placed } from '@sunshine/errors';
import { divisionsAbove, type Channel } from '@sunshine/events';
import { Commands, type Emit } from '@sunshine/messaging';
import { Ctx, Space, actOn, signedIn, sql, type RequestContext } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { lockArrived, takeArrived } from '../arrived/arrived.rows.js';
import { checkArrived } from '../domain/registration/arrived.js';
import { filesOfForm } from '../domain/files/files.js';
import { PetitionFiles, type OfferedFiles } from '../files/petition-files.js';
import { receiverOf, type KnownOrgan } from '../domain/registration/receiver.js';
import { registrationError } from '../domain/registration/registration.errors.js';
import { accusedIdsOf, accusingWords } from '../domain/registration/parties.js';
import {
  citizenChannel,
  judgeFiling,
  lookUpsOf,
  register,
  staffChannel,
  type Filing,
  type FilingFacts,
  type JudgedFiling,
  type LookUps,
} from '../domain/registration/registration.js';
import { Numbers } from './numbers.js';
import { requireRegistrable } from '../domain/pending/pending.js';
import { FilingRate } from '../pending/filing-rate.js';
import { RegisteredFiling } from '../pending/pending.graph.js';
import { PendingFilingInput } from '../pending/pending.inputs.js';
import { PendingStore } from '../pending/pending.store.js';
import { visitEvents, visitKey } from '../domain/visits/visit.js';
import { noted } from '../visits/moments.js';
import { knownVisit } from '../visits/visit.rows.js';
import { reportOnTheSpot, type PartOfLetter } from '../domain/split/split.js';
import { PetitionWriter } from './petition-writer.js';
import { SplitStore } from '../split/split.store.js';
import { QueryCodes } from '../tracking/query-codes.js';
import { RegisteredPetition } from './registration.graph.js';
import { RegisterPetitionInput, SubmitPetitionInput } from './registration.inputs.js';
import { organsOfFiling, petitionOfNumber } from './registration.rows.js';

/** Channels whose filings may be entered later, with the day of the act. */
const PAPER: ReadonlySet<Channel> = new Set<Channel>(['LETTER', 'FAX', 'VISIT', 'TRANSFER_IN']);

interface Command {
  readonly requestId?: string | null;
  readonly uploadPass?: string | null;
}

/** The stored answer of a request: number and day are null while the filing waits to be registered. It contains neither code nor secret: they are derived again. */
interface Stored {
  readonly petitionId: string;
  readonly number: string | null;
  readonly registeredOn: string | null;
  readonly receivedOn: string;
  readonly codeKeyId: string;
  readonly report?: Stored | null;
}

interface Arrival {
  readonly at: string | null;
  /** Organ of the desk; null for a citizen's own filing. */
  readonly deskId: string | null;
  readonly report?: Omit<PartOfLetter, 'kind'> | null;
  /** The filing belongs to a flood and waits until a registrar has looked at it. */
  readonly waits?: boolean;
}

/** Registers filings at the desk, by import, from citizens, and those of a flood that waited. */
@Resolver()
export class RegistrationActs {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly law: Law,
    private readonly numbers: Numbers,
    private readonly writer: PetitionWriter,
    private readonly codes: QueryCodes,
    private readonly files: PetitionFiles,
    private readonly splits: SplitStore,
    private readonly rate: FilingRate,
    private readonly waiting: PendingStore,
    private readonly space: Space,
  ) {}

  /**
   * Registers at the desk of an organ, or by import. `on` is the day of registration; the day of receipt starts the terms.
   * @throws ACT_NOT_YOURS, CHANNEL_IMPORT_NOT_YOURS, CHANNEL_NOT_FOR_IMPORT, DAY_IN_FUTURE, DAY_NOT_YOURS_TO_SET, codes of registration.errors.ts
   */
  @Mutation(() => RegisteredPetition)
  async registerPetition(
    @Args('input', { type: () => RegisterPetitionInput }) filing: RegisterPetitionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RegisteredPetition> {
    lookUpsOf(filing, filing.organId ?? null);
    const grant = await this.access.requireNode(this.db, ctx, 'registerPetition', filing.organId);
    const migrator = grant.role === 'MIGRATOR';
    const channel = staffChannel(filing.channel, migrator);
    const acting = actOn(ctx, filing.on, { migrator, paperChannel: PAPER.has(channel) });
    const noteable: Filing = { ...filing, visit: filing.visit ? noted(filing.visit) : null };
    return this.run(acting, 'registerPetition', filing, noteable, {
      at: grant.organId,
      deskId: grant.organId,
      report: filing.split?.report ?? null,
    });
  }

  /**
   * Registers a citizen's filing without an account. It is received today (Asia/Shanghai) by the organ addressed, by default the bureau
   * of the division. A filing above the rate of its address or of the node is received too, but waits until a registrar has looked at it
   * (ADR 0041); a filing by a signed-in person never waits.
   * @throws CHANNEL_NOT_FOR_CITIZENS, codes of registration.errors.ts
   */
  @Mutation(() => RegisteredPetition, { description: 'No account needed' })
  async submitPetition(
    @Args('input', { type: () => SubmitPetitionInput }) filing: SubmitPetitionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RegisteredPetition> {
    const received: Filing = { ...filing, channel: citizenChannel(filing.channel), receivedOn: ctx.on };
    const at = filing.organId ?? null;
    lookUpsOf(received, at);
    // Count before the transaction, which holds a connection. Refused and repeated filings count too, but are never refused for it.
    const waits = ctx.personId === null && !(await this.rate.allows(ctx.address, filing.anonymous ?? false));
    return this.run(ctx, 'submitPetition', filing, received, { at, deskId: null, waits });
  }

  /**
   * Registers a waiting filing unchanged: with its own day of receipt and the query code that its filer has.
   * @throws the codes of `PendingStore.require`, PENDING_FILING_REGISTERED, codes of registration.errors.ts for facts that have changed since
   */
  @Mutation(() => RegisteredFiling, { description: 'Registers the filing unchanged, with its own day of receipt' })
  async registerPendingFiling(@Args('input') input: PendingFilingInput, @Ctx() ctx: RequestContext): Promise<RegisteredFiling> {
    const { petitionId, number, registeredOn, receivedOn } = await this.commands.run<Stored>(
      ctx,
      'registerPendingFiling',
      input,
      async (tx, emit) => {
        const { pending, row, grant } = await this.waiting.require(tx, ctx, 'registerPendingFiling', input.filingId);
        requireRegistrable(pending);
        const filing = await this.waiting.filing({ id: row.id, sealed: row.sealed ?? '' });
        const facts = await this.factsOf(tx, ctx, filing, lookUpsOf(filing, row.organId), {
          at: row.organId,
          previousId: null,
          deskId: null,
        });
        // What is wrong stands in the filing, and not in what its registrar sends.
        const judged = placed(
          () => null,
          () => judgeFiling(filing, { ...facts, petitionId: row.id }, ctx),
        );
        await this.waiting.end(tx, row, ctx.on, grant.personId);
        return this.write(tx, emit, ctx, judged, null, row);
      },
    );
    return { filingId: petitionId, petitionId, number: number ?? '', registeredOn: registeredOn ?? '', receivedOn };
  }

  private async run(
    ctx: RequestContext,
    name: string,
    input: Command,
    filing: Filing,
    { at, deskId, report = null, waits = false }: Arrival,
  ): Promise<RegisteredPetition> {
    const lookUps = lookUpsOf(filing, at);
    const second = report && reportOnTheSpot(filing, report, null);
    const organIds = [...lookUps.organIds, ...(second ? lookUpsOf(second, at).organIds : [])];
    const anonymous = filing.anonymous ?? false;
    const offeredOfReport = second && (await this.files.offer(ctx, filesOfForm(second), { anonymous }));
    const offered = await this.files.offer(ctx, filesOfForm(filing), { pass: input.uploadPass, anonymous });
    const registering = this.commands.run<Stored>(ctx, name, input, async (tx, emit, note) => {
      await this.space.require();
      const previousId = deskId === null ? null : await this.previousId(tx, ctx, lookUps.previousNumber);
      const facts = await this.factsOf(tx, ctx, filing, { ...lookUps, organIds }, { at, previousId, deskId });
      const judged = judgeFiling(filing, facts, ctx);
      await this.requireArrived(tx, judged, deskId);
      await this.files.claim(tx, ctx, judged.id, offered, { organId: deskId });
      const split = report && (await this.judgeReport(tx, filing, report, judged, facts, ctx));
      if (split && offeredOfReport) await this.files.claim(tx, ctx, split.id, offeredOfReport, { organId: deskId });
      if (waits) {
        note({ subject: judged.id });
        return this.hold(tx, ctx, judged, filing, offered);
      }
      const stored = await this.write(tx, emit, ctx, judged, offered);
      if (!split || !offeredOfReport) return stored;
      const storedReport = await this.write(tx, emit, ctx, split, offeredOfReport);
      await this.keepLink(tx, ctx, judged, [judged.id, split.id]);
      return { ...stored, report: storedReport };
    });
    const stored = await registering.finally(() =>
      Promise.all([this.files.settle(offered), offeredOfReport && this.files.settle(offeredOfReport)]),
    );
    return this.told(stored);
  }

  /** @throws the codes of `checkArrived` */
  private async requireArrived(
    tx: EntityManager,
    { desk: { transferIn }, receivedOn }: JudgedFiling,
    deskId: string | null,
  ): Promise<void> {
    if (transferIn?.arrivedMessageId) checkArrived(await lockArrived(tx, transferIn.arrivedMessageId), { deskId, receivedOn });
  }

  /** Looks up the facts that the rule needs. */
  private async factsOf(
    tx: EntityManager,
    ctx: RequestContext,
    filing: Filing,
    { organIds, division, visitId }: LookUps,
    { at, previousId, deskId }: Pick<Arrival, 'at' | 'deskId'> & Pick<FilingFacts, 'previousId'>,
  ): Promise<FilingFacts> {
    const organs = await sql<KnownOrgan>(tx, organsOfFiling, [organIds, divisionsAbove(division)]);
    const { organ, named } = await this.keeperOf(tx, filing, receiverOf(filing, at, organs, ctx.on), ctx.on);
    return {
      organ,
      named,
      knownOrgans: new Set(organs.map(({ id }) => id)),
      previousId,
      representatives: filing.channel === 'VISIT' ? (await this.law.packFor(tx, division, filing.receivedOn)).representatives : [],
      deskId,
      visit: visitId && deskId ? await knownVisit(tx, visitId, deskId) : null,
      petitionId: uuid(),
      newId: uuid,
    };
  }

  /**
   * What is kept from those it accuses is received by an organ that is none of them, and that somebody can read it at.
   * @throws REPORT_HAS_NO_READER
   */
  private async keeperOf(tx: EntityManager, filing: Filing, first: KnownOrgan, on: string): Promise<Pick<FilingFacts, 'organ' | 'named'>> {
    const words = accusingWords(filing);
    if (words === null) return { organ: first, named: [] };
    const named = await this.access.organsNamedIn(tx, words);
    const accusedIds = [...accusedIdsOf(filing), ...named.filter(({ surely }) => surely).map(({ id }) => id)];
    const { id: organId } = first;
    const organ = await this.access.keeper(tx, { organId, accusedIds, division: filing.division, on, readers: true });
    if (!organ) throw registrationError('REPORT_HAS_NO_READER', { source: '信访工作条例 30 ¶3' });
    return { organ, named };
  }

  private async judgeReport(
    tx: EntityManager,

    filing: Filing,
    report: Omit<PartOfLetter, 'kind'>,
    { desk: { visitId }, receivedOn }: JudgedFiling,
    facts: FilingFacts,
    ctx: RequestContext,
  ): Promise<JudgedFiling> {
    const visit = visitId === null ? null : { id: visitId, on: receivedOn };
    const split = reportOnTheSpot(filing, report, visitId);
    const first = { ...facts.organ, division: filing.division };
    const keeper = await this.keeperOf(tx, split, first, ctx.on);
    return placed(
      (field) => field && `split.report.${field}`,
      () => judgeFiling(split, { ...facts, ...keeper, petitionId: uuid(), previousId: null, visit }, ctx),
    );
  }

  /**
   * Takes the number last, so that a refused filing or a repeated request uses up no number.
   * @param offered files that were claimed; null where they already belong to the petition
   * @param waited the row of a filing that waited
   */
  private async write(
    tx: EntityManager,
    emit: Emit,
    ctx: RequestContext,
    judged: JudgedFiling,
    offered: OfferedFiles | null,
    waited: { readonly codeKeyId: string } | null = null,
  ): Promise<Stored> {
    const { state, events } = register(judged, await this.numbers.take(judged.division, ctx.on));
    const { id: petitionId, number, registeredOn, receivedOn, desk } = state;
    emit(petitionId, ...events);
    if (desk.visit) emit(visitKey(desk.visit.id), ...visitEvents(desk.visit, null));
    const codeKeyId = await this.writer.write(tx, emit, ctx, state, waited);
    if (offered) await this.files.give(tx, state, offered);
    if (desk.transferIn?.arrivedMessageId) await takeArrived(tx, desk.transferIn.arrivedMessageId, petitionId);
    return { petitionId, number, registeredOn, receivedOn, codeKeyId };
  }

  /** Only receives the filing: no number, no event, no clock. */
  private async hold(tx: EntityManager, ctx: RequestContext, judged: JudgedFiling, filing: Filing, offered: OfferedFiles): Promise<Stored> {
    const codeKeyId = await this.waiting.add(tx, ctx, ctx.address, judged, filing, offered.named.length);
    await this.files.give(tx, judged, offered);
    return { petitionId: judged.id, number: null, registeredOn: null, receivedOn: judged.receivedOn, codeKeyId };
  }

  private told({ codeKeyId, report, ...answer }: Stored): RegisteredPetition {
    const pending = answer.number === null;
    return { ...answer, pending, ...this.codes.of(answer.petitionId, codeKeyId), report: report ? this.told(report) : null };
  }

  /** Neither petition may reveal the other: the link is sealed and opens only with a purpose. */
  private async keepLink(tx: EntityManager, ctx: RequestContext, claim: JudgedFiling, petitionIds: readonly string[]): Promise<void> {
    const row = { id: uuid(), petitionId: claim.id, organId: claim.organId, personId: signedIn(ctx), on: ctx.on, at: ctx.at };
    await this.splits.add(tx, row, petitionIds, ctx.on);
  }

  /** An earlier matter is linked where the registrar may see it; any other number is kept as the petitioner named it, and tells nothing. */
  private async previousId(tx: EntityManager, ctx: RequestContext, previousNumber: string | null): Promise<string | null> {
    if (previousNumber === null) return null;
    const [found] = await sql<{ id: string }>(tx, petitionOfNumber(this.access), [ctx.personId, previousNumber]);
    return found?.id ?? null;
  }
}
