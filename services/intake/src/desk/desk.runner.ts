import { Injectable } from '@nestjs/common';
import { Access, accessError } from '@sunshine/access';
import { Commands, type Emit } from '@sunshine/messaging';
import { actOn, signedIn, sql, Tokens, type RequestContext, type Statement } from '@sunshine/platform';
import type { Act } from '@sunshine/events';
import type { EntityManager } from 'typeorm';
import type { DeskAct, DeskPetition } from '../domain/desk-petition.js';
import type { FileRole } from '../domain/files.js';
import { UUID } from '../domain/ids.js';
import { PetitionFiles, type OfferedFiles } from '../files/petition-files.js';
import { DeskSeal, type DeskTexts } from './desk.seal.js';

export interface DeskInput {
  readonly requestId?: string | null;
  readonly on?: string | null;
}

export interface PetitionInput extends DeskInput {
  readonly petitionId: string;
}

interface Given {
  readonly tx: EntityManager;
  readonly emit: Emit;
  readonly act: DeskAct;
}

interface GivenPetition extends Given {
  readonly petition: DeskPetition;
  /** What the act keeps of its texts: of a report sealed, of any other matter open. */
  readonly texts: DeskTexts;
  /** Adds files that the officer uploaded; null for none. @throws the codes of `PetitionFiles.add` */
  addFiles(role: FileRole, fileIds: readonly (string | null)[]): Promise<void>;
}

interface GivenPass extends Omit<Given, 'act'>, Pick<GivenPetition, 'petition' | 'texts'> {
  readonly act: Act;
  /** The member whose pass it is; null for the pass of the petition itself. */
  readonly petitionerId: string | null;
  /** Adds files that were uploaded under that pass of the file door. @throws the codes of `PetitionFiles.add` */
  addFiles(role: FileRole, fileIds: readonly string[], uploadPass: string | null): Promise<void>;
}

/** The pass is no part of the request, what else is given is. */
interface PassInput {
  readonly pass: string;
  readonly requestId: string | null;
  readonly [given: string]: unknown;
}

const lock: Statement = {
  name: 'intake_desk_petition',
  text: `select p.id, p.number, p.kind, p.channel, p.division, p.organ_id as "organId", p.received_on as "receivedOn", p.registered_on as "registeredOn",
      p.postmark_on as "postmarkOn", p.first_stamp_on as "firstStampOn", p.summary, p.text, p.people_count as "peopleCount", p.purpose,
      p.content_class as "contentClass", p.anonymous, p.visit_id as "visitId", c.stage, c.closed_on as "closedOn"
    from petition p left join petition_course c on c.petition_id = p.id where p.id = $1 for update of p`,
};

/** Runs an act of the desk: rights, lock, rule, save, in one transaction. What `decide` answers holds ids and facts alone. */
@Injectable()
export class DeskRunner {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly seal: DeskSeal,
    private readonly files: PetitionFiles,
    private readonly tokens: Tokens,
  ) {}

  /**
   * An act on a petition. A desk enters on its own day what came on paper or by mouth; nothing before the day of receipt.
   * @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND, ACT_NOT_YOURS, ORGAN_CLOSED, DAY_IN_FUTURE, DAY_BEFORE_FORMER_ACT, and what `decide` refuses
   */
  async onPetition<T>(ctx: RequestContext, name: string, input: PetitionInput, decide: (given: GivenPetition) => Promise<T>): Promise<T> {
    const personId = signedIn(ctx);
    const { petitionId } = input;
    if (ctx.kind !== 'person' || !UUID.test(petitionId)) throw accessError('PETITION_NOT_FOUND');
    // The legal day is known only under the lock; the events of the act carry it.
    const acting: { -readonly [Key in keyof RequestContext]: RequestContext[Key] } = { ...ctx };
    const offers: OfferedFiles[] = [];
    const acted = this.commands.run(acting, name, input, async (tx, emit) => {
      const grant = await this.access.require(tx, ctx, name, petitionId);
      const [petition] = await sql<DeskPetition>(tx, lock, [petitionId]);
      if (!petition) throw accessError('PETITION_NOT_FOUND');
      const act = this.actOf(ctx, input, personId, grant.organId, petition.receivedOn);
      Object.assign(acting, { on: act.on, at: act.at });
      const addFiles = async (role: FileRole, fileIds: readonly (string | null)[]) => {
        const named = fileIds.flatMap((fileId) => (fileId === null ? [] : [{ fileId, role }]));
        const offered = await this.files.offer(ctx, named, { anonymous: petition.anonymous });
        offers.push(offered);
        await this.files.add(tx, act, petition, offered, act);
      };
      return decide({ tx, emit, act, petition, texts: this.seal.of(petition), addFiles });
    });
    return acted.finally(() => Promise.all(offers.map((offered) => this.files.settle(offered))));
  }

  /**
   * The holder's own act, today, on the petition that the pass opens. The pass is no part of the request: the same request with a fresh
   * pass answers the same.
   * @throws TOKEN_EXPIRED, TOKEN_INVALID, PETITION_NOT_FOUND, and what `decide` refuses
   */
  async byPass<T>(ctx: RequestContext, name: string, { pass, ...given }: PassInput, decide: (given: GivenPass) => Promise<T>): Promise<T> {
    const { petitionId, petitionerId } = await this.tokens.trackedBy(pass);
    const actor = { kind: 'tracker', id: null } as const;
    const acting: RequestContext = { ...ctx, actor, kind: 'tracker', personId: null, petitionId };
    const request = { ...given, petitionId, petitionerId };
    const offers: OfferedFiles[] = [];
    const acted = this.commands.run(acting, name, request, async (tx, emit) => {
      const [petition] = await sql<DeskPetition>(tx, lock, [petitionId]);
      if (!petition) throw accessError('PETITION_NOT_FOUND');
      const { on, at, recordedAt, correlationId } = acting;
      const act = { actor, on, at, recordedAt, correlationId };
      const addFiles = async (role: FileRole, fileIds: readonly string[], uploadPass: string | null) => {
        const named = fileIds.map((fileId) => ({ fileId, role }));
        const offered = await this.files.offer(acting, named, { pass: uploadPass, anonymous: petition.anonymous });
        offers.push(offered);
        await this.files.add(tx, act, petition, offered, { organId: null });
      };
      return decide({ tx, emit, act, petition, petitionerId, texts: this.seal.of(petition), addFiles });
    });
    return acted.finally(() => Promise.all(offers.map((offered) => this.files.settle(offered))));
  }

  /** An act of the desk that is done on no petition; by default at the officer's own organ. @throws ACT_NOT_YOURS, ORGAN_CLOSED, DAY_IN_FUTURE */
  async atOrgan<T>(
    ctx: RequestContext,
    name: string,
    input: DeskInput & { readonly organId?: string | null },
    decide: (given: Given) => Promise<T>,
  ): Promise<T> {
    const personId = signedIn(ctx);
    const acting: { -readonly [Key in keyof RequestContext]: RequestContext[Key] } = { ...ctx };
    return this.commands.run(acting, name, input, async (tx, emit) => {
      const { organId } = await this.access.requireNode(tx, ctx, name, input.organId);
      if (organId === null) throw accessError('ACT_NOT_YOURS');
      const act = this.actOf(ctx, input, personId, organId, null);
      Object.assign(acting, { on: act.on, at: act.at });
      return decide({ tx, emit, act });
    });
  }

  private actOf(ctx: RequestContext, input: DeskInput, personId: string, organId: string, notBefore: string | null): DeskAct {
    const { actor, at, on, recordedAt, correlationId } = actOn(ctx, input.on, { migrator: false, paperChannel: true }, notBefore);
    return { actor, at, on, recordedAt, correlationId, personId, organId };
  }
}
