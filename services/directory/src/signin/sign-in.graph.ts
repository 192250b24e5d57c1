import { Field, InputType, ObjectType } from '@nestjs/graphql';
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

  @Field(() => Instant, { description: 'Ends at the latest then, whatever is refreshed' })
  until: Date;
}

const NOT_KEPT = 'Taken as everywhere, but the answer is not kept: it holds tokens';

@InputType({ registerIn: () => DirectoryGraph })
export class SignInInput {
  @Field(() => String, { nullable: true, description: NOT_KEPT })
  requestId?: string | null;

  @Field()
  account: string;

  @Field()
  password: string;

  @Field(() => String, { nullable: true, description: 'Replaces a password that an administrator chose; at least 12 characters' })
  newPassword?: string | null;

  @Field(() => String, { nullable: true, description: 'Session.device of an earlier sign-in on this device, of whichever account' })
  device?: string | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class RefreshTokenInput {
  @Field(() => String, { nullable: true, description: NOT_KEPT })
  requestId?: string | null;

  @Field()
  refreshToken: string;
}

@InputType({ registerIn: () => DirectoryGraph })
export class SignOutInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class ChangePasswordInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field()
  oldPassword: string;

  @Field({ description: 'At least 12 characters' })
  newPassword: string;
}
