import { Field, InputType } from '@nestjs/graphql';
import { DirectoryGraph } from '../graph.js';

const NOT_KEPT = 'Accepted as everywhere, but the answer is not stored because it contains tokens';

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
