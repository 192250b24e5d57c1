import './supervision.css';
import type { ReactNode } from 'react';
import { supervision as texts } from '../../../../src/texts/supervision';
import type { ActRequest } from '../../acts/request';
import type { Values } from '../../acts/fields';
import { dayText } from '../../parts/day';
import { Facts } from '../matter/parts';
import type { Handling, OfMatter, Offer, Proposal, Reminder } from './query';
import { Lines } from './register';

interface Of<Record> {
  readonly record: Record;
  /** The acts on it. */
  readonly acts: ReactNode;
}

/** A button; `words` where the act has two of them. */
interface Button {
  readonly offer: Offer;
  readonly words?: string;
  readonly start?: Values;
  /** What the button is about, where nothing around it says so. */
  readonly about?: string;
}

const RECORD_FIELDS: Readonly<Record<string, string>> = {
  answerReminder: 'reminderId',
  dismissSupervisionProposal: 'proposalId',
  openSupervisedHandling: 'proposalId',
};

/** The triggers that the facts bear against the organ, as first values of the form. */
function startOf({ supervisionTriggers }: OfMatter, { act, organ }: Offer): Values | undefined {
  if (act !== 'openSupervisedHandling') return undefined;
  const found = (supervisionTriggers ?? []).filter((trigger) => trigger.found && trigger.organ.id === organ.id);
  return found.length === 0 ? undefined : { triggers: found.map(({ code, facts }) => ({ code, facts })) };
}

function requestOf(matter: OfMatter, { offer, start }: Button): ActRequest {
  const { act, clockId, recordId, organ } = offer;
  const first = start ?? startOf(matter, offer);
  return {
    act,
    petitionIds: [matter.id],
    given: {
      ...(clockId !== null && { clockId }),
      ...(recordId !== null && { [RECORD_FIELDS[act] ?? 'handlingId']: recordId }),
      ...(act === 'openSupervisedHandling' && { organId: organ.id }),
    },
    ...(first && { start: first }),
  };
}

/** An answer is accepted or sent back: two buttons for one act. */
const buttonsOf = (offer: Offer): readonly Button[] =>
  offer.act === 'judgeSupervisionReply'
    ? [
        { offer, words: texts.handling.accept, start: { accepted: 'yes' } },
        { offer, words: texts.handling.sendBack, start: { accepted: 'no' } },
      ]
    : [{ offer }];

interface ActsProps {
  readonly matter: OfMatter;
  readonly offers: readonly Offer[];
  readonly open: (request: ActRequest) => void;
  /** Whether the buttons name organ and duty, because they stand under no record. */
  readonly named?: boolean;
}

/** Buttons for these acts. */
export function RecordActs({ matter, offers, open, named = false }: ActsProps): ReactNode {
  if (offers.length === 0) return null;
  const dutyOf = (clockId: string | null): string => matter.clocks?.find(({ id }) => id === clockId)?.title ?? '';
  return (
    <p className="row no-print">
      {offers.flatMap(buttonsOf).map((button) => (
        <button
          key={`${button.offer.act} ${button.offer.clockId} ${button.offer.recordId} ${button.offer.organ.id} ${button.words}`}
          type="button"
          className="button"
          onClick={() => open(requestOf(matter, button))}
        >
          {named
            ? texts.section.of(button.offer.name, button.offer.organ.name, dutyOf(button.offer.clockId))
            : (button.words ?? button.offer.name)}
        </button>
      ))}
    </p>
  );
}

export function Card({
  title,
  state,
  children,
}: {
  readonly title: string;
  readonly state: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <>
      <p className="row">
        <strong>{title}</strong>
        <span className="badge brand">{state}</span>
      </p>
      {children}
    </>
  );
}

export function ReminderCard({ record, acts }: Of<Reminder>): ReactNode {
  const t = texts.reminder;
  return (
    <Card title={t.title(record.number)} state={record.stateName}>
      <Facts
        of={[
          [t.organ, record.organ.name],
          [t.by, record.fromNode ?? (record.means === 'system' ? `${record.byOrgan.name}（${t.system}）` : record.byOrgan.name)],
          [t.duty, texts.orders.due(record.termName, dayText(record.effectiveDue))],
          [t.means, record.meansName],
          [t.spokenWith, record.spokenWith],
          [t.reason, record.reason],
          [t.on, dayText(record.openedOn)],
          [t.replyBy, dayText(record.replyBy)],
          [t.answer, record.answer && record.answeredOn && `${dayText(record.answeredOn)} ${record.answer}`],
          [t.withdrawn, record.withdrawnReason],
        ]}
      />
      {acts}
    </Card>
  );
}

export function ProposalCard({ record, acts }: Of<Proposal>): ReactNode {
  const t = texts.proposal;
  return (
    <Card title={t.title} state={record.stateName}>
      <Facts
        of={[
          [t.organ, record.organ.name],
          [t.duty, texts.orders.due(record.termName, dayText(record.effectiveDue))],
          [t.on, dayText(record.openedOn)],
          [t.ended, record.endedOn && `${dayText(record.endedOn)} ${record.endReason ?? ''}`],
        ]}
      />
      {acts}
    </Card>
  );
}

export function HandlingCard({ record, acts }: Of<Handling>): ReactNode {
  const t = texts.handling;
  return (
    <Card title={t.title(record.number)} state={record.stateName}>
      <Facts
        of={[
          [t.organ, record.organ.name],
          [t.by, record.fromNode ?? record.byOrgan.name],
          [t.on, dayText(record.openedOn)],
          [t.means, record.meansName],
          [t.replyBy, dayText(record.replyBy)],
        ]}
      />
      {acts}
      <Lines
        title={t.triggers}
        lines={record.triggers.map(({ name, article, facts }) => (
          <>
            <strong>{name}</strong>
            {article && <span className="muted">（{article}）</span>}
            <br />
            {facts}
          </>
        ))}
      />
      <Facts
        of={[
          [t.wrong, record.wrong],
          [t.request, record.request],
        ]}
      />
      <Lines
        title={t.steps}
        lines={record.steps.map(({ on, stepName, with: whom, found }) => [dayText(on), stepName, whom, found].filter(Boolean).join(' '))}
      />
      <Lines
        title={t.extensions}
        lines={record.extensions.map(({ on, from, to, reason }) => `${dayText(on)} ${t.extended(dayText(from), dayText(to))} ${reason}`)}
      />
      <Lines
        title={t.replies}
        lines={record.replies.map(({ on, text, accepted, judgedOn, missing }) => (
          <>
            {dayText(on)} {text}
            <br />
            <span className={accepted === false ? 'badge warn' : 'badge'}>
              {accepted === null ? t.waits : accepted ? t.accepted : t.returned}
            </span>{' '}
            {judgedOn && dayText(judgedOn)} {missing && `${t.missing}：${missing}`}
          </>
        ))}
      />
      <Facts of={[[t.result, record.closedOn && `${dayText(record.closedOn)} ${record.result ?? ''}`]]} />
    </Card>
  );
}
