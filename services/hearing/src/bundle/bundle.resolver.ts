import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { SIGNER_PARTS } from '../domain/bundle.types.js';
import type { Hearing as HearingState } from '../domain/hearing.js';
import { Hearing } from '../hearing/hearing.graph.js';
import { TrackedHearing } from '../hearing/outside.graph.js';
import { HearingReads } from '../hearing/hearing.reads.js';
import { BundleLinks } from './bundle.links.js';
import { HearingBundle, HearingSigner, SigningKey } from './bundle.graph.js';
import { readSigningKeys } from './bundle.rows.js';
import { NodeKey } from './node-key.js';
import { shownKey, signingKeyText } from './signing-keys.js';
import { fingerprintOf, signedText, type SignatureName } from './verify-bundle.js';

type Ref = { readonly id: string; readonly hearingId?: string };

@Resolver(() => Hearing)
export class HearingBundleResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly links: BundleLinks,
    private readonly node: NodeKey,
  ) {}

  @ResolveField(() => HearingBundle, { nullable: true, description: 'Null until the hearing is concluded and its file was bound' })
  async bundle(@Ctx() ctx: RequestContext, @Parent() { id, hearingId }: Ref): Promise<HearingBundle | null> {
    const view = await this.reads.view(ctx, hearingId ?? id);
    if (!view?.inside) return null;
    const { personId } = ctx;
    const link = personId === null ? null : this.links.to(view.id, 'office', personId);
    return bundleOf(view.hearing, this.node, (signer) => signer === personId, link, this.links.to(view.id, 'party', ''));
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What a signer signs under the key, as UTF-8; null where nobody of that id signs',
  })
  async signingText(
    @Ctx() ctx: RequestContext,
    @Parent() { id, hearingId }: Ref,
    @Args('signerId', { type: () => ID }) signerId: string,
    @Args('algorithm') algorithm: string,
    @Args('key') key: string,
    @Args('section', { type: () => Int, nullable: true }) section?: number | null,
  ): Promise<string | null> {
    const view = await this.reads.view(ctx, hearingId ?? id);
    return view?.inside ? textOf(view.hearing, section ?? 1, signerId, algorithm, key) : null;
  }
}

/** The same for a party, whose pass has opened the hearing. */
@Resolver(() => TrackedHearing)
export class TrackedBundleResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly links: BundleLinks,
    private readonly node: NodeKey,
  ) {}

  @ResolveField(() => HearingBundle, { nullable: true, description: 'Null until its file was bound' })
  async bundle(@Parent() { id }: TrackedHearing): Promise<HearingBundle | null> {
    const hearing = await this.reads.unchecked(id);
    const own = new Set(hearing?.bundle?.sections.flatMap(({ signers }) => signers.flatMap((one) => (isParty(one.part) ? [one.id] : []))));
    return hearing && bundleOf(hearing, this.node, (signer) => own.has(signer), null, this.links.to(id, 'party', ''));
  }

  @ResolveField(() => String, { nullable: true, description: 'What a party signs under the key, as UTF-8' })
  async signingText(
    @Parent() { id }: TrackedHearing,
    @Args('signerId', { type: () => ID }) signerId: string,
    @Args('algorithm') algorithm: string,
    @Args('key') key: string,
  ): Promise<string | null> {
    const hearing = await this.reads.unchecked(id);
    return hearing && textOf(hearing, 1, signerId, algorithm, key);
  }
}

@Resolver()
export class SigningKeyResolver {
  constructor(private readonly db: DataSource) {}

  @Query(() => [SigningKey], { description: 'The own keys, oldest first' })
  async signingKeys(@Ctx() ctx: RequestContext): Promise<SigningKey[]> {
    return (await readSigningKeys(this.db.manager, signedIn(ctx))).map(shownKey);
  }

  @Query(() => String, { description: 'What is signed to register an own key, as UTF-8' })
  signingKeyText(@Ctx() ctx: RequestContext, @Args('algorithm') algorithm: string, @Args('key') key: string): string {
    return signingKeyText(signedIn(ctx), algorithm as SignatureName, key);
  }
}

const isParty = (part: string): boolean => part === 'petitioner' || part === 'agent';

function textOf({ bundle }: HearingState, section: number, signerId: string, algorithm: string, key: string): string | null {
  const of = bundle?.sections.find((one) => one.section === section);
  const signer = of?.signers.find(({ id }) => id === signerId);
  return of && signer
    ? signedText({ section, head: of.digest, signer, algorithm: algorithm as SignatureName, key: key.toLowerCase() })
    : null;
}

function bundleOf(
  { bundle }: HearingState,
  node: NodeKey,
  isMine: (signerId: string) => boolean,
  link: string | null,
  partyLink: string,
): HearingBundle | null {
  if (!bundle) return null;
  const signers = bundle.sections.flatMap(({ section, signers: of }) =>
    of.map(({ id, name, part }): HearingSigner => {
      const done = bundle.signatures.find((one) => one.section === section && one.signer.id === id);
      return {
        section,
        id,
        name,
        part,
        partName: SIGNER_PARTS[part],
        state: done?.way ?? 'open',
        at: done?.at ?? null,
        fingerprint: done?.way === 'key' ? fingerprintOf(done.algorithm as SignatureName, done.key) : null,
        witness: done?.way === 'refused' ? done.witness : null,
        video: done?.way === 'refused' ? done.video : null,
        mine: !done && isMine(id),
      };
    }),
  );
  const sections = bundle.sections.map(({ signers: _signers, documentIds: _ids, ...section }) => section);
  return { sections, signers, nodeKey: node.fingerprint, link, partyLink };
}
