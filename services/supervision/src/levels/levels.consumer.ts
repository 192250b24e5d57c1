import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { takeWords, wantWords, type NodeWords } from '@sunshine/acts';
import { Law } from '@sunshine/clocks';
import { MESSAGE_KINDS, readBody, sealPart } from '@sunshine/envelope';
import { MatterWanted, SupervisionGiven, WordsArrived, WordsGiven, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import { packNumber, workingDayAfter, type Day } from '@sunshine/procedure';
import { answeredByNode, dutyOfTerm, followedByNode, remindedByNode, supervisedByNode, type Asked } from '../domain/levels/elsewhere.js';
import { supervisionGiven } from '../domain/levels/given.js';
import type { Decision, MatterState, SupervisionRecord } from '../domain/matter.js';
import { ByEvents } from '../runner/by-events.js';
import { loadMatter } from '../runner/record.rows.js';

const KINDS = ['reminder', 'supervised-handling', 'supervision-answer'] as const;
const isOurs = (kind: string): kind is (typeof KINDS)[number] => (KINDS as readonly string[]).includes(kind);

const record: Statement = {
  name: 'supervision.record-for-another-node',
  text: `select data record from supervision_record where id = $1 and petition_id = $2 and kind in ('reminder', 'handling')`,
};
const inCharge: Statement = {
  name: 'supervision.in-charge',
  text: `select subject from relation where petition_id = $1 and relation = 'in_charge' order by subject limit 1`,
};

/** Reminders and supervised handling between nodes: what is asked of an organ there, and what another node asks of one here, with the answers. */
@Controller()
export class LevelsConsumer {
  constructor(
    private readonly law: Law,
    private readonly byEvents: ByEvents,
  ) {}

  /** Gives `exchange` what the message says of the record, sealed to the key of the message alone (ADR 0106). */
  @EventPattern<string>('MatterWanted')
  async wanted(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    if (!MatterWanted.is(envelope) || !isOurs(envelope.data.messageKind)) return;
    const { petitionId, wantId, messageKind, about, key } = envelope.data;
    const [found] = await sql<{ record: Extract<SupervisionRecord, { kind: 'reminder' | 'handling' }> }>(tx, record, [about, petitionId]);
    if (!found) return;
    const sealed = await sealPart(key, wantId, supervisionGiven(found.record, messageKind));
    emit(petitionId, SupervisionGiven.create({ petitionId, wantId, sealed }));
  }

  @EventPattern<string>('WordsArrived')
  async arrived(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (WordsArrived.is(envelope) && isOurs(envelope.data.messageKind)) await wantWords(bus, envelope.data);
  }

  @EventPattern<string>('WordsGiven')
  async given(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    const words = WordsGiven.is(envelope) ? await takeWords(bus.tx, envelope.data) : null;
    if (!words) return;
    const state = await loadMatter(bus.tx, words.petitionId, null);
    // Sources have no order between them: what is known of the petition is on its way.
    if (!state) throw new Error(`petition ${words.petitionId} is not known yet`);
    const decided = await this.decided(bus, state, words);
    if (decided) await this.byEvents.write(bus, state, decided);
  }

  private async decided({ tx }: BusContext, state: MatterState, words: NodeWords): Promise<Decision | null> {
    const { kind, messageId, node: id, nodeName: name, organId, receivedOn, about, body } = words;
    if (kind === 'supervision-answer') {
      const { text, answeredOn } = readBody(kind, MESSAGE_KINDS[kind].version, body, ['in-charge']).value;
      return about === null ? null : answeredByNode(state, about, { on: answeredOn, text });
    }
    const [holder] = await sql<{ subject: string }>(tx, inCharge, [state.id]);
    const asked: Asked = { messageId, node: { id, name }, organId, inChargeId: holder?.subject ?? null, receivedOn };
    if (kind === 'reminder') {
      const said = readBody(kind, MESSAGE_KINDS[kind].version, body, ['sender']).value;
      const duty = dutyOfTerm(state, said.term);
      if (!duty) throw new Error(`no duty of petition ${state.id} is known yet`);
      return remindedByNode(state, asked, duty, { ...said, answerBy: said.answerBy ?? (await this.answerBy(tx, state, receivedOn)) });
    }
    const said = readBody('supervised-handling', MESSAGE_KINDS['supervised-handling'].version, body, ['sender']).value;
    if (!said.follows) return supervisedByNode(state, asked, said);
    return followedByNode(state, { handlingId: said.follows.message, node: id, as: said.follows.as, receivedOn }, said);
  }

  /** Where the other node named no day. @source own rule: pack value reminderAnswerDays */
  private async answerBy(tx: BusContext['tx'], { division }: MatterState, on: Day): Promise<Day> {
    const pack = await this.law.packFor(tx, division, on);
    if (pack.values['reminderAnswerDays'] === undefined) return on;
    return workingDayAfter(await this.law.calendarFor(tx, division), on, packNumber(pack, 'reminderAnswerDays').value);
  }
}
