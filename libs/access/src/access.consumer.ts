import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  OrganSaved,
  PersonDisabled,
  PersonEnabled,
  RelationEnded,
  RelationSet,
  RoleEnded,
  RoleGranted,
  SessionEnded,
  type Envelope,
} from '@sunshine/events';
import type { EntityManager } from 'typeorm';
import { Access } from './access.js';

const FOLLOWED = [OrganSaved, RoleGranted, RoleEnded, RelationSet, RelationEnded, SessionEnded, PersonDisabled, PersonEnabled];

/** The most frequent of them by far; each is one statement. */
const RELATIONS = [RelationSet, RelationEnded];

/** What of messaging's `BusContext` is used here. */
interface Bus {
  readonly tx: EntityManager;
  readonly last: (statement: Promise<unknown>) => void;
}

/**
 * Keeps the copies that rights depend on. What a service does besides with an event (PetitionRegistered, PetitionSplit) it does in its own
 * consumer, which calls `Access.follow` itself: a type has one handler.
 */
@Controller()
export class AccessConsumer {
  constructor(private readonly access: Access) {}

  @EventPattern<string[]>(FOLLOWED.map(({ type }) => type))
  follow(@Payload() envelope: Envelope, @Ctx() { tx, last }: Bus): void | Promise<void> {
    const following = this.access.follow(tx, envelope);
    return RELATIONS.some((relation) => relation.is(envelope)) ? last(following) : following;
  }
}
