import { Injectable } from '@nestjs/common';
import { carrying } from '@sunshine/acts';
import { Clocks } from '@sunshine/clocks';
import type { BusContext } from '@sunshine/messaging';
import type { Decision, MatterState, SupervisionRecord } from '../domain/matter.js';
import { saveRecord } from './record.rows.js';

type Brought = Pick<Decision, 'events' | 'clocks'> & { readonly records: readonly SupervisionRecord[] };

/** Writes what an event brought about, without a person: records, clocks, and what others are told. */
@Injectable()
export class ByEvents {
  constructor(private readonly clocks: Clocks) {}

  /** @param state under its lock */
  async write({ tx, act, emit }: Pick<BusContext, 'tx' | 'act' | 'emit'>, state: MatterState, decided: Brought): Promise<void> {
    const changes = await this.clocks.apply(tx, act, state.division, decided.clocks ?? []);
    await Promise.all(decided.records.map((record) => saveRecord(tx, state.id, record)));
    emit(state.id, ...carrying(decided.events, changes, null));
  }
}
