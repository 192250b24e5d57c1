import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { keepPoolMember } from '../domain/pool.js';
import { keepRoom } from '../domain/room.js';
import { hearingError } from '../domain/hearing.errors.js';
import { KeepHearingRoomInput, KeepPoolMemberInput } from '../hearing/hearing.inputs.js';
import { readPool, readRoom, savePoolMember, saveRoom } from '../runner/hearing.rows.js';
import { HearingRoom, PoolMember } from './pool.graph.js';
import { shownMember } from './pool.resolver.js';

/** The pool of hearing members and the rooms of an organ; kept by its own people, and no event tells of them. */
@Resolver()
export class PoolActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
  ) {}

  @Mutation(() => PoolMember, { description: 'Enters a term of office, or changes one' })
  keepPoolMember(@Ctx() ctx: RequestContext, @Input() input: KeepPoolMemberInput): Promise<PoolMember> {
    signedIn(ctx);
    return this.commands.run(ctx, 'keepPoolMember', withoutNulls(input), async (tx, _emit, note) => {
      const { organId } = await this.access.requireNode(tx, ctx, 'keepPoolMember', input.organId);
      if (organId === null) throw accessError('ACT_NOT_YOURS');
      const pool = await readPool(tx, [organId]);
      const former = input.id === null ? null : (pool.find(({ id }) => id === input.id) ?? null);
      if (input.id !== null && (!former || former.personId !== input.personId)) throw hearingError('POOL_MEMBER_UNKNOWN');
      const id = former?.id ?? uuid();
      const others = pool.filter((one) => one.personId === input.personId);
      const [skills, leaves] = [input.skills ?? [], input.leaves ?? []];
      const member = keepPoolMember({ ...input, former, id, organId, skills, leaves, others, at: ctx.at });
      await savePoolMember(tx, member);
      note({ subject: id });
      return shownMember(member, ctx.on);
    });
  }

  @Mutation(() => HearingRoom, { description: 'Enters a room, or changes one' })
  keepHearingRoom(@Ctx() ctx: RequestContext, @Input() input: KeepHearingRoomInput): Promise<HearingRoom> {
    signedIn(ctx);
    return this.commands.run(ctx, 'keepHearingRoom', withoutNulls(input), async (tx, _emit, note) => {
      const { organId } = await this.access.requireNode(tx, ctx, 'keepHearingRoom', input.organId);
      if (organId === null) throw accessError('ACT_NOT_YOURS');
      const former = input.id === null ? null : await readRoom(tx, input.id);
      if (input.id !== null && former?.organId !== organId) throw hearingError('ROOM_UNKNOWN', { field: 'id' });
      const room = keepRoom({ ...input, id: former?.id ?? uuid(), organId });
      await saveRoom(tx, room);
      note({ subject: room.id });
      return { ...room, organ: { id: organId } };
    });
  }
}
