import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import { AuditLog } from '@sunshine/audit';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { isPetitionNumber } from '../domain/registration/registration.js';
import { linkSameLetter, SAME_LETTER, sameLetters, type Letter } from '../domain/repeats/same-letter.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskRunner } from '../runner/desk.runner.js';
import { LinkSameLetterInput } from './same-letter.inputs.js';

interface Found extends Letter {
  readonly number: string;
  readonly seen: boolean;
}

/** The same letter at other addressees, as shown to a registrar. */
export interface SameLetterFinding {
  /** Filings that the registrar may see, the most similar first. */
  readonly candidates: readonly { readonly number: string; readonly petitionId: string }[];
  /** Another addressee, whose petitions the registrar may not see, has it too. */
  readonly elsewhere: boolean;
}

const NOTHING: SameLetterFinding = { candidates: [], elsewhere: false };

const textOf: Statement = {
  name: 'intake.same-letter-own',
  text: `select id as "petitionId", summary, text, received_on as "receivedOn" from petition where id = $1 and kind <> 'REPORT' and not anonymous`,
};
const formerLink: Statement = { name: 'intake.same-letter-former', text: 'select same_letter_id as "firstId" from petition where id = $1' };
const link: Statement = {
  name: 'intake.same-letter-link',
  text: `with f as (update petition first set addressed_to = array(select distinct unnest(first.addressed_to || p.organ_id || p.addressed_to))
      from petition p where first.id = $2 and p.id = $1)
    update petition set same_letter_id = $2 where id = $1`,
};

/** 同信多投: one letter to several addressees is one matter. A search finds only this letter, and each search is recorded. */
@Resolver()
export class SameLetterActs {
  private readonly ofSamePerson: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly runner: DeskRunner,
    private readonly access: Access,
    private readonly audit: AuditLog,
  ) {
    this.ofSamePerson = {
      name: 'intake.same-letter-found',
      text: `select p.id as "petitionId", p.number, p.summary, p.text, ${access.visible('p', '$1')} as seen
        from petition p where p.kind <> 'REPORT' and p.received_on between $3::date - $4::int and $3::date + $4::int
          and p.id in (select b.petition_id from blind_index mine join blind_index b on b.digest = mine.digest and b.key_id = mine.key_id
            and b.field = mine.field where mine.petition_id = $2 and mine.field <> 'agent' and b.petition_id <> $2)
        order by p.received_on, p.id limit 50`,
    };
  }

  /**
   * Whether another addressee has the same letter, for a registrar of the organ that registered it.
   * @throws PETITION_NOT_FOUND, ACT_NOT_YOURS
   */
  async find(ctx: RequestContext, petitionId: string): Promise<SameLetterFinding> {
    if (ctx.kind !== 'person' || !isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    await this.access.require(this.db, ctx, 'linkSameLetter', petitionId);
    const found = await this.found(this.db.manager, ctx, petitionId);
    await this.audit.note(ctx, 'findSameLetter', { subject: petitionId, part: `${found.length}` });
    return {
      candidates: found.filter(({ seen }) => seen).map(({ number, petitionId: id }) => ({ number, petitionId: id })),
      elsewhere: found.some(({ seen }) => !seen),
    };
  }

  /** As `find` for officers; always empty for a citizen, who must not learn of other filings. */
  async atRegistration(ctx: RequestContext, petitionId: string): Promise<SameLetterFinding> {
    return ctx.kind === 'person' ? this.find(ctx, petitionId) : NOTHING;
  }

  /** The event goes into both courses. @throws PETITION_NOT_FOUND for a number the registrar may not see, the codes of the rule */
  @Mutation(() => Petition)
  linkSameLetter(@Ctx() ctx: RequestContext, @Input() input: LinkSameLetterInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'linkSameLetter', input, {
      prepare: async (tx, petition) => {
        if (!isPetitionNumber(input.firstNumber)) throw accessError('PETITION_NOT_FOUND');
        const found = await this.found(tx, ctx, petition.id);
        const first = found.find(({ number, seen }) => seen && number === input.firstNumber);
        const firstId = first?.petitionId ?? (input.firstNumber === petition.number ? petition.id : '');
        const [{ firstId: former = null } = {}] = await sql<{ firstId: string | null }>(tx, formerLink, [petition.id]);
        return { firstId, found: first !== undefined, former };
      },
      decide: ({ state, act }, _ids, letter) => ({
        events: linkSameLetter(state.id, letter, act),
        alsoOf: letter.firstId,
        rows: (tx) => sql(tx, link, [state.id, letter.firstId]),
      }),
    });
  }

  private async found(db: EntityManager, ctx: RequestContext, petitionId: string): Promise<Found[]> {
    const [own] = await sql<Letter & { receivedOn: string }>(db, textOf, [petitionId]);
    if (!own) return [];
    return sameLetters(own, await sql<Found>(db, this.ofSamePerson, [ctx.personId, petitionId, own.receivedOn, SAME_LETTER.days]));
  }
}
