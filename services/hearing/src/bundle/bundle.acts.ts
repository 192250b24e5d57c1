import { Inject } from '@nestjs/common';
import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, withoutNulls } from '@sunshine/acts';
import { AuditLog } from '@sunshine/audit';
import { HearingSealedOpened } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { HEARING_CONFIG, type HearingConfig } from '../config.js';
import { recordPaperSignature, recordRefusedSignature, sealBundle, signBundle } from '../domain/bundle.js';
import type { MadeSection } from '../domain/bundle.types.js';
import { acting, changed, now } from '../domain/course.js';
import type { HearingAct, MatterState } from '../domain/hearing.js';
import { hearingError } from '../domain/hearing.errors.js';
import { Hearing } from '../hearing/hearing.graph.js';
import { readPool } from '../runner/hearing.rows.js';
import { HearingRunner, type HearingActed } from '../runner/hearing.runner.js';
import { HearingSeal, ballotPlace, sealedPlace } from '../sealing/hearing.seal.js';
import { bindHearing, bindOpinion, type Bound } from './build.js';
import { BundleFile, entryPlace } from './bundle.file.js';
import * as graph from './bundle.graph.js';
import { endSigningKey, insertSigningKey, readAllBallots, readMinutes, readSealedTexts, readSigningKeys } from './bundle.rows.js';
import { shownKey, signingKeyText } from './signing-keys.js';
import { signedText, verifies, type DigestName, type SignatureName } from './verify-bundle.js';

const KEYS: Readonly<Record<string, RegExp>> = { ed25519: /^[0-9a-f]{64}$/, sm2: /^04[0-9a-f]{128}$/ };
const VALUE = /^[0-9a-f]{128}$/;
const PURPOSE = { least: 5, most: 200 };

/** @throws BUNDLE_KEY_MALFORMED */
function checkedKey(algorithm: string, key: string): { readonly algorithm: SignatureName; readonly key: string } {
  const plain = key.trim().toLowerCase();
  if (!Object.hasOwn(KEYS, algorithm) || !KEYS[algorithm]?.test(plain)) throw hearingError('BUNDLE_KEY_MALFORMED');
  return { algorithm: algorithm as SignatureName, key: plain };
}

/** Acts on the file of a hearing, and on the keys that people sign with. */
@Resolver()
export class BundleActs {
  constructor(
    private readonly runner: HearingRunner,
    private readonly commands: Commands,
    private readonly seal: HearingSeal,
    private readonly file: BundleFile,
    private readonly audit: AuditLog,
    @Inject(HEARING_CONFIG) private readonly config: HearingConfig,
  ) {}

  @Mutation(() => Hearing, { description: 'Binds what was said, decided and found; done again, the opinion that came since' })
  sealHearingBundle(@Ctx() ctx: RequestContext, @Input() input: graph.SealHearingBundleInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'sealHearingBundle', input, {
      prepare: (tx, state, act) => this.made(tx, state, act, input.hearingId),
      decide: (given, _ids, made) => sealBundle(given, { hearingId: input.hearingId, made }),
    });
  }

  @Mutation(() => Hearing, {
    description: 'By an officer or member under a registered key, or by a party with the pass of trackPetition under any key',
  })
  signHearingBundle(@Ctx() ctx: RequestContext, @Input() input: graph.SignHearingBundleInput): Promise<HearingActed> {
    const { algorithm, key } = checkedKey(input.algorithm, input.key);
    const value = input.value.trim().toLowerCase();
    const section = input.section ?? 1;
    const personId = input.pass ? null : ctx.personId;
    const acted = this.runner.byOfficerOrPass(ctx, 'signHearingBundle', input, {
      prepare: async (tx, state) => {
        const { bundle } = state.hearings.find(({ id }) => id === input.hearingId) ?? {};
        const of = bundle?.sections.find((one) => one.section === section);
        const signer = of?.signers.find(({ id }) => id === input.signerId);
        const text = of && signer ? signedText({ section, head: of.digest, signer, algorithm, key }) : null;
        const valid = text !== null && VALUE.test(value) && (await verifies(algorithm, key, text, value));
        const keys = personId === null ? [] : await readSigningKeys(tx, personId);
        const registered = keys.some((one) => one.algorithm === algorithm && one.key === key && one.endedAt === null);
        return { valid, registered };
      },
      decide: (given, known) => signBundle(given, { ...input, section, algorithm, key, value, ...known }),
    });
    // The runner answers the hearing's id too.
    return acted as Promise<HearingActed>;
  }

  @Mutation(() => Hearing, { description: 'Signed on paper: the scan is recorded by its digest' })
  recordPaperSignature(@Ctx() ctx: RequestContext, @Input() input: graph.RecordPaperSignatureInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'recordPaperSignature', input, (given) =>
      recordPaperSignature(given, { ...input, section: input.section ?? 1 }),
    );
  }

  @Mutation(() => Hearing, { description: 'Refused: closed with a witness by name or a recording' })
  recordRefusedSignature(@Ctx() ctx: RequestContext, @Input() input: graph.RecordRefusedSignatureInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'recordRefusedSignature', input, (given) =>
      recordRefusedSignature(given, { ...input, section: input.section ?? 1 }),
    );
  }

  /** @throws BUNDLE_PURPOSE_MISSING, BUNDLE_NOT_SEALED, the codes of every act */
  @Mutation(() => graph.OpenedHearingSealed, {
    description: 'Ballots, deliberation and minority with their salts; on record with the purpose',
  })
  async openHearingSealed(@Ctx() ctx: RequestContext, @Input() input: graph.OpenHearingSealedInput): Promise<graph.OpenedHearingSealed> {
    const purpose = input.purpose.trim().replaceAll(/\s+/g, ' ');
    if ([...purpose].length < PURPOSE.least || [...purpose].length > PURPOSE.most) throw hearingError('BUNDLE_PURPOSE_MISSING');
    await this.runner.byOfficer(ctx, 'openHearingSealed', input, (given) => {
      // Auditors are of the bureau, which hears nothing: who voted what stays unknown to the organ that decided.
      const hearing = now(given, input.hearingId, 'openHearingSealed');
      if (!hearing.bundle) throw hearingError('BUNDLE_NOT_SEALED');
      return changed(hearing, HearingSealedOpened.create(acting(given, hearing)));
    });
    await this.audit.note(ctx, 'openHearingSealed', { subject: input.petitionId, part: input.hearingId, purpose });
    return { text: await this.file.opened(input.hearingId) };
  }

  @Mutation(() => graph.SigningKey, { description: 'Registers the public half of an own key, with a signature under it' })
  registerSigningKey(@Ctx() ctx: RequestContext, @Input() input: graph.RegisterSigningKeyInput): Promise<graph.SigningKey> {
    const personId = signedIn(ctx);
    const { algorithm, key } = checkedKey(input.algorithm, input.key);
    const proof = input.proof.trim().toLowerCase();
    return this.commands.run(ctx, 'registerSigningKey', withoutNulls(input), async (tx, _emit, note) => {
      const held = VALUE.test(proof) && (await verifies(algorithm, key, signingKeyText(personId, algorithm, key), proof));
      if (!held) throw hearingError('BUNDLE_KEY_NOT_HELD');
      const fresh = { id: uuid(), personId, algorithm, key, registeredAt: ctx.at, endedAt: null };
      if (!(await insertSigningKey(tx, fresh))) throw hearingError('BUNDLE_KEY_TAKEN');
      note({ subject: fresh.id, part: shownKey(fresh).fingerprint });
      return shownKey(fresh);
    });
  }

  @Mutation(() => graph.SigningKey, { description: 'An own key signs no more; what it signed stays signed' })
  endSigningKey(@Ctx() ctx: RequestContext, @Input() input: graph.EndSigningKeyInput): Promise<graph.SigningKey> {
    const personId = signedIn(ctx);
    return this.commands.run(ctx, 'endSigningKey', withoutNulls(input), async (tx, _emit, note) => {
      if (!isUuid(input.id) || !(await endSigningKey(tx, input.id, personId, ctx.at)))
        throw hearingError('BUNDLE_KEY_UNKNOWN', { field: 'id' });
      note({ subject: input.id });
      const key = (await readSigningKeys(tx, personId)).find(({ id }) => id === input.id);
      if (!key) throw hearingError('BUNDLE_KEY_UNKNOWN', { field: 'id' });
      return shownKey(key);
    });
  }

  /** The section that is due under the lock: of the hearing, or of the opinion that came since; null for none. */
  private async made(tx: EntityManager, state: MatterState, act: HearingAct, hearingId: string): Promise<MadeSection | null> {
    const hearing = state.hearings.find(({ id }) => id === hearingId);
    if (hearing?.state !== 'concluded') return null;
    const sections = hearing.bundle?.sections ?? [];
    const [first] = sections;
    const binding = {
      algorithm: (first?.algorithm as DigestName | undefined) ?? this.config.HEARING_BUNDLE_HASH,
      at: act.at,
      byPersonId: act.personId,
      previous: sections.at(-1)?.digest ?? null,
      section: sections.length + 1,
      seal: (part: string, name: string, line: string) => this.seal.seal(entryPlace(hearingId, part, name), line),
    };
    const bound = { matter: state, hearing, entries: [], pool: [], weighed: { ballots: [], texts: [] } } as const;
    if (first) return bindOpinion(bound, binding, state.opinions);
    return bindHearing(await this.all(tx, state, bound), binding, state.opinions);
  }

  private async all(tx: EntityManager, state: MatterState, { hearing }: Bound): Promise<Bound> {
    const entries = await readMinutes(tx, hearing.id);
    const pool = await readPool(tx, [hearing.organId]);
    const ballots = (await readAllBallots(tx, hearing.id)).map(({ round, personId, sealed }) => ({
      round,
      personId,
      choice: Number(this.seal.open(ballotPlace(hearing.id, round, personId), sealed)),
    }));
    const texts = (await readSealedTexts(tx, hearing.id)).map(({ id, sealed, ...rest }) => ({
      ...rest,
      text: this.seal.open(sealedPlace(id), sealed),
    }));
    return { matter: state, hearing, entries, pool, weighed: { ballots, texts } };
  }
}
