import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { PetitionSplit, type Envelope } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { DeskSeal } from '../runner/desk.seal.js';
import { judgeFiling, register, type JudgedFiling } from '../domain/registration/registration.js';
import { filingOfPart, type PartOfLetter } from '../domain/split/split.js';
import { Numbers } from '../registration/numbers.js';
import { PetitionWriter } from '../registration/petition-writer.js';
import { Letters, type Letter } from './split.letter.js';
import { SplitStore } from './split.store.js';

type Decided = Parameters<(typeof PetitionSplit)['create']>[0];

const requestTexts: Statement = {
  name: 'intake.split-requests',
  text: 'select id, text from petition_request where petition_id = $1 and text is not null',
};
const blacken: Statement = {
  name: 'intake.split-blacken',
  text: `with r as (update petition_request q set text = null, sealed = v.sealed from unnest($3::uuid[], $4::text[]) v(id, sealed) where q.id = v.id),
      b as (delete from blind_index where petition_id = $1)
    update petition set kind = 'REPORT', summary = null, text = null, respondent = '[]', urgent_event = null, bigrams = '',
      sealed = sealed || $2::jsonb where id = $1`,
};

/** Carries out a split that case has decided: writes the parts with their numbers and sealed identity. */
@Injectable()
export class SplitService {
  constructor(
    private readonly access: Access,
    private readonly letters: Letters,
    private readonly splits: SplitStore,
    private readonly numbers: Numbers,
    private readonly writer: PetitionWriter,
    private readonly seal: DeskSeal,
  ) {}

  async carryOut({ tx, emit, act }: Pick<BusContext, 'tx' | 'emit' | 'act'>, { data }: Envelope<Decided>): Promise<void> {
    const { petitionId, splitId, parts } = data;
    const letter = await this.letters.locked(tx, petitionId);
    const prepared = await this.splits.prepared<PartOfLetter[]>(tx, splitId, petitionId);
    if (!letter || !prepared) return;
    const filing = await this.letters.filing(tx, letter);
    const ids = parts.map((part) => part.petitionId);
    const report = parts.some(({ kind }) => kind === 'REPORT');
    const accused = new Set<string>();
    const judged: JudgedFiling[] = [];
    for (const [index, part] of prepared.parts.entries()) {
      const id = ids[index];
      if (id === undefined) throw new Error(`split ${splitId} has fewer parts than were prepared`);
      const one = filingOfPart(filing, part, letter.visitId);
      judged.push(judgeFiling(one, await this.letters.facts(tx, letter, one, id), act));
    }
    // Judge all parts first: a refused part, which the bus tries again, must not use up numbers.
    for (const part of judged) {
      // If one part is a report, no event may link the others to the letter.
      const { state, events } = register(part, await this.numbers.take(letter.division, act.on), report ? undefined : petitionId);
      emit(state.id, ...events);
      // A retry by the bus reuses the keys of the failed attempt, which are in another database and were not rolled back.
      await this.writer.write(tx, emit, act, state);
      for (const one of state.accusedIds) accused.add(one);
    }
    if (report) await this.blacken(tx, letter);
    for (const subject of accused) await this.access.setRelation(tx, emit, { petitionId, subject, relation: 'barred' });
    await this.splits.done(tx, splitId, ids, act.on);
  }

  /** The letter contains the whole report, so it is sealed completely. */
  private async blacken(tx: EntityManager, letter: Letter): Promise<void> {
    await this.access.seal(tx, letter.id);
    if (letter.kind === 'REPORT') return;
    const texts = this.seal.of(letter);
    const requests = await sql<{ id: string; text: string }>(tx, requestTexts, [letter.id]);
    const sealed = await Promise.all(requests.map(async ({ id, text }) => (await texts.seal(id, { text }))['text']));
    const own = await texts.seal(letter.id, { summary: letter.summary, text: letter.text });
    await sql(tx, blacken, [letter.id, JSON.stringify(own), requests.map(({ id }) => id), sealed]);
  }
}
