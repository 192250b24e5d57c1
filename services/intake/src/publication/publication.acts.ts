import { Mutation, Resolver } from '@nestjs/graphql';
import { accessError } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import type { PublicationGround } from '@sunshine/events';
import { Ctx, type RequestContext } from '@sunshine/platform';
import type { Known } from '@sunshine/redaction';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { idOf } from '../domain/desk-text.js';
import {
  answerPublication,
  proposePublication,
  publish,
  publishable,
  takePublicationDown,
  type OfOpinion,
  type Publication,
} from '../domain/publication/publication.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskRunner } from '../runner/desk.runner.js';
import { DeskSeal } from '../runner/desk.seal.js';
import { AnsweredPublication } from './publication.graph.js';
import {
  AgreeToPublicationInput,
  ObjectToPublicationInput,
  ProposePublicationInput,
  PublishConsentedOpinionInput,
  PublishHeardOpinionInput,
  TakePublicationDownInput,
} from './publication.inputs.js';
import {
  knownPeople,
  living,
  markDown,
  markPublished,
  ofOpinion,
  openPublication,
  publicationOf,
  saveAnswers,
  savePublication,
} from './publication.rows.js';
import { OpinionTexts } from './opinion.texts.js';

/** The text of an opinion in public: proposed, published by a second person, taken down; what petitioners say to it. */
@Resolver()
export class PublicationActs {
  constructor(
    private readonly runner: DeskRunner,
    private readonly seal: DeskSeal,
    private readonly texts: OpinionTexts,
  ) {}

  /** @throws the codes of the rule, PUBLICATION_CONTENT_CHANGED, IDENTITY_DESTROYED, LAW_NOT_HELD */
  @Mutation(() => Petition)
  proposePublication(@Ctx() ctx: RequestContext, @Input() input: ProposePublicationInput): Promise<PetitionRow> {
    const documentId = idOf('documentId', input.documentId);
    return this.runner.onPetition(ctx, 'proposePublication', input, {
      prepare: async (tx, petition, act) => {
        const of = await ofOpinion(tx, petition.id, documentId);
        const proposed = publishable(petition, of, (await openPublication(tx, documentId)) !== null, act);
        const text = await this.texts.genuine(tx, petition.id, proposed.opinion, input.content);
        return { of, proposed, words: { text, known: await knownPeople(tx, petition.id, this.seal) } };
      },
      decide: ({ state, act }, _ids, { of, proposed, words }) => {
        const { publication, objectionAnswer, events } = proposePublication(state.id, proposed, of.answers, input, words, uuid(), act);
        const { organId, on, at } = act;
        const rows = (tx: EntityManager) => savePublication(tx, { publication, petitionId: state.id, organId, objectionAnswer, on, at });
        return { events, rows };
      },
    });
  }

  /** 听证复核意见公示, nothing wider. @throws the codes of the rule, IDENTITY_DESTROYED */
  @Mutation(() => Petition)
  publishHeardOpinion(@Ctx() ctx: RequestContext, @Input() input: PublishHeardOpinionInput): Promise<PetitionRow> {
    return this.publish(ctx, 'publishHeardOpinion', input, 'HEARD');
  }

  /** @throws the codes of the rule, IDENTITY_DESTROYED */
  @Mutation(() => Petition)
  publishConsentedOpinion(@Ctx() ctx: RequestContext, @Input() input: PublishConsentedOpinionInput): Promise<PetitionRow> {
    return this.publish(ctx, 'publishConsentedOpinion', input, 'CONSENT');
  }

  /** @throws the codes of the rule */
  @Mutation(() => Petition)
  takePublicationDown(@Ctx() ctx: RequestContext, @Input() input: TakePublicationDownInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'takePublicationDown', input, {
      prepare: (tx, { id }) => publicationOf(tx, id, idOf('publicationId', input.publicationId)),
      decide: ({ state, act }, _ids, open) => {
        const { id, reason, events } = takePublicationDown(state.id, open, input.reason, act);
        return { events, rows: (tx: EntityManager) => markDown(tx, id, act.on, 'OFFICE', reason) };
      },
    });
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID, the codes of the rule */
  @Mutation(() => AnsweredPublication, { description: 'By the petitioner with the pass, or by the desk with what the petitioner said' })
  agreeToPublication(@Ctx() ctx: RequestContext, @Input() input: AgreeToPublicationInput): Promise<AnsweredPublication> {
    return this.answer(ctx, 'agreeToPublication', input, true);
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID, the codes of the rule */
  @Mutation(() => AnsweredPublication, { description: 'By the petitioner with the pass, or by the desk with what the petitioner said' })
  objectToPublication(@Ctx() ctx: RequestContext, @Input() input: ObjectToPublicationInput): Promise<AnsweredPublication> {
    return this.answer(ctx, 'objectToPublication', input, false);
  }

  private publish(
    ctx: RequestContext,
    name: 'publishHeardOpinion' | 'publishConsentedOpinion',
    input: PublishHeardOpinionInput,
    ground: PublicationGround,
  ): Promise<PetitionRow> {
    type Before = { readonly proposed: Publication | null; readonly of: OfOpinion; readonly known: Known };
    return this.runner.onPetition<Before>(ctx, name, input, {
      prepare: async (tx, { id }) => {
        const proposed = await publicationOf(tx, id, idOf('publicationId', input.publicationId));
        const known = await knownPeople(tx, id, this.seal);
        return { proposed, of: await ofOpinion(tx, id, proposed?.documentId ?? null), known };
      },
      decide: ({ state, act }, _ids, { proposed, of, known }) => {
        const { id, events } = publish(state, proposed, ground, of, known, act);
        return { events, rows: (tx: EntityManager) => markPublished(tx, id, act) };
      },
    });
  }

  private async answer(
    ctx: RequestContext,
    name: 'agreeToPublication' | 'objectToPublication',
    { pass, petitionId, requestId, ...given }: AgreeToPublicationInput,
    agrees: boolean,
  ): Promise<AnsweredPublication> {
    const documentId = idOf('documentId', given.documentId);
    type Before = { readonly of: Pick<OfOpinion, 'opinion' | 'livingIds'>; readonly open: Publication | null };
    const prepare = async (tx: EntityManager, { id }: { readonly id: string }): Promise<Before> => {
      const { opinion } = await ofOpinion(tx, id, documentId);
      return { of: { opinion, livingIds: await living(tx, id, false) }, open: opinion && (await openPublication(tx, documentId)) };
    };
    const answered = (
      { id, kind, anonymous }: Parameters<typeof answerPublication>[0],
      { of, open }: Before,
      by: {
        readonly petitionerId: string | null;
        readonly organId: string | null;
        readonly personId: string | null;
        readonly on: string;
        readonly at: string;
      },
      paper: { readonly way: string | null; readonly fileId: string | null },
    ) => {
      const { petitionerIds, down, events } = answerPublication({ id, kind, anonymous }, of, open, { ...by, agrees });
      const { organId, personId, on, at } = by;
      const rows = async (tx: EntityManager) => {
        const row = { petitionId: id, documentId: documentId as string, petitionerIds, agrees, ...paper, personId, organId, on, at };
        await saveAnswers(
          tx,
          petitionerIds.map(() => uuid()),
          row,
        );
        if (down !== null) await markDown(tx, down, on, 'PETITIONER', null);
      };
      return { events, rows, answer: { petitionId: id, documentId: documentId as string, agrees } };
    };
    if (pass) {
      return this.runner.byPetitioner<Before, AnsweredPublication>(
        ctx,
        name,
        { requestId, pass },
        {
          prepare,
          decide: ({ state, act }, before) =>
            answered(state, before, { ...act, organId: null, personId: null }, { way: null, fileId: null }),
        },
      );
    }
    if (!petitionId) throw accessError('PETITION_NOT_FOUND');
    return this.runner.byOfficer<Before, AnsweredPublication>(
      ctx,
      name,
      { ...given, requestId, petitionId },
      {
        prepare,
        decide: ({ state, act }, _ids, before) => {
          const [petitionerId, fileId] = [idOf('petitionerId', given.petitionerId), idOf('fileId', given.fileId)];
          const decision = answered(state, before, { ...act, petitionerId }, { way: given.way ?? null, fileId });
          return { ...decision, files: { role: 'EVIDENCE', ids: [fileId], field: 'fileId' } };
        },
      },
    );
  }
}
