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

/**
 * Keeps the copies that rights depend on. What a service does besides with an event (PetitionRegistered, PetitionSplit) it does in its own
 * consumer, which calls `Access.follow` itself: a type has one handler.
 */
@Controller()
export class AccessConsumer {
  constructor(private readonly access: Access) {}

  @EventPattern<string[]>(FOLLOWED.map(({ type }) => type))
  follow(@Payload() envelope: Envelope, @Ctx() { tx }: { readonly tx: EntityManager }): Promise<void> {
    return this.access.follow(tx, envelope);
  }
}
