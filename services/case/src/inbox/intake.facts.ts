import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Clocks, Law } from '@sunshine/clocks';
import {
  ClocksMoved,
  Exit,
  MemberCodeIssued,
  MemberLeft,
  PetitionClassified,
  PetitionCorrected,
  PetitionSupplemented,
  PetitionersCompared,
  QueryCodeReissued,
  SplitPrepared,
  SuccessionRecorded,
  SupplementAsked,
  type ClockChange,
  type DataOf,
  type Envelope,
  type PetitionKind,
} from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { calendarFor, packInForce, type Day } from '@sunshine/procedure';
import { v7 as uuid } from 'uuid';
import { DocumentNumbers, carrying, freeing } from '@sunshine/acts';
import { courseOf, PETITIONER } from '../runner/case.runner.js';
import { findOrgan, loadCase, type Loaded } from '../runner/case.load.js';
import { noteHistory, noteRecord, saveCase, type HistoryRow } from '../runner/case.save.js';
import { proposedByDesk } from '../domain/exits/exits.js';
import { correctReceipt, lineOf, noticeOfKind, reclassify } from '../domain/intake-facts.js';
import { petitionersCompared } from '../domain/groups/refiling.js';
import type { Departure } from '../domain/groups/members.records.js';
import type { ActLaw, Paper, PetitionState } from '../domain/petition.js';
import { codeReissue, successionNotice, supplementRequest, type DeskPaper } from '../domain/papers/desk-papers.js';
import { documentNumber } from '../domain/papers/papers.js';
import { papersCame } from '../domain/reviewing/answering.js';
import { succeeded } from '../domain/succession.js';
import { ownMoves } from '../domain/own-dates.js';
import { newRecord, withRecord, type CaseRecord } from '../domain/records.js';
import { supplementAsked, supplementsCame } from '../domain/supplement.js';

/** Enters what the desk of intake did in the course of the petition; a corrected day of receipt moves the first clock. */
@Controller()
export class IntakeFacts {
  constructor(
    private readonly clocks: Clocks,
    private readonly law: Law,
    private readonly numbers: DocumentNumbers,
  ) {}

  @EventPattern<string[]>([
    'PetitionSupplemented',
    'SupplementAsked',
    'PetitionCorrected',
    'PetitionClassified',
    'InterviewRecorded',
    'MandateRecorded',
    'MandateEnded',
    'QueryCodeReissued',
    'CodeSlipGiven',
    'MemberCodeIssued',
    'JointConsentRecorded',
    'MemberLeft',
    'SuccessionRecorded',
    'SameLetterLinked',
    'GuidanceSlipIssued',
    'UrgentMatterReported',
    'PublicationProposed',
    'OpinionPublished',
    'PublicationTakenDown',
    'PublicationAnswered',
  ])
  async followed(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    const fact = lineOf(envelope);
    if (!fact) return;
    const { on, occurredAt: at, recordedAt, actor } = envelope;
    const found = await loadCase(bus.tx, envelope.key, null);
    if (!found) return;
    // Events of mandates name no organ: the organ that registered the matter keeps them.
    const byPass = actor.kind === 'tracker';
    const organId = byPass ? null : (fact.organId ?? found.state.registeringOrganId);
    const by = { actorKind: actor.kind, actorId: actor.id, organId, role: null, actor: byPass ? PETITIONER : '' };
    const row: HistoryRow = { ...fact.line, on, at, recordedAt, ...by };
    if (PetitionCorrected.is(envelope) && envelope.data.receivedOn !== null) {
      await this.correct(bus, found.state, found.opened, envelope.data.receivedOn, row);
    } else if (PetitionClassified.is(envelope)) {
      const { kind, proposedExit, organId } = envelope.data;
      // Case cannot decide an exit that only a newer desk knows: it stands in the line, but nothing is proposed.
      const exit = Exit.safeParse(proposedExit).data ?? null;
      await this.classify(bus, found.state, found.opened, { kind, exit, organId }, row);
    } else if (SuccessionRecorded.is(envelope)) await this.succeeded(bus, envelope, found.state, row);
    else await this.noted(bus, envelope, found.state, found.state, row);
    if (PetitionSupplemented.is(envelope)) await this.supplemented(bus, found, envelope.data.receivedOn);
    if (SupplementAsked.is(envelope)) await this.recorded(bus, found, [supplementAsked(envelope.data, uuid(), on)], on);
    if (MemberLeft.is(envelope)) {
      const { petitionerId, way, leftOn } = envelope.data;
      await this.left(bus, found.state, leftOn, { petitionerId, way });
    }
  }

  /** The line of the course, and the paper that the act issues to the petitioner under the next number of its organ. */
  private async noted({ tx }: BusContext, event: Envelope, former: PetitionState, state: PetitionState, row: HistoryRow): Promise<void> {
    const draft = draftOf(event);
    const organ = draft && row.organId !== null ? await findOrgan(tx, state.id, row.organId) : null;
    const held = draft && organ && (await this.law.holds(tx, state.division, row.on));
    const pack = held ? await this.law.packFor(tx, state.division, row.on) : null;
    const save = (papers: Paper[]) => saveCase(tx, former, { state, events: [], clocks: [], papers, relations: [], line: row }, row);
    if (!draft || !organ || !pack?.documents[draft.kind]) return former === state ? noteHistory(tx, state, row) : save([]);
    const documentId = uuid();
    const written = async (): Promise<void> => {
      const running = await this.numbers.take(organ.id, draft.kind, row.on, documentId);
      await save(draft.issue({ state, pack, organ, on: row.on, ids: { documentId, number: documentNumber(organ, row.on, running) } }));
    };
    // The event is read again; its number goes to the paper that is written then.
    await freeing(this.numbers, documentId, written());
  }

  /** Who carries on is a petitioner from now on; of a merged petition of its lead as well, where services are counted. */
  private async succeeded(
    bus: BusContext,
    event: Envelope<DataOf<typeof SuccessionRecorded>>,
    former: PetitionState,
    row: HistoryRow,
  ): Promise<void> {
    const after = (state: PetitionState) => succeeded(state, event.data, { recordId: uuid(), on: event.on });
    await this.noted(bus, event, former, after(former), row);
    const lead = former.mergedInto === null ? null : await loadCase(bus.tx, former.mergedInto, null);
    if (!lead) return;
    await saveCase(bus.tx, lead.state, { state: after(lead.state), events: [], clocks: [], papers: [], relations: [], line: row }, row);
  }

  /** Papers that the desk or a reviewer has asked for; of a merged petition the request for review stands on its lead. */
  private async supplemented(bus: BusContext, found: Loaded, receivedOn: Day): Promise<void> {
    const { state } = found;
    await this.recorded(bus, found, supplementsCame(state, receivedOn), receivedOn);
    const lead = state.mergedInto === null ? found : await loadCase(bus.tx, state.mergedInto, null);
    if (lead) await this.recorded(bus, lead, papersCame(lead.state, receivedOn), receivedOn);
  }

  /** Records that a fact of the desk leaves or changes, with what follows from them for the dates that organs owe. */
  private async recorded({ tx, emit, act }: BusContext, { state, opened }: Loaded, records: readonly CaseRecord[], on: Day): Promise<void> {
    for (const record of records) await noteRecord(tx, state, record);
    const after = { ...state, records: records.reduce(withRecord, state.records) };
    const due = ownMoves(state, after, on);
    if (due.length === 0 || !opened) return;
    const { packOn } = await this.lawOf(tx, state.division);
    const moves = due.filter((move) => move.do !== 'start' || move.term in packOn(move.startedOn).terms);
    const changes = moves.length > 0 ? await this.clocks.apply(tx, act, state.division, moves, await this.clocks.of(tx, state.id)) : [];
    if (changes.length > 0) emit(state.id, ...carrying([ClocksMoved.create({ petitionId: state.id, reason: 'own_dates' })], changes, null));
  }

  /** A merged petition's service is counted on its lead, so the departure is recorded there too. */
  private async left({ tx }: BusContext, { id, kind, mergedInto }: PetitionState, on: Day, data: Departure): Promise<void> {
    for (const petitionId of mergedInto === null ? [id] : [id, mergedInto])
      await noteRecord(tx, { id: petitionId, kind }, newRecord({ id: uuid(), kind: 'departure', state: 'left', on, data }));
  }

  /** Whose matters a person has compared, by the desk, which alone knows identities. */
  @EventPattern<string>('PetitionersCompared')
  async petitionersCompared(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    if (!PetitionersCompared.is(envelope)) return;
    const found = await loadCase(tx, envelope.data.petitionId, null);
    const record = found && petitionersCompared(found.state, envelope.data);
    if (found && record) await noteRecord(tx, found.state, record);
  }

  /** The desk has prepared a split; case decides on it. */
  @EventPattern<string>('SplitPrepared')
  async splitPrepared(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    if (!SplitPrepared.is(envelope)) return;
    const { petitionId, splitId, organId, kinds } = envelope.data;
    const found = await loadCase(tx, petitionId, null);
    if (!found) return;
    const data = { kinds, reason: null };
    await noteRecord(tx, found.state, newRecord({ id: splitId, kind: 'split', state: 'prepared', on: envelope.on, organId, data }));
  }

  private async correct(
    { tx, emit, act }: BusContext,
    former: PetitionState,
    opened: boolean,
    receivedOn: Day,
    row: HistoryRow,
  ): Promise<void> {
    // Not opened yet, or no law for that day: no clock runs, and the opening will use the corrected day.
    const counts = opened && (await this.law.holds(tx, former.division, receivedOn));
    const clocks = counts ? await this.clocks.of(tx, former.id) : [];
    const law = await this.lawOf(tx, former.division);
    const { state, events, clocks: moves } = correctReceipt({ state: former, clocks, law }, receivedOn);
    const changes: ClockChange[] = moves.length > 0 ? await this.clocks.apply(tx, act, former.division, moves, clocks) : [];
    await saveCase(tx, former, { state, events, clocks: moves, papers: [], relations: [], line: row }, row);
    if (changes.length > 0) emit(former.id, ...carrying(events, changes, null));
  }

  private async lawOf(tx: BusContext['tx'], division: string): Promise<Pick<ActLaw, 'packOn' | 'calendar'>> {
    const { packs, calendars } = await this.law.active(tx);
    return {
      packOn: (day: Day) => packInForce(packs, division, day),
      get calendar() {
        return calendarFor(calendars, division);
      },
    };
  }

  private async classify(
    { tx, emit, act }: BusContext,
    former: PetitionState,
    opened: boolean,
    { kind, exit, organId }: { kind: PetitionKind; exit: Exit | null; organId: string },
    row: HistoryRow,
  ): Promise<void> {
    const moved = reclassify(former, kind);
    const kept = moved?.state ?? former;
    const state = exit === null ? kept : proposedByDesk(kept, { recordId: uuid(), exit, on: row.on, organId, byPersonId: row.actorId });
    if (state === former) return noteHistory(tx, former, row);
    const events = moved?.events ?? [];
    // No law for that day: no clock runs, as for a corrected day of receipt.
    const counts = moved !== null && opened && (await this.law.holds(tx, former.division, former.receivedOn));
    const clocks = counts ? await this.clocks.of(tx, former.id) : [];
    const moves = counts ? noticeOfKind({ state, clocks, law: await this.lawOf(tx, former.division) }, former.kind, row.on) : [];
    const changes: ClockChange[] = moves.length > 0 ? await this.clocks.apply(tx, act, former.division, moves, clocks) : [];
    await saveCase(tx, former, { state, events, clocks: moves, papers: [], relations: [], line: row }, row);
    if (moved) emit(former.id, ...carrying(events, changes, state.stage === former.stage ? null : courseOf(state)));
  }
}

interface DraftOfDesk {
  readonly kind: string;
  issue(paper: DeskPaper): Paper[];
}

/** The paper that a fact of the desk issues; null where it issues none. */
function draftOf(event: Envelope): DraftOfDesk | null {
  if (SupplementAsked.is(event)) {
    const { answerBy } = event.data;
    return { kind: 'SUPPLEMENT_REQUEST', issue: (paper) => supplementRequest(paper, answerBy) };
  }
  if (QueryCodeReissued.is(event)) {
    const { identityCheck = null } = event.data;
    return { kind: 'CODE_REISSUE', issue: (paper) => codeReissue(paper, { petitionerId: null, identityCheck }) };
  }
  if (MemberCodeIssued.is(event)) {
    const { petitionerId, identityCheck = null } = event.data;
    return { kind: 'CODE_REISSUE', issue: (paper) => codeReissue(paper, { petitionerId, identityCheck }) };
  }
  if (SuccessionRecorded.is(event) && event.data.successorIds.length > 0) {
    return { kind: 'SUCCESSION_NOTICE', issue: (paper) => successionNotice(paper, event.data) };
  }
  return null;
}
