import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Stage } from '@sunshine/events';
import { Time, forIds, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { SETTLING_ACTS } from '../domain/acts.settling.js';
import { mayBeMediated } from '../domain/needs.js';
import { members } from '../domain/members.js';
import type { PetitionState } from '../domain/petition.js';
import { recordsOf } from '../domain/records.js';
import type { Party } from '../domain/closing/settlement.records.js';
import { recordStateName } from '../domain/wording.js';
import { TrackedPetition } from '../petition/petition.graph.js';
import { organNames } from '../petition/petition.reads.js';
import type { CaseView } from '../petition/petition.view.js';
import { readCases } from '../runner/case.load.js';
import { sql } from '../sealing/sql.js';
import { TrackedMediation, TrackedPromise } from './tracked-settling.graph.js';

type Tracked = TrackedPetition & { readonly view: CaseView };

/** As they stand, without their locks. */
const promiseClocks: Statement = {
  name: 'case.promise-clocks',
  text: `select subject, effective_due "effectiveDue" from clock where petition_id = $1 and term = 'PROMISE'`,
};

/** A petition with the petitioner who holds its code. */
interface Held {
  readonly state: PetitionState;
  readonly petitionerId: string;
}

/**
 * 调解, 和解 and promises as a party reads them with the query code: of a joint matter the own ones. The code of a group, of which each settles
 * for themselves, tells none.
 */
@Resolver(() => TrackedPetition)
export class TrackedSettlingResolver {
  private readonly read = new WeakMap<CaseView, Promise<Held | null>>();

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
  ) {}

  @ResolveField(() => TrackedMediation, { nullable: true, description: 'Null where there is none that the holder is a party of' })
  async mediation(@Parent() { view }: Tracked): Promise<TrackedMediation | null> {
    const held = await this.held(view);
    const mediation = held && recordsOf(held.state, 'mediation').findLast(({ data }) => placeOf(data.parties, held) >= 0);
    if (!held || !mediation) return null;
    const { parties, willing, dispute, mediator, meetingOn, meetingAt, place, reason } = mediation.data;
    const at = placeOf(parties, held);
    const names = await this.names(parties);
    return {
      state: mediation.state,
      stateName: recordStateName(mediation),
      dispute,
      others: names.filter((_name, position) => position !== at),
      willing: willing[at] ?? null,
      mediator,
      meetingOn,
      meetingAt,
      place,
      reason,
    };
  }

  @ResolveField(() => [TrackedPromise], { nullable: true, description: 'Of settlements that the holder is a party of; oldest first' })
  async promises(@Parent() { view }: Tracked): Promise<TrackedPromise[]> {
    const held = await this.held(view);
    if (!held) return [];
    const settlements = recordsOf(held.state, 'settlement').filter(({ data }) => placeOf(data.parties, held) >= 0);
    if (settlements.length === 0) return [];
    const clocks = await sql<{ subject: string; effectiveDue: string }>(this.db.manager, promiseClocks, [held.state.id]);
    const today = this.time.today();
    const told = settlements.map(async ({ id, data }) => {
      const names = await this.names(data.parties);
      const at = placeOf(data.parties, held);
      return recordsOf(held.state, 'promise')
        .filter((promise) => promise.data.settlementId === id)
        .map((promise): TrackedPromise => {
          const party = promise.data.party - 1;
          const dueOn = clocks.find(({ subject }) => subject === promise.id)?.effectiveDue ?? promise.until ?? promise.on;
          return {
            id: promise.id,
            text: promise.data.text,
            by: party === at ? '您' : (names[party] ?? ''),
            dueOn,
            state: promise.state,
            stateName: recordStateName(promise),
            mayReport: promise.state === 'open' && party !== at && dueOn < today,
          };
        });
    });
    return (await Promise.all(told)).flat();
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether proposeMediation may be asked for with the pass; null for a report',
  })
  async mayProposeMediation(@Parent() { view }: Tracked): Promise<boolean | null> {
    if (view.kind === 'REPORT') return null;
    const held = await this.held(view);
    if (!held || (view.trackedId ?? view.id) !== view.id) return false;
    const { state, petitionerId } = held;
    const stages: readonly Stage[] = SETTLING_ACTS.proposeMediation.stages;
    return stages.includes(state.stage) && mayBeMediated(state) && members(state).includes(petitionerId);
  }

  private held(view: CaseView): Promise<Held | null> {
    const { trackedPetitionerId } = view;
    if (view.kind === 'REPORT' || !trackedPetitionerId) return Promise.resolve(null);
    const known = this.read.get(view) ?? this.stateOf(view, trackedPetitionerId);
    this.read.set(view, known);
    return known;
  }

  private async stateOf({ id }: CaseView, petitionerId: string): Promise<Held | null> {
    const state = (await readCases(this.db.manager, [id])).get(id);
    return state ? { state, petitionerId } : null;
  }

  /** Of a petitioner no name, which case does not have. */
  private async names(parties: readonly Party[]): Promise<string[]> {
    const ids = parties.flatMap(({ organId }) => organId ?? []);
    const [statement, bound] = forIds(organNames, ids);
    const found = ids.length === 0 ? [] : await sql<{ id: string; name: string }>(this.db.manager, statement, [bound]);
    const organs = new Map(found.map(({ id, name }) => [id, name]));
    return parties.map(({ organId, other }) => (organId === null ? (other ?? '信访人') : (organs.get(organId) ?? '')));
  }
}

const placeOf = (parties: readonly Party[], { petitionerId }: Held): number =>
  parties.findIndex((party) => party.petitionerId === petitionerId);
