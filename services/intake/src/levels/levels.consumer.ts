import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { lineOf, writeLine } from '@sunshine/audit';
import { sealPart, withoutReporter } from '@sunshine/envelope';
import { MatterGiven, MatterWanted, WordsArrived, WordsGiven, type Act, type DataOf, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { Letters } from '../split/split.letter.js';
import { TravellingFiles } from './files.js';
import { matterOf, type RegisteredMatter } from './matter.js';
import { Recipients } from './recipients.js';
import { Reports, type Party } from './reports.js';
import { SPLIT, Splits } from './splits.js';
import { SUPPLEMENT, Supplements } from './supplements.js';
import { UrgentEvents } from './urgent-events.js';

/** Kinds of message that hand the matter itself over. */
const HANDED_OVER: ReadonlySet<string> = new Set(['transfer', 'assignment', 'political-legal-hand-over', 'discipline-hand-over']);

type Asked = Pick<Envelope, 'source'> & { readonly data: DataOf<typeof MatterWanted> };

interface Row extends Omit<
  RegisteredMatter,
  'registeringOrgan' | 'petitioners' | 'respondents' | 'accused' | 'summary' | 'text' | 'attachments'
> {
  readonly respondent: readonly Party[];
  readonly accused?: readonly Party[];
}

const registered: Statement = {
  name: 'intake.matter-for-another-node',
  text: `select p.number, p.kind, p.channel, p.purpose, p.content_class "contentClass", p.received_on "receivedOn", p.registered_at "registeredAt",
      p.people_count "peopleCount", p.anonymous, p.staff_conduct "staffConduct", p.previous_number "previousNumber", p.respondent,
      array(select r.text from petition_request r where r.petition_id = p.id and r.text is not null order by r.position) requests
    from petition p where p.id = $1`,
};

/**
 * Gives `exchange` the matter that is handed over to another node, sealed to the key of the message alone (ADR 0106). Each opening stands in the
 * audit, by the service that asked.
 */
@Controller()
export class LevelsConsumer {
  constructor(
    private readonly letters: Letters,
    private readonly recipients: Recipients,
    private readonly reports: Reports,
    private readonly urgent: UrgentEvents,
    private readonly supplements: Supplements,
    private readonly splits: Splits,
    private readonly access: Access,
    private readonly files: TravellingFiles,
  ) {}

  @EventPattern<string>('MatterWanted')
  async wanted(@Payload() envelope: Envelope, @Ctx() { tx, emit, act }: BusContext): Promise<void> {
    if (!MatterWanted.is(envelope)) return;
    const { petitionId, wantId, messageKind, about, fileIds = [], key } = envelope.data;
    if (messageKind === 'service') {
      const petitioners = await this.recipients.of(tx, act, { petitionId, about, by: envelope.source });
      // Nothing of a petition goes of whose petitioners nothing does.
      const told = petitioners.length === 0 ? [] : await this.files.told(tx, petitionId, fileIds);
      await this.note(
        tx,
        act,
        envelope,
        told.map(({ id }) => id),
      );
      const given = {
        petitioners,
        ...(told.length > 0 && { attachments: told.map(({ named }) => named), files: told.map((file) => file.given) }),
      };
      emit(petitionId, MatterGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, given) }));
      return;
    }
    if (messageKind === 'urgent-report') {
      const urgent = about === null ? null : await this.urgent.of(tx, act, { petitionId, about, by: envelope.source });
      if (urgent) emit(petitionId, MatterGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, urgent) }));
      return;
    }
    if (messageKind === SUPPLEMENT) {
      const added = about === null ? null : await this.supplements.of(tx, act, { petitionId, about, by: envelope.source });
      if (added) emit(petitionId, MatterGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, added) }));
      return;
    }
    if (messageKind === SPLIT) {
      const split = await this.splits.of(tx, act, { petitionId, by: envelope.source });
      if (split) emit(petitionId, MatterGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, split) }));
      return;
    }
    if (!HANDED_OVER.has(messageKind)) return;
    const letter = await this.letters.locked(tx, petitionId);
    // A report is handed over by its own way alone.
    if (!letter || (letter.kind === 'REPORT') !== (messageKind === 'discipline-hand-over')) return;
    const [found] = await sql<Row>(tx, registered, [petitionId]);
    if (!found) return;
    const report = letter.kind === 'REPORT' ? await this.reports.opened(tx, petitionId) : null;
    const row = { ...found, ...report };
    const { petitioners } = await this.letters.filing(tx, letter);
    const parties = [...row.respondent, ...(row.accused ?? [])];
    const organIds = [letter.organId, ...parties.flatMap(({ organId }) => organId ?? [])];
    const names = new Map((await this.access.organs(tx, organIds)).flatMap((organ) => (organ ? [[organ.id, organ.name] as const] : [])));
    const name = names.get(letter.organId);
    const hidden = report !== null && !(await this.reports.mayName(tx, about));
    const files = await this.files.of(tx, petitionId, row.anonymous);
    const said = (of: Row['respondent']) => of.flatMap(({ organId, text }) => text ?? names.get(organId ?? '') ?? []);
    const matter = matterOf({
      ...row,
      attachments: files.map(({ named }) => named),
      summary: report?.summary ?? letter.summary ?? '',
      text: report?.text ?? letter.text ?? '',
      registeringOrgan: name === undefined ? null : { id: letter.organId, name },
      respondents: said(row.respondent),
      accused: said(row.accused ?? []),
      petitioners: petitioners ?? [],
    });
    await this.note(tx, act, envelope, ['matter', ...files.map(({ id }) => id)]);
    const given = { division: letter.division, matter: hidden ? withoutReporter(matter) : matter, files: files.map((file) => file.given) };
    const sealed = await sealPart(key, wantId, given);
    emit(petitionId, MatterGiven.create({ petitionId, wantId, sealed }));
  }

  @EventPattern<string>('WordsArrived')
  async arrived(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (WordsArrived.is(envelope) && envelope.data.messageKind === SUPPLEMENT) await this.supplements.arrived(bus, envelope.data);
  }

  @EventPattern<string>('WordsGiven')
  async words(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (WordsGiven.is(envelope)) await this.supplements.given(bus, envelope.data);
  }

  /** Each opening stands in the audit, with the kind of message as its purpose. */
  private async note(tx: EntityManager, act: Act, { source, data }: Asked, parts: readonly string[]): Promise<void> {
    const { petitionId: subject, messageKind: purpose } = data;
    const asked = { ...act, actor: { kind: 'service', id: source } } as const;
    for (const part of parts) await writeLine(tx, lineOf(asked, 'giveMatter', { subject, part, purpose }));
  }
}
