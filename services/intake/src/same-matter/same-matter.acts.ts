import { Inject } from '@nestjs/common';
import { Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import { exchangePlan } from '@sunshine/envelope';
import { errorCatalogue, isDomainError } from '@sunshine/errors';
import { SameMatterAsked } from '@sunshine/events';
import { Ctx, Time, type RequestContext } from '@sunshine/platform';
import { KeyStore, seal } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { formsOfMatter, requireAskable, requireComparable } from '../domain/same-matter/same-matter.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskRunner } from '../runner/desk.runner.js';
import { KeyedHash } from '../sealing/keyed-hash.js';
import { blindForms } from './blinding.js';
import { identitiesOf } from './lists.js';
import { secretsPlace } from './same-matter.consumer.js';
import { AskSameMatterInput, SameMatterQuestion } from './same-matter.graph.js';
import { addQuestionRow, askedToday, comparableOf, partnerLists, questionsOf } from './same-matter.rows.js';

const { ofOfficerADay, formsMost } = exchangePlan.sameMatter;

/** Whether the same matter may be in hand at another node: asked for one registered matter, by who registers there, and answered later. */
@Resolver(() => Petition)
export class SameMatterActs {
  private readonly officers: KeyedHash;

  constructor(
    private readonly db: DataSource,
    private readonly runner: DeskRunner,
    private readonly access: Access,
    private readonly keys: KeyStore,
    private readonly time: Time,
    @Inject(INTAKE_CONFIG) config: IntakeConfig,
  ) {
    this.officers = new KeyedHash(config.INTAKE_INDEX_KEYS, 'same matter officers');
  }

  /** @throws the codes of `requireAskable`, IDENTITY_DESTROYED */
  @Mutation(() => Petition, { description: 'The answers come later, in `sameMatterQuestions`' })
  askSameMatter(@Ctx() ctx: RequestContext, @Input() input: AskSameMatterInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'askSameMatter', input, {
      prepare: async (tx, { id }, { personId, on }) => {
        const matter = (await comparableOf(tx, id))!;
        requireComparable(matter);
        const dataKey = await this.keys.open(id);
        const forms = formsOfMatter(identitiesOf(matter, dataKey), formsMost);
        const lists = await partnerLists(tx, this.time.now());
        return { matter, dataKey, forms, lists, today: await askedToday(tx, { personId, petitionId: id, on }) };
      },
      decide: ({ state: { id: petitionId, number }, act }, _ids, { matter, dataKey, forms, lists, today }) => {
        requireAskable(matter, { forms: forms.length, nodes: lists.length }, today, ofOfficerADay);
        const { personId, organId, on, at } = act;
        const questions = lists.map((list) => ({
          ...list,
          questionId: uuid(),
          asked: blindForms(forms, list),
          officer: this.officerAt(list.node, personId),
        }));
        const rows = async (tx: EntityManager) => {
          for (const { questionId, asked, officer, ...list } of questions)
            await addQuestionRow(tx, {
              ...{ ...list, id: questionId, petitionId, personId, organId, officer, forms: forms.length, askedOn: on, askedAt: at },
              secrets: seal(dataKey, secretsPlace(questionId), JSON.stringify(asked)),
            });
        };
        const events = questions.map(({ questionId, node, listId, officer, asked }) =>
          SameMatterAsked.create({ petitionId, questionId, node, listId, number, officer, blinded: asked.map(({ blinded }) => blinded) }),
        );
        return { events, rows };
      },
    });
  }

  @ResolveField(() => [SameMatterQuestion], {
    nullable: true,
    description: 'Questions to other nodes, the newest first; null for who may not ask them',
  })
  async sameMatterQuestions(
    @Parent() { id }: PetitionRow,
    @Ctx() { kind, personId, on }: RequestContext,
  ): Promise<SameMatterQuestion[] | null> {
    const who = { personId: kind === 'person' ? personId : null, on };
    try {
      await this.access.require(this.db, who, 'askSameMatter', id);
    } catch (error) {
      if (isDomainError(error)) return null;
      throw error;
    }
    return (await questionsOf(this.db.manager, id)).map(({ id: questionId, node, askedOn, state, prefix, code }) => ({
      ...{ id: questionId, node, askedOn, state, numberPrefix: prefix, code },
      reason: code === null ? null : (errorCatalogue().get(code)?.text ?? code),
    }));
  }

  /** The officer under another name at each node: limits hold, and no node can put together what an officer asks of others. */
  private officerAt(node: string, personId: string): string {
    return Buffer.from(this.officers.newest(node, personId).digest, 'base64url').toString('hex');
  }
}
