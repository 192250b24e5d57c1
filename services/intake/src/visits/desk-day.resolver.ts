import { Args, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { shownVisit } from './visits.reads.js';
import { DeskDays } from './desk-day.reads.js';
import { DeskDay } from './desk-day.graph.js';
import { DeskDayInput } from './desk-day.inputs.js';

@Resolver()
export class DeskDayResolver {
  constructor(private readonly days: DeskDays) {}

  @Query(() => DeskDay, { description: 'For the end of the day: stamp register and visit book compared with the system' })
  async deskDay(@Args('input') input: DeskDayInput, @Ctx() ctx: RequestContext): Promise<DeskDay> {
    const { organId, visits, visitsWithoutPetition, visitsWithoutEnd, ...day } = await this.days.of(ctx, input);
    return {
      ...day,
      organ: { id: organId },
      visits: visits.map(shownVisit),
      visitsWithoutPetition: visitsWithoutPetition.map(shownVisit),
      visitsWithoutEnd: visitsWithoutEnd.map(shownVisit),
    };
  }
}
