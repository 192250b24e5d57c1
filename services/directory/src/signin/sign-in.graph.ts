import { Field, ObjectType } from '@nestjs/graphql';
import { Instant } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

@ObjectType({ registerIn: () => DirectoryGraph })
export class Session {
  @Field()
  accessToken: string;

  @Field({ description: 'Good once: a refresh answers the next one' })
  refreshToken: string;

  @Field(() => Instant)
  accessUntil: string;

  @Field(() => Instant)
  sessionUntil: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Kept on this device and sent with the next signIn, it lets guesses made elsewhere hold nobody up here; answered by signIn alone',
  })
  device: string | null;

  personId: string;
}

@ObjectType({ registerIn: () => DirectoryGraph, description: 'The session in which this is asked' })
export class CurrentSession {
  @Field(() => Instant)
  startedAt: Date;

  @Field(() => Instant, { description: 'The session ends at this instant at the latest, however often tokens are refreshed' })
  until: Date;
}
