import { Inject } from '@nestjs/common';
import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import type { CorrectedField } from '@sunshine/events';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { classifyPetition } from '../domain/record/classification.js';
import { confirmCorrection, correctRegistration, isOfPetitioner, type Correction } from '../domain/record/correction.js';
import { requireCorrectable } from '../domain/holders/succession.js';
import { recordError } from '../domain/record/record.errors.js';
import type { DeskPetition } from '../domain/desk-petition.js';
import { idOf } from '../domain/desk-text.js';
import { mask } from '../domain/registration/identity.js';
import { bigrams } from '../domain/register/search.js';
import { answerSupplement, askSupplement, supplementPetition, type OpenRequest, type Supplement } from '../domain/record/supplement.js';
import { indexPetitioners } from '../sealing/blind-index.js';
import { KeyedHash } from '../sealing/keyed-hash.js';
import { DeskRunner } from '../runner/desk.runner.js';
import type { DeskTexts } from '../runner/desk.seal.js';
import { trackedSupplement } from './record.reads.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import {
  AnswerSupplementInput,
  AskSupplementInput,
  ClassifyPetitionInput,
  ConfirmCorrectionInput,
  CorrectRegistrationInput,
  SupplementPetitionInput,
} from './record.inputs.js';
import { TrackedSupplement } from './record.graph.js';

const insertSupplement: Statement = {
  name: 'intake.supplement-insert',
  text: `insert into supplement (id, petition_id, organ_id, received_on, text, sealed, file_ids, person_id, at)
         values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)`,
};
const askedOn: Statement = {
  name: 'intake.supplement-asked',
  text: 'select asked_on as "askedOn" from supplement_request where petition_id = $1',
};
const openRequest: Statement = {
  name: 'intake.supplement-open-request',
  text: `select r.organ_id as "organId", (select d.on_day from departure d where d.petitioner_id = $2) as "leftOn",
      (select count(*)::int from supplement s where s.petition_id = r.petition_id and s.person_id is null and s.from_node is null) as answers
    from supplement_request r where r.petition_id = $1`,
};
const insertRequest: Statement = {
  name: 'intake.supplement-ask',
  text: `insert into supplement_request (id, petition_id, organ_id, items, sealed, answer_by, asked_on, person_id, at)
         values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, $9)`,
};
const insertClassification: Statement = {
  name: 'intake.classification-insert',
  text: `with c as (
      insert into classification (id, petition_id, organ_id, former_kind, kind, content_class, purpose, proposed_exit, reason, sealed, person_id, on_day, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, $13)
    ) update petition set kind = $5, content_class = $6, purpose = $7 where id = $2`,
};
const insertCorrection: Statement = {
  name: 'intake.correction-insert',
  text: `insert into correction (id, petition_id, petitioner_id, field, former, value, reason, evidence, sealed, evidence_file_id, state, person_id, on_day, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14)`,
};
const undecided: Statement = {
  name: 'intake.correction-undecided',
  text: `select 1 from correction where petition_id = $1 and field = 'receivedOn' and state = 'proposed'`,
};
const proposedCorrection: Statement = {
  name: 'intake.correction-proposed',
  text: `select id, petition_id as "petitionId", petitioner_id as "petitionerId", field, former, value, reason, evidence,
      evidence_file_id as "evidenceFileId", state, person_id as "by", on_day as "on", confirmed_by as "confirmedBy", confirmed_on as "confirmedOn"
    from correction where id = $1 and petition_id = $2`,
};
const decideCorrection: Statement = {
  name: 'intake.correction-decide',
  text: 'update correction set state = $2, confirmed_by = $3, confirmed_on = $4 where id = $1',
};

/** How a field of the petition's row is written; summary and text of a report are in `sealed`. */
const COLUMNS: Partial<Record<CorrectedField, string>> = {
  receivedOn: 'received_on = $2::date',
  postmarkOn: 'postmark_on = $2::date',
  firstStampOn: 'first_stamp_on = $2::date',
  peopleCount: 'people_count = $2::int',
};
const setColumn = (field: CorrectedField): Statement => ({
  name: `intake.correct-${field}`,
  text: `update petition set ${COLUMNS[field]} where id = $1`,
});
const setTexts: Statement = {
  name: 'intake.correct-texts',
  text: 'update petition set summary = $2, text = $3, bigrams = array_to_tsvector($4::text[]) where id = $1',
};
const setSealed: Statement = { name: 'intake.correct-sealed', text: 'update petition set sealed = sealed || $2::jsonb where id = $1' };
const sealedOf: Statement = { name: 'intake.correct-sealed-of', text: 'select sealed from petition where id = $1' };
const petitionerOf: Statement = {
  name: 'intake.correct-petitioner',
  text: `select sealed, ended_on as "endedOn", exists (select 1 from succession s where s.petitioner_id = t.id and s.state = 'proposed') as undecided
    from petitioner t where id = $1 and petition_id = $2 for update of t`,
};
const setPetitioner: Statement = {
  name: 'intake.correct-petitioner-set',
  text: `with gone as (delete from blind_index where petition_id = $2 and petitioner_id = $1),
      p as (update petitioner set sealed = $3::jsonb, masked_name = $4, masked_phone = $5 where id = $1)
    select 1`,
};

/** Later acts on a registration: supplements, corrections, classification. */
@Resolver()
export class RecordActs {
  private readonly index: KeyedHash;

  constructor(
    private readonly runner: DeskRunner,
    @Inject(INTAKE_CONFIG) config: IntakeConfig,
  ) {
    this.index = new KeyedHash(config.INTAKE_INDEX_KEYS, 'blind index');
  }

  /** @throws the codes of the rule */
  @Mutation(() => Petition)
  supplementPetition(@Ctx() ctx: RequestContext, @Input() input: SupplementPetitionInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'supplementPetition', input, ({ state, texts, act }) => {
      const { supplement, events } = supplementPetition(state, input, uuid(), act);
      return {
        events,
        files: { role: 'ATTACHMENT', ids: supplement.fileIds, field: 'fileIds.*' },
        rows: (tx) => keepSupplement(tx, texts, supplement, { personId: act.personId, at: act.at }),
      };
    });
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID, UPLOAD_PASS_INVALID, UPLOAD_PASS_EXPIRED, the codes of the rule and of `PetitionFiles.add` */
  @Mutation(() => TrackedSupplement, {
    description: 'By the holder of the query code; the course shows it like material received at the desk',
  })
  answerSupplement(@Ctx() ctx: RequestContext, @Input() input: AnswerSupplementInput): Promise<TrackedSupplement> {
    const { pass, requestId, uploadPass, text, fileIds } = input;
    return this.runner.byPetitioner<OpenRequest | null, TrackedSupplement>(
      ctx,
      'answerSupplement',
      { pass, requestId, text, fileIds },
      {
        prepare: async (tx, { id }, { petitionerId }) => (await sql<OpenRequest>(tx, openRequest, [id, petitionerId]))[0] ?? null,
        decide: ({ state, texts, act }, asked) => {
          const { supplement, events } = answerSupplement(state, asked, input, uuid(), act);
          return {
            events,
            files: { role: 'ATTACHMENT', ids: supplement.fileIds, field: 'fileIds.*', uploadPass },
            rows: (tx) => keepSupplement(tx, texts, supplement, { personId: null, at: act.at }),
            answer: trackedSupplement(supplement),
          };
        },
      },
    );
  }

  /** @throws the codes of the rule */
  @Mutation(() => Petition)
  askSupplement(@Ctx() ctx: RequestContext, @Input() input: AskSupplementInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'askSupplement', input, {
      prepare: async (tx, { id }) => (await sql<{ askedOn: string }>(tx, askedOn, [id]))[0] ?? null,
      decide: ({ state, texts, act }, _ids, former) => {
        const { request, events } = askSupplement(state, former, input, act);
        const id = uuid();
        const rows = async (tx: EntityManager) => {
          const kept = await texts.keep(id, { items: JSON.stringify(request.items) });
          const { organId, answerBy, askedOn: on } = request;
          await sql(tx, insertRequest, [
            id,
            state.id,
            organId,
            kept.open.items,
            JSON.stringify(kept.sealed),
            answerBy,
            on,
            act.personId,
            act.at,
          ]);
        };
        return { events, rows };
      },
    });
  }

  /** @throws the codes of the rule */
  @Mutation(() => Petition)
  classifyPetition(@Ctx() ctx: RequestContext, @Input() input: ClassifyPetitionInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'classifyPetition', input, ({ state, texts, act }) => {
      const { classification, events } = classifyPetition(state, input, uuid(), act);
      const { id, organId, formerKind, kind, contentClass, purpose, proposedExit, reason, by, on } = classification;
      const rows = async (tx: EntityManager) => {
        const kept = await texts.keep(id, { reason });
        await sql(tx, insertClassification, [
          id,
          state.id,
          organId,
          formerKind,
          kind,
          contentClass,
          purpose,
          proposedExit,
          kept.open.reason,
          JSON.stringify(kept.sealed),
          by,
          on,
          act.at,
        ]);
      };
      return { events, rows };
    });
  }

  /** @throws CORRECTION_OWNER_UNKNOWN, CORRECTION_OF_ENDED, IDENTITY_DESTROYED, the codes of the rule */
  @Mutation(() => Petition)
  correctRegistration(@Ctx() ctx: RequestContext, @Input() input: CorrectRegistrationInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'correctRegistration', input, {
      prepare: async (tx, petition) => {
        const texts = this.runner.textsOf(petition);
        const petitionerId = isOfPetitioner(input.field) ? (idOf('petitionerId', input.petitionerId) ?? '') : null;
        const identity = petitionerId === null ? null : await identityOf(tx, petition, petitionerId, input.field, texts);
        const former = identity ? (identity[input.field as keyof Identity] ?? null) : await valueOf(tx, petition, input.field, texts);
        const waiting = (await sql(tx, undecided, [petition.id])).length > 0;
        return { petitionerId, identity, former, waiting };
      },
      decide: ({ state, texts, act }, _ids, { petitionerId, identity, former, waiting }) => {
        const given = { ...input, petitionerId };
        const { correction, events } = correctRegistration(state, given, { id: uuid(), former, undecided: waiting }, act);
        const rows = async (tx: EntityManager) => {
          await this.insert(tx, correction, act.at, texts);
          if (correction.state === 'applied') await this.apply(tx, state, correction, texts, identity);
        };
        return { events, files: { role: 'EVIDENCE', ids: [correction.evidenceFileId], field: 'evidenceFileId' }, rows };
      },
    });
  }

  /** @throws CORRECTION_UNKNOWN, CORRECTION_OWN_PROPOSAL */
  @Mutation(() => Petition)
  confirmCorrection(@Ctx() ctx: RequestContext, @Input() input: ConfirmCorrectionInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'confirmCorrection', input, {
      prepare: async (tx, { id }) =>
        (await sql<Correction>(tx, proposedCorrection, [idOf('correctionId', input.correctionId), id]))[0] ?? null,
      decide: ({ state, texts, act }, _ids, proposed) => {
        const { correction, events } = confirmCorrection(proposed, input.accepted, act);
        const rows = async (tx: EntityManager) => {
          await sql(tx, decideCorrection, [correction.id, correction.state, correction.confirmedBy, correction.confirmedOn]);
          if (correction.state === 'applied') await this.apply(tx, state, correction, texts, null);
        };
        return { events, rows };
      },
    });
  }

  /** Values of a petitioner's field are always sealed; days and the number of people are stored open. */
  private async insert(tx: EntityManager, correction: Correction, at: string, texts: DeskTexts): Promise<void> {
    const { id, petitionId, petitionerId, field, former, value, reason, evidence, evidenceFileId, state, by, on } = correction;
    const values = { former, value };
    const open = COLUMNS[field] !== undefined;
    const keptValues = open
      ? { open: values, sealed: {} }
      : petitionerId === null
        ? await texts.keep(id, values)
        : { open: { former: null, value: null }, sealed: await texts.seal(id, values) };
    const kept = await texts.keep(id, { reason, evidence });
    await sql(tx, insertCorrection, [
      id,
      petitionId,
      petitionerId,
      field,
      keptValues.open.former,
      keptValues.open.value,
      kept.open.reason,
      kept.open.evidence,
      JSON.stringify({ ...kept.sealed, ...keptValues.sealed }),
      evidenceFileId,
      state,
      by,
      on,
      at,
    ]);
  }

  private async apply(
    tx: EntityManager,
    petition: DeskPetition,
    { field, value, petitionerId }: Correction,
    texts: DeskTexts,
    identity: Identity | null,
  ): Promise<void> {
    if (COLUMNS[field] !== undefined) await sql(tx, setColumn(field), [petition.id, value]);
    else if (identity && petitionerId) await this.applyIdentity(tx, petition, petitionerId, { ...identity, [field]: value }, texts);
    else if (petition.kind === 'REPORT')
      await sql(tx, setSealed, [petition.id, JSON.stringify(await texts.seal(petition.id, { [field]: value }))]);
    else {
      const summary = field === 'summary' ? value : petition.summary;
      const text = field === 'text' ? value : petition.text;
      await sql(tx, setTexts, [petition.id, summary, text, bigrams(summary ?? '', text ?? '')]);
    }
  }

  /** Replaces the blind index, so that the petitioner is found by the corrected values only. */
  private async applyIdentity(
    tx: EntityManager,
    petition: DeskPetition,
    petitionerId: string,
    identity: Identity,
    texts: DeskTexts,
  ): Promise<void> {
    const masked = mask(identity);
    const sealed = await texts.seal(petitionerId, { ...identity });
    await sql(tx, setPetitioner, [petitionerId, petition.id, JSON.stringify(sealed), masked.name, masked.phone]);
    if (petition.kind === 'REPORT' || petition.anonymous) return;
    await indexPetitioners(tx, this.index, petition.id, [{ id: petitionerId, ...identity }]);
  }
}

/** @param from `personId`: the officer; null for the holder of the query code */
async function keepSupplement(
  tx: EntityManager,
  texts: DeskTexts,
  { id, petitionId, organId, receivedOn, text, fileIds }: Supplement,
  { personId, at }: { readonly personId: string | null; readonly at: string },
): Promise<void> {
  const kept = await texts.keep(id, { text });
  const sealed = JSON.stringify(kept.sealed);
  await sql(tx, insertSupplement, [id, petitionId, organId, receivedOn, kept.open.text, sealed, fileIds, personId, at]);
}

interface Identity {
  readonly name: string | null;
  readonly idType: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly guardianName: string | null;
  readonly guardianRelation: string | null;
}

async function identityOf(
  tx: EntityManager,
  petition: DeskPetition,
  petitionerId: string,
  corrected: CorrectedField,
  texts: DeskTexts,
): Promise<Identity> {
  type Row = { readonly sealed: Record<string, string>; readonly endedOn: string | null; readonly undecided: boolean };
  const [row] = await sql<Row>(tx, petitionerOf, [petitionerId || null, petition.id]);
  if (!row) throw recordError('CORRECTION_OWNER_UNKNOWN');
  requireCorrectable(corrected, row);
  const field = async (name: keyof Identity) => {
    const sealed = row.sealed[name];
    return sealed === undefined ? null : texts.open(petitionerId, name, sealed);
  };
  return {
    name: await field('name'),
    idType: await field('idType'),
    idNumber: await field('idNumber'),
    phone: await field('phone'),
    address: await field('address'),
    guardianName: await field('guardianName'),
    guardianRelation: await field('guardianRelation'),
  };
}

/** The present value of a field of the petition. */
async function valueOf(tx: EntityManager, petition: DeskPetition, field: CorrectedField, texts: DeskTexts): Promise<string | null> {
  switch (field) {
    case 'receivedOn':
    case 'postmarkOn':
    case 'firstStampOn':
      return petition[field];
    case 'peopleCount':
      return String(petition.peopleCount);
    case 'summary':
    case 'text': {
      if (petition.kind !== 'REPORT') return petition[field];
      const [row] = await sql<{ sealed: Record<string, string> }>(tx, sealedOf, [petition.id]);
      const sealed = row?.sealed[field];
      return sealed === undefined ? null : texts.open(petition.id, field, sealed);
    }
    case 'name':
    case 'idType':
    case 'idNumber':
    case 'phone':
    case 'address':
      return null;
  }
}
