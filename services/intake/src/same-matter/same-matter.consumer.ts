import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  SameMatterAnswered,
  SameMatterEvaluated,
  SameMatterListDue,
  SameMatterListReceived,
  SameMatterQuestioned,
  type DataOf,
  type Envelope,
} from '@sunshine/events';
import { isDomainError } from '@sunshine/errors';
import { BusContext } from '@sunshine/messaging';
import { Time } from '@sunshine/platform';
import { KeyStore, open } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { sameMatterError } from '../domain/same-matter/same-matter.errors.js';
import { placeOf } from '../sealing/place.js';
import { evaluateBlinded, placesOf, type Blinded } from './blinding.js';
import { SameMatterLists } from './lists.js';
import { addDueList, endQuestion, entriesAt, keepPart, pairKeyOfList, waitingQuestion, type QuestionRow } from './same-matter.rows.js';

/** Where what was blinded for a question lies sealed. */
export const secretsPlace = (questionId: string): string => placeOf(questionId, 'sameMatter');

/** What the exchange brings: lists that are due or have come, questions of partners and their answers to ours. */
@Controller()
export class SameMatterConsumer {
  constructor(
    private readonly lists: SameMatterLists,
    private readonly keys: KeyStore,
    private readonly time: Time,
  ) {}

  @EventPattern<string[]>([SameMatterListDue.type, SameMatterListReceived.type, SameMatterQuestioned.type, SameMatterAnswered.type])
  async on(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    const now = this.time.now();
    if (SameMatterListDue.is(envelope)) await addDueList(tx, envelope.data.listId, envelope.data.node, now);
    if (SameMatterListReceived.is(envelope)) await keepPart(tx, envelope.data, now);
    if (SameMatterQuestioned.is(envelope)) emit(envelope.key, SameMatterEvaluated.create(await this.evaluated(tx, envelope.data, now)));
    if (SameMatterAnswered.is(envelope)) await this.answered(tx, envelope.data, now);
  }

  /** What the pair key makes of what a partner asks: nobody here learns what it is. */
  private async evaluated(
    tx: EntityManager,
    { questionId, node, listId, blinded }: DataOf<typeof SameMatterQuestioned>,
    now: Date,
  ): Promise<DataOf<typeof SameMatterEvaluated>> {
    try {
      const row = await pairKeyOfList(tx, listId, node, now);
      const key = row && this.lists.opened(row);
      if (!key) throw sameMatterError('SAME_MATTER_LIST_OVER');
      const { evaluated, proof } = evaluateBlinded(key.secretKey, listId, blinded);
      return { questionId, node, evaluation: { evaluated: [...evaluated], proof }, refused: null };
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return { questionId, node, evaluation: null, refused: error.code };
    }
  }

  private async answered(
    tx: EntityManager,
    { questionId, node, evaluation, refused }: DataOf<typeof SameMatterAnswered>,
    now: Date,
  ): Promise<void> {
    const question = await waitingQuestion(tx, questionId, node);
    if (!question) return;
    if (!evaluation) return endQuestion(tx, questionId, { state: 'refused', code: refused, prefix: null }, now);
    try {
      const prefix = await this.match(tx, question, evaluation);
      await endQuestion(tx, questionId, { state: prefix === null ? 'none' : 'match', code: null, prefix }, now);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      await endQuestion(tx, questionId, { state: 'refused', code: error.code, prefix: null }, now);
    }
  }

  /**
   * The first signs of the number of the matter that may be the same; null: none is in the list.
   * @throws SAME_MATTER_PROOF_WRONG, IDENTITY_DESTROYED
   */
  private async match(
    tx: EntityManager,
    { id, petitionId, node, listId, publicKey, secrets }: QuestionRow,
    evaluation: { readonly evaluated: readonly string[]; readonly proof: string },
  ): Promise<string | null> {
    const dataKey = await this.keys.open(petitionId);
    const asked = JSON.parse(open(dataKey, secretsPlace(id), secrets!).toString('utf8')) as Blinded[];
    const places = placesOf(asked, { listId, publicKey }, evaluation);
    const found = await entriesAt(
      tx,
      { listId, node },
      places.map(({ tag }) => tag),
    );
    for (const { tag, key } of places) {
      const entry = found.find((one) => one.tag === tag);
      if (entry) return open(key, listId, entry.sealed).toString('utf8');
    }
    return null;
  }
}
