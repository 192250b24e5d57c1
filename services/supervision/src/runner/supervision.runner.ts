import { Injectable } from '@nestjs/common';
import { accessError, type Facts, type Grant } from '@sunshine/access';
import {
  ActGround,
  ActRunner,
  DocumentNumbers,
  type Acted,
  type ActRequest,
  type ActRow,
  type PetitionerAct,
  type Written,
} from '@sunshine/acts';
import type { Act } from '@sunshine/events';
import type { EntityManager } from 'typeorm';
import { ruleOf, type ActName } from '../domain/acts.js';
import type { Decision, MatterState, OrganOfPaper, SupervisionAct } from '../domain/matter.js';
import { paperNumber, type Series } from '../domain/numbering.js';
import { loadMatter, saveRecord } from './record.rows.js';

interface Loaded {
  readonly state: MatterState;
  readonly facts: Facts | null;
  /** Organs in which the officer has a role. */
  readonly organs: readonly OrganOfPaper[];
}

/** What an act of supervision answers; the graph reads the rest of the record by its id. */
export interface RecordActed extends Acted {
  readonly recordId: string;
}

/** Runs the acts of supervision on a petition. */
@Injectable()
export class SupervisionRunner extends ActRunner<ActName, Loaded, SupervisionAct, Decision> {
  constructor(
    ground: ActGround,
    private readonly register: DocumentNumbers,
  ) {
    super(ground);
  }

  protected override readonly numbers = {
    blank: ({ organ, on }: SupervisionAct) => paperNumber(organ, 'REMINDER', on, 0),
    take: async ({ organ, on }: SupervisionAct, kind: string, documentId: string) =>
      paperNumber(organ, kind as Series, on, await this.register.take(organ.id, kind, on, documentId)),
    release: (documentId: string) => this.register.release(documentId),
  };

  protected override rowOf(act: ActName): ActRow {
    return ruleOf(act);
  }

  protected async load(tx: EntityManager, petitionId: string, personId: string | null): Promise<Loaded | null> {
    const row = await loadMatter(tx, petitionId, personId);
    if (!row) return null;
    const { facts, organs, ...state } = row;
    return { state, facts, organs };
  }

  /** @throws PETITION_NOT_FOUND */
  protected admit(found: Loaded | null): Loaded {
    if (!found) throw accessError('PETITION_NOT_FOUND');
    return found;
  }

  /** A telephone call or a paper may be entered on a later day; an answer never before what it answers. */
  protected dates() {
    return { notBefore: null, paperChannel: true };
  }

  /** @throws ORGAN_NOT_FOUND */
  protected actOf(
    act: Act & { readonly personId: string },
    { organs }: Loaded,
    { organId, role }: Grant,
    _input: ActRequest,
  ): SupervisionAct {
    const organ = organs.find(({ id }) => id === organId);
    if (!organ) throw accessError('ORGAN_NOT_FOUND');
    return { ...act, organ, role };
  }

  protected override answerOf({ records: [record] }: Decision, id: string): RecordActed {
    return { id, recordId: record.id };
  }

  protected async save(tx: EntityManager, { found, decision }: Written<Loaded, SupervisionAct | PetitionerAct, Decision>): Promise<void> {
    await Promise.all(decision.records.map((record) => saveRecord(tx, found.state.id, record)));
  }
}
