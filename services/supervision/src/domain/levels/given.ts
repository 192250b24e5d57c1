import type { SupervisedHandling } from '../handling/handling.records.js';
import type { Reminder } from '../reminders/reminders.records.js';

/** Of a trigger's title in a message. */
const TRIGGER = 100;

/** Fields without those that nobody has said anything of. */
const said = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''));

function reminded({ term, effectiveDue: dueOn, openedOn, replyBy: answerBy, reason: text, number }: Reminder): Record<string, unknown> {
  return { term, dueOn, remindedOn: openedOn, answerBy, text, paper: { number, issuedOn: openedOn } };
}

/** What another node is told of supervised handling: as it was opened, or what became of it last. */
function supervised(handling: SupervisedHandling): Record<string, unknown> {
  const { triggers, wrong, request, replyBy, number, openedOn, replies, extensions, closed } = handling;
  const judged = replies.at(-1)?.judged;
  const facts = triggers.map(({ title, article, facts: of }) =>
    [article === '' ? title : `${title}（${article}）`, of].filter(Boolean).join('：'),
  );
  const opened = [wrong, ...facts].join('\n');
  const extension = extensions.findLast(({ to }) => to === replyBy);
  const last = closed?.result ?? (judged?.accepted ? '对反馈予以认可' : (extension?.reason ?? judged?.missing));
  return {
    triggers: triggers.map(({ title }) => [...title].slice(0, TRIGGER).join('')),
    ...{ finding: last ?? opened, todo: [request], replyBy, paper: { number, issuedOn: openedOn } },
  };
}

function answered(record: Reminder | SupervisedHandling): Record<string, unknown> {
  const answer = record.kind === 'reminder' ? record.answer : record.replies.at(-1);
  return said({ answeredOn: answer?.on, text: answer?.text });
}

/** The part of `supervision` in a message of that kind, as `libs/envelope` has its fields. */
export function supervisionGiven(record: Reminder | SupervisedHandling, messageKind: string): Record<string, unknown> {
  if (messageKind === 'supervision-answer') return answered(record);
  return record.kind === 'reminder' ? reminded(record) : supervised(record);
}
