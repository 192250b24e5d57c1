import { Injectable } from '@nestjs/common';
import { accessError, factsOf, type Facts, type Grant } from '@sunshine/access';
import { ActGround, ActRunner, withoutNulls, type Decide, type Decided, type PetitionerAct, type Plan, type Written } from '@sunshine/acts';
import type { Act, NewEvent } from '@sunshine/events';
import { DoneOn, type ReadingAhead } from '@sunshine/messaging';
import { actOn, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { DeskActName } from '../domain/acts.js';
import type { DeskAct, DeskPetition } from '../domain/desk-petition.js';
import type { FileRole } from '../domain/files/files.js';
import { PetitionFiles, type OfferedFiles } from '../files/petition-files.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskSeal, type DeskTexts } from './desk.seal.js';

/** An act of the desk on a petition, or of the holder of its pass. */
type Name = DeskActName | 'answerSupplement' | 'takePartCodes';

/** The petition on which an act of the desk is done. */
export interface AtDesk {
  readonly state: DeskPetition;
  /** What the right of the officer is judged by; null where none acts. */
  readonly facts: Facts | null;
  /** Stores the texts of the act: sealed for a report, open for any other petition. */
  readonly texts: DeskTexts;
}

/** What an act of the desk changes. */
export interface DeskDecision extends Decided<DeskPetition> {
  /** Files that the officer uploaded, or the holder of the query code under an upload pass; null entries are skipped. */
  readonly files?: {
    readonly role: FileRole;
    readonly ids: readonly (string | null)[];
    /** Where the input names them; `fileIds.*` for those of a list. */
    readonly field: string;
    readonly uploadPass?: string | null;
  };
  /** Writes its rows. */
  rows(tx: EntityManager): Promise<unknown>;
}

export type DeskPlan<P = undefined> = Decide<AtDesk, DeskAct, DeskDecision, P> | Plan<AtDesk, DeskAct, DeskDecision, P>;

/** An act of the desk that concerns no petition. */
export interface OrganPlan<T, P> {
  readonly prepare?: (tx: EntityManager, act: DeskAct) => Promise<P>;
  readonly decide: (
    act: DeskAct,
    prepared: P,
  ) => { readonly key: string; readonly events: readonly NewEvent[]; readonly answer: T; rows(tx: EntityManager): Promise<unknown> };
}

interface OrganInput {
  readonly requestId?: string | null;
  readonly on?: string | null;
  readonly organId?: string | null;
}

const lock: Statement = {
  name: 'intake.desk-petition',
  text: `select p.id, p.number, p.kind, p.channel, p.division, p.organ_id as "organId", p.received_on as "receivedOn", p.registered_on as "registeredOn",
      p.postmark_on as "postmarkOn", p.first_stamp_on as "firstStampOn", p.summary, p.text, p.people_count as "peopleCount", p.purpose,
      p.content_class as "contentClass", p.anonymous, p.visit_id as "visitId", c.stage, c.closed_on as "closedOn",
      ${factsOf('p.id', '$2')} facts
    from petition p left join petition_course c on c.petition_id = p.id where p.id = $1 for update of p`,
};

/** Runs the acts of the desk. A desk may date an act on the day when the paper or the person came, but not before the day of receipt. */
@Injectable()
export class DeskRunner extends ActRunner<Name, AtDesk, DeskAct, DeskDecision> {
  /** For each running transaction: its request, and the files offered, which are settled when it has ended. */
  private readonly acting = new WeakMap<EntityManager, { readonly ctx: RequestContext; readonly offers: OfferedFiles[] }>();

  constructor(
    ground: ActGround,
    private readonly seal: DeskSeal,
    private readonly files: PetitionFiles,
    private readonly register: Register,
  ) {
    super(ground);
  }

  /** An act that answers the petition as it is afterwards. @throws the codes of `byOfficer` */
  async onPetition<P = undefined>(
    ctx: RequestContext,
    act: DeskActName,
    input: { readonly petitionId: string },
    plan: DeskPlan<P>,
  ): Promise<PetitionRow> {
    return this.register.get(ctx, await this.byOfficer<P, string>(ctx, act, input, plan));
  }

  /** An act of the desk that concerns no petition, by default at the officer's own organ. @throws ACT_NOT_YOURS, ORGAN_CLOSED, DAY_IN_FUTURE */
  async atOrgan<T, P = undefined>(ctx: RequestContext, name: string, input: OrganInput, plan: OrganPlan<T, P>): Promise<T> {
    const personId = signedIn(ctx);
    return this.ground.commands.run(ctx, name, withoutNulls(input), async (tx, emit) => {
      const { organId } = await this.ground.access.requireNode(tx, ctx, name, input.organId);
      if (organId === null) throw accessError('ACT_NOT_YOURS');
      const { actor, at, on, recordedAt, correlationId } = actOn(ctx, input.on, { migrator: false, paperChannel: true }, null);
      const act: DeskAct = { actor, at, on, recordedAt, correlationId, personId, organId };
      const prepared = (await plan.prepare?.(tx, act)) as P;
      const { key, events, answer, rows } = plan.decide(act, prepared);
      await rows(tx);
      emit(key, ...events);
      return new DoneOn(act, answer);
    });
  }

  protected async load(tx: EntityManager, petitionId: string, personId: string | null): Promise<AtDesk | null> {
    const [row] = await sql<DeskPetition & Pick<AtDesk, 'facts'>>(tx, lock, [petitionId, personId]);
    if (!row) return null;
    const { facts, ...state } = row;
    return { state, facts, texts: this.seal.of(state) };
  }

  /** @throws PETITION_NOT_FOUND */
  protected admit(found: AtDesk | null): AtDesk {
    if (!found) throw accessError('PETITION_NOT_FOUND');
    return found;
  }

  protected dates({ receivedOn }: DeskPetition) {
    return { notBefore: receivedOn, paperChannel: true };
  }

  protected override mayDateFreely(): boolean {
    return false;
  }

  protected actOf(act: Act & { readonly personId: string }, _found: AtDesk, { organId }: Grant): DeskAct {
    return { ...act, organId };
  }

  /** Adds the files first, so that an unusable file is refused before a row is written. @throws the codes of `PetitionFiles.add` */
  protected async save(tx: EntityManager, { found, act, decision }: Written<AtDesk, DeskAct | PetitionerAct, DeskDecision>): Promise<void> {
    const { files } = decision;
    const acting = this.acting.get(tx);
    if (files && acting) {
      const { role, ids, field } = files;
      const named = ids.flatMap((fileId, at) => (fileId === null ? [] : [{ fileId, role, field: field.replace('*', String(at)) }]));
      const offered = await this.files.offer(acting.ctx, named, { pass: files.uploadPass, anonymous: found.state.anonymous });
      acting.offers.push(offered);
      await this.files.add(tx, act, found.state, offered, 'organId' in act ? act : { organId: null });
    }
    await decision.rows(tx);
  }

  protected override answerOf({ answer }: DeskDecision, id: string): unknown {
    return answer ?? id;
  }

  /** Opens texts of the petition that are read before the rule. */
  textsOf(petition: DeskPetition): DeskTexts {
    return this.seal.of(petition);
  }

  protected override async execute<T>(
    ctx: RequestContext,
    act: Name,
    request: { requestId?: string | null },
    work: ReadingAhead<T>,
  ): Promise<T> {
    const offers: OfferedFiles[] = [];
    const ahead = (tx: EntityManager) => {
      this.acting.set(tx, { ctx, offers });
      return work.ahead(tx);
    };
    const acted = super.execute<T>(ctx, act, request, { ahead });
    return acted.finally(() => Promise.all(offers.map((offered) => this.files.settle(offered))));
  }
}
