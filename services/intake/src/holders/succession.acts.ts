import { Inject } from '@nestjs/common';
import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { idOf } from '../domain/desk-text.js';
import { dayOf } from '../domain/registration/fields.js';
import { confirmSuccession, recordSuccession, type Succeeded, type Succession as Entered } from '../domain/holders/succession.js';
import { mask, sealedFields } from '../domain/registration/identity.js';
import type { RegisteredPetitioner } from '../domain/registration/registration.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskRunner } from '../runner/desk.runner.js';
import type { DeskTexts } from '../runner/desk.seal.js';
import { indexPetitioners } from '../sealing/blind-index.js';
import { KeyedHash } from '../sealing/keyed-hash.js';
import { ConfirmSuccessionInput, RecordSuccessionInput } from './succession.inputs.js';

export const succeededOf: Statement = {
  name: 'intake.succeeded',
  text: `select t.id, t.ended_on as "endedOn", t.succeeds, d.on_day as "leftOn" from petitioner t left join departure d on d.petitioner_id = t.id
    where t.petition_id = $1 order by t.position`,
};
const standing: Statement = {
  name: 'intake.succession-standing',
  text: `select petitioner_id = $2 and state = 'confirmed' as former, state = 'proposed' as waits, cause, ended_on as "endedOn", finding
    from succession where petition_id = $1 and (state = 'proposed' or state = 'confirmed' and petitioner_id = $2) order by at desc, id desc`,
};
const insertSuccession: Statement = {
  name: 'intake.succession-insert',
  text: `insert into succession (id, petition_id, petitioner_id, cause, ended_on, finding, proofs, search, successors, state, organ_id, person_id, on_day, at)
    values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, 'proposed', $10, $11, $12, $13)`,
};
const proposedOne: Statement = {
  name: 'intake.succession-proposed',
  text: `select id, petition_id as "petitionId", petitioner_id as "petitionerId", cause, ended_on as "endedOn", finding, proofs, search, person_id as "by", successors,
      array(select s ->> 'id' from jsonb_array_elements(successors) s) as "successorIds"
    from succession where id = $1 and petition_id = $2 and state = 'proposed' for update`,
};
const mandatesOf: Statement = {
  name: 'intake.succession-mandates',
  text: 'select id from mandate where petition_id = $1 and ended_on is null and ends_on >= $2::date for update',
};
const decide: Statement = {
  name: 'intake.succession-decide',
  text: 'update succession set state = $2, confirmed_by = $3, confirmed_on = $4 where id = $1',
};
const endPetitioner: Statement = {
  name: 'intake.succession-end',
  text: `with code as (delete from query_code where holder_id = $2 or ($4 and holder_id = $1) returning *),
      kept as (update succession set ended_codes = (select coalesce(jsonb_agg(to_jsonb(code)), '[]') from code) where id = $5)
    update petitioner set ended_on = $3 where id = $2 and petition_id = $1`,
};
const insertSuccessors: Statement = {
  name: 'intake.succession-successors',
  text: `insert into petitioner (id, petition_id, position, representative, masked_name, masked_phone, sealed, below_14, guardian_consent, succeeds)
    select s.id, $1, (select max(position) from petitioner where petition_id = $1) + row_number() over (), false, s."maskedName", s."maskedPhone", s.sealed,
      s."below14", s.consent, $2
    from jsonb_to_recordset($3::jsonb) s(id uuid, "maskedName" text, "maskedPhone" text, sealed jsonb, "below14" boolean, consent boolean)`,
};
const endMandates: Statement = {
  name: 'intake.succession-mandates-end',
  text: `with code as (delete from query_code where holder_id = any($1::uuid[]) returning *),
      kept as (update succession set ended_mandates = $1, ended_codes = ended_codes || (select coalesce(jsonb_agg(to_jsonb(code)), '[]') from code) where id = $4)
    update mandate set ended_on = $2, end_reason = $3 where id = any($1::uuid[])`,
};

const MANDATE_OVER = '委托人死亡或者终止（民法典173）';

/** A successor as it waits for the second person: already sealed under its own id. */
interface KeptSuccessor {
  readonly id: string;
  readonly maskedName: string | null;
  readonly maskedPhone: string | null;
  readonly below14: boolean;
  readonly consent: boolean;
  readonly sealed: Readonly<Record<string, string>>;
}
type Proposed = Entered & { readonly successors: readonly KeptSuccessor[] };

/** 承继: a petitioner died or was dissolved; the successors become petitioners of the same petition. */
@Resolver()
export class SuccessionActs {
  private readonly index: KeyedHash;

  constructor(
    private readonly runner: DeskRunner,
    @Inject(INTAKE_CONFIG) config: IntakeConfig,
  ) {
    this.index = new KeyedHash(config.INTAKE_INDEX_KEYS, 'blind index');
  }

  /** @throws the codes of the rule */
  @Mutation(() => Petition)
  recordSuccession(@Ctx() ctx: RequestContext, @Input() input: RecordSuccessionInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'recordSuccession', input, {
      prepare: async (tx, { id }) => {
        type Known = Pick<Entered, 'cause' | 'endedOn' | 'finding'> & { readonly former: boolean; readonly waits: boolean };
        const known = await sql<Known>(tx, standing, [id, idOf('petitionerId', input.petitionerId)]);
        return {
          petitioners: await sql<Succeeded>(tx, succeededOf, [id]),
          former: known.find(({ former }) => former) ?? null,
          undecided: known.some(({ waits }) => waits),
        };
      },
      decide: ({ state, texts, act }, _ids, before) => {
        const given = { ...input, endedOn: dayOf(input.endedOn, 'endedOn') };
        const { succession, successors } = recordSuccession(state, before, given, { id: uuid(), newId: uuid }, act);
        const { id, petitionerId, cause, endedOn, finding, proofs, search } = succession;
        const rows = async (tx: EntityManager) => {
          const kept = await Promise.all(successors.map((one) => keptSuccessor(texts, one)));
          const [proven, waiting] = [JSON.stringify(proofs), JSON.stringify(kept)];
          const { organId, personId, on, at } = act;
          const row = [id, state.id, petitionerId, cause, endedOn, finding, proven, search, waiting, organId, personId, on, at];
          await sql(tx, insertSuccession, row);
        };
        return { events: [], files: { role: 'EVIDENCE', ids: proofs.map(({ fileId }) => fileId), field: 'proofs.*.fileId' }, rows };
      },
    });
  }

  /** @throws SUCCESSION_UNKNOWN, SUCCESSION_OWN_PROPOSAL, IDENTITY_DESTROYED */
  @Mutation(() => Petition)
  confirmSuccession(@Ctx() ctx: RequestContext, @Input() input: ConfirmSuccessionInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'confirmSuccession', input, {
      prepare: async (tx, { id }, { on }) => ({
        proposed: (await sql<Proposed>(tx, proposedOne, [idOf('successionId', input.successionId), id]))[0] ?? null,
        petitioners: await sql<Succeeded>(tx, succeededOf, [id]),
        mandates: await sql<{ id: string }>(tx, mandatesOf, [id, on]),
      }),
      decide: ({ state, texts, act }, _ids, { proposed, ...found }) => {
        const { state: decided, endsPetitionCode, endsMandates, events } = confirmSuccession(proposed, input.accepted, found, act);
        const { id, petitionerId, endedOn, successors } = proposed as Proposed;
        const rows = async (tx: EntityManager) => {
          await sql(tx, decide, [id, decided, act.personId, act.on]);
          if (decided === 'rejected') return;
          await sql(tx, endPetitioner, [state.id, petitionerId, endedOn, endsPetitionCode, id]);
          if (endsMandates.length > 0) await sql(tx, endMandates, [endsMandates, act.on, MANDATE_OVER, id]);
          if (successors.length > 0) await this.enter(tx, state.id, petitionerId, successors, texts);
        };
        return { events, rows };
      },
    });
  }

  /** From now on they are found like everybody who filed. */
  private async enter(
    tx: EntityManager,
    petitionId: string,
    succeeds: string,
    successors: readonly KeptSuccessor[],
    texts: DeskTexts,
  ): Promise<void> {
    await sql(tx, insertSuccessors, [petitionId, succeeds, JSON.stringify(successors)]);
    const people = await Promise.all(
      successors.map(async ({ id, sealed }) => {
        const open = async (field: string) => (sealed[field] === undefined ? null : texts.open(id, field, sealed[field]));
        const [name, idNumber, phone, address] = await Promise.all(['name', 'idNumber', 'phone', 'address'].map(open));
        return { id, name: name ?? null, idNumber: idNumber ?? null, phone: phone ?? null, address: address ?? null };
      }),
    );
    await indexPetitioners(tx, this.index, petitionId, people);
  }
}

async function keptSuccessor(texts: DeskTexts, petitioner: RegisteredPetitioner): Promise<KeptSuccessor> {
  const { id, below14, guardian } = petitioner;
  const { name, phone } = mask(petitioner);
  const sealed = await texts.seal(id, Object.fromEntries(sealedFields(petitioner)));
  return { id, maskedName: name, maskedPhone: phone, below14, consent: guardian?.consent ?? false, sealed };
}
