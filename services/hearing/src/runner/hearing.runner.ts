import { Injectable } from '@nestjs/common';
import { accessError, type Facts, type Grant } from '@sunshine/access';
import { ActGround, ActRunner, type Acted, type ActRequest, type PetitionerAct, type Written } from '@sunshine/acts';
import type { Act } from '@sunshine/events';
import type { EntityManager } from 'typeorm';
import type { ActName } from '../domain/acts.js';
import type { HearingAct, HearingDecided, MatterState } from '../domain/hearing.js';
import { hearingError } from '../domain/hearing.errors.js';
import { codeHash, newCode } from '../sealing/follower-code.js';
import { HearingSeal, ballotPlace, codePlace, sealedPlace } from '../sealing/hearing.seal.js';
import { insertBallot, insertEntries, insertSealed, loadMatter, rebook, saveFollower, saveHearing } from './hearing.rows.js';
import { insertSection } from '../bundle/bundle.rows.js';

export interface Loaded {
  readonly state: MatterState;
  readonly facts: Facts | null;
}

/** What an act on a hearing answers; the graph reads the rest of the hearing by its id. */
export interface HearingActed extends Acted {
  readonly hearingId: string;
}

/** Runs the acts on the hearings of a petition. */
@Injectable()
export class HearingRunner extends ActRunner<ActName, Loaded, HearingAct, HearingDecided> {
  constructor(
    ground: ActGround,
    private readonly seal: HearingSeal,
  ) {
    super(ground);
  }

  protected async load(tx: EntityManager, petitionId: string, personId: string | null): Promise<Loaded | null> {
    const row = await loadMatter(tx, petitionId, personId);
    if (!row) return null;
    const { facts, ...state } = row;
    return { state, facts: facts && personId ? withPanel(facts, state, personId) : facts };
  }

  /** @throws PETITION_NOT_FOUND, HEARING_MATTER_UNKNOWN_YET */
  protected admit(found: Loaded | null): Loaded {
    if (!found) throw accessError('PETITION_NOT_FOUND');
    if (found.state.stage === null) throw hearingError('HEARING_MATTER_UNKNOWN_YET');
    return found;
  }

  /** Requests and services come on paper too; none is entered before what it follows. */
  protected dates({ receivedOn, hearings }: MatterState) {
    const days = hearings.flatMap(({ requestedOn, decision, conclusion }) => [requestedOn, decision?.confirmedOn, conclusion?.on]);
    const notBefore = days.reduce<string>((latest, day) => (day != null && day > latest ? day : latest), receivedOn);
    return { notBefore, paperChannel: true };
  }

  protected actOf(act: Act & { readonly personId: string }, _found: Loaded, { organId, role }: Grant, _input: ActRequest): HearingAct {
    return { ...act, organId, role };
  }

  protected override answerOf({ hearing, answer }: HearingDecided, id: string): HearingActed {
    return { ...(answer as object | undefined), id, hearingId: hearing.id };
  }

  /** @throws HEARING_ROOM_TAKEN, HEARING_PERSON_TAKEN */
  protected async save(
    tx: EntityManager,
    { found, act, decision }: Written<Loaded, HearingAct | PetitionerAct, HearingDecided>,
  ): Promise<void> {
    const { hearing, entries, ballot, sealed, follower, section } = decision;
    const former = found.state.hearings.find(({ id }) => id === hearing.id);
    await saveHearing(tx, found.state, hearing);
    if (entries) await insertEntries(tx, hearing.id, entries);
    if (ballot) {
      const place = ballotPlace(hearing.id, ballot.round, ballot.personId);
      await insertBallot(tx, hearing.id, ballot.round, ballot.personId, this.seal.seal(place, String(ballot.choice)));
    }
    if (follower) {
      const code = follower.personId === null && follower.endedAt === null ? newCode() : null;
      const kept = code === null ? null : { hash: codeHash(code), sealed: this.seal.seal(codePlace(follower.id), code) };
      await saveFollower(tx, hearing.id, follower, kept);
    }
    if (sealed) {
      const { id, kind, byPersonId, text } = sealed;
      await insertSealed(tx, [id, hearing.id, kind, byPersonId, this.seal.seal(sealedPlace(id), text), act.at]);
    }
    if (section) await insertSection(tx, hearing.id, section);
    const moved = former?.schedule !== hearing.schedule || former?.panel !== hearing.panel || hearing.state === 'cancelled';
    if (moved) await rebook(tx, hearing).catch(taken);
  }
}

/** The constraints of the bookings say who was there first. */
function taken(error: unknown): never {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'hearing_room_once') throw hearingError('HEARING_ROOM_TAKEN');
  if (constraint === 'hearing_person_once') throw hearingError('HEARING_PERSON_TAKEN');
  throw error;
}

/** A member of a panel stands to the matter by the seat, in whichever organ the role of a panel member is held. */
export function withPanel(facts: Facts, { hearings }: Pick<MatterState, 'hearings'>, personId: string): Facts {
  const sits = hearings.some(({ panel }) => panel?.memberIds.includes(personId) ?? false);
  if (!sits) return facts;
  const seats = facts.roles.flatMap(({ role, organId }) =>
    role === 'PANEL_MEMBER' && organId !== null ? [{ subject: organId, relation: 'panel' as const, path: [], units: [] }] : [],
  );
  return { ...facts, relations: [...facts.relations, ...seats] };
}
