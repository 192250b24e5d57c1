import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Clocks, Law } from '@sunshine/clocks';
import type { Act, DataOf, Envelope, PetitionRegistered } from '@sunshine/events';
import type { BusContext, Emit } from '@sunshine/messaging';
import { together } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { waitingCases } from '../runner/case.load.js';
import { insertCase, notePapers, openedCase } from '../runner/case.save.js';
import { carrying } from '@sunshine/acts';
import { courseOf } from '../runner/case.runner.js';
import { openCase, registered } from '../domain/opening.js';
import { registrationPapers } from '../domain/papers/desk-papers.js';
import type { PetitionState } from '../domain/petition.js';

type Registered = DataOf<typeof PetitionRegistered>;

/** Opens the case of each registered petition, at once or as soon as the law of its first duty has arrived. */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly access: Access,
    private readonly clocks: Clocks,
    private readonly law: Law,
  ) {
    law.onPublished(({ tx, emit, act }) => this.openWaiting(tx, emit, act));
  }

  async register({ tx, emit, act, last }: BusContext, { data }: Envelope<Registered>): Promise<void> {
    const state = registered(data);
    last(insertCase(tx, state));
    for (const written of await this.openIfLawKnown(tx, emit, act, state)) last(written);
  }

  /** Petitions that waited for a pack or calendar which has now come. */
  async openWaiting(tx: EntityManager, emit: Emit, act: Act): Promise<void> {
    for (const state of await waitingCases(tx)) await together(...(await this.openIfLawKnown(tx, emit, act, state)));
  }

  private async openIfLawKnown(tx: EntityManager, emit: Emit, act: Act, state: PetitionState): Promise<Promise<unknown>[]> {
    return (await this.law.holds(tx, state.division, state.receivedOn)) ? this.open(tx, emit, act, state) : [];
  }

  /** @returns statements on their way that nothing else depends on */
  private async open(tx: EntityManager, emit: Emit, act: Act, state: PetitionState): Promise<Promise<unknown>[]> {
    const { id: petitionId, organId, organKind, receivedOn } = state;
    const pack = await this.law.packFor(tx, state.division, receivedOn);
    const { events, clocks, line } = openCase(state, pack);
    const organ = await this.access.recentOrgan(tx, organId);
    const papers = organ ? registrationPapers(state, pack, organ, [uuid(), uuid()]) : [];
    const { changes, write } = await this.clocks.plan(tx, act, state.division, clocks, []);
    const { at, recordedAt, actor } = act;
    emit(petitionId, ...carrying(events, changes, courseOf(state)));
    // A bureau only passes on: the matter is in nobody's charge until it is routed.
    const given = organKind !== 'petition_bureau';
    if (given) await this.access.setRelation(tx, emit, { petitionId, subject: organId, relation: 'in_charge' });
    const opened = openedCase(tx, state, {
      ...line,
      on: receivedOn,
      at,
      recordedAt,
      actorKind: actor.kind,
      actorId: actor.id,
      organId,
      role: null,
      actor: '',
    });
    const written = [write(), opened, ...(papers.length > 0 ? [notePapers(tx, state, papers)] : [])];
    if (state.kind !== 'REPORT') return written;
    await together(...written); // its words are sealed before they are sent
    return [];
  }
}
