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

/** The part of messaging's `BusContext` that is used here. */
interface Bus {
  readonly tx: EntityManager;
  readonly last: (statement: Promise<unknown>) => void;
}

/**
 * Keeps the copies that rights depend on. A type of event has one handler: a service that needs PetitionRegistered or PetitionSplit itself
 * handles it in its own consumer, which calls `Access.follow`.
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
