import type { VariablesOf } from '../../graph/tada';
import type { FactsOfForm } from './candidates';
import { desk } from '../../../../src/texts/desk';
import type { REGISTER } from './register';

export type Channel = keyof typeof desk.entry.channels;
export type Kind = keyof typeof desk.entry.kinds;

/** An organ or person of the directory by name, or free text (`id` null). */
export interface Named {
  readonly id: string | null;
  readonly text: string;
}

/** A file that is on the server. */
export interface Sent {
  readonly id: string;
  readonly name: string;
}

export interface PetitionerRow {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly representative: boolean;
  readonly below14: boolean;
  readonly guarded: boolean;
  readonly guardianName: string;
  readonly guardianRelation: string;
  readonly guardianConsent: boolean;
}

/** Values of the desk's form; days `YYYY-MM-DD` and times `HH:MM` of Asia/Shanghai. */
export interface DeskForm {
  readonly requestId: string;
  /** Whether it is registered: sending it again answers the same registration. */
  readonly registered: boolean;
  readonly channel: Channel;
  readonly kind: Kind;
  readonly receivedOn: string;
  readonly postmarkOn: string;
  readonly firstStampOn: string;
  readonly stampNumber: string;
  readonly barCode: string;
  readonly envelope: readonly Sent[];
  readonly recording: readonly Sent[];
  readonly sender: string;
  readonly senderNumber: string;
  readonly senderKind: keyof typeof desk.entry.senderKinds;
  readonly reportBy: string;
  /** The message by which another node sent it, and its number there; empty if it came otherwise. */
  readonly arrivedMessageId: string;
  readonly arrivedNumber: string;
  readonly visitId: string;
  /** Number of visitors of the chosen visit; null if none is chosen. */
  readonly visitHeads: number | null;
  readonly timeIn: string;
  readonly timeOut: string;
  readonly place: string;
  readonly ticketNumber: string;
  readonly headCount: string;
  readonly called: readonly Named[];
  readonly onDuty: readonly Named[];
  readonly division: string;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly string[];
  readonly anonymous: boolean;
  readonly petitioners: readonly PetitionerRow[];
  readonly peopleCount: string;
  /** Whether the officer confirmed that fewer people raise this matter than came to the visit. */
  readonly fewer: boolean;
  readonly entered: boolean;
  readonly wordsOf: string;
  readonly readBack: boolean;
  readonly signature: readonly Sent[];
  readonly agentName: string;
  readonly mandate: readonly Sent[];
  readonly respondent: readonly Named[];
  readonly accused: readonly Named[];
  /** The accused who are people of the directory. */
  readonly accusedPeople: readonly Named[];
  readonly staffConduct: boolean;
  readonly addressedTo: readonly Named[];
  readonly purpose: string;
  readonly contentClass: string;
  readonly previousNumber: string;
  readonly urgent: boolean;
  readonly urgentReason: string;
  readonly urgentEndsOn: string;
  readonly attachments: readonly Sent[];
  readonly split: boolean;
  readonly reportSummary: string;
  readonly reportText: string;
  readonly reportRequests: readonly string[];
  readonly reportContentClass: string;
}

export const blankPetitioner: PetitionerRow = {
  name: '',
  idType: '',
  idNumber: '',
  phone: '',
  address: '',
  representative: false,
  below14: false,
  guarded: false,
  guardianName: '',
  guardianRelation: '',
  guardianConsent: false,
};

export const nothing: Named = { id: null, text: '' };

/** Values that one form passes to the next on the same day. */
export interface DayDefaults {
  readonly on: string;
  readonly channel: Channel;
  readonly division: string;
  readonly stampNumber: string;
  readonly place: string;
}

export function blankForm({ on, channel, division, stampNumber, place }: DayDefaults): DeskForm {
  return {
    requestId: crypto.randomUUID(),
    registered: false,
    channel,
    kind: 'CLAIM',
    receivedOn: on,
    postmarkOn: '',
    firstStampOn: '',
    stampNumber,
    barCode: '',
    envelope: [],
    recording: [],
    sender: '',
    senderNumber: '',
    senderKind: 'TRANSFER',
    reportBy: '',
    arrivedMessageId: '',
    arrivedNumber: '',
    visitId: '',
    visitHeads: null,
    timeIn: '',
    timeOut: '',
    place,
    ticketNumber: '',
    headCount: '',
    called: [nothing],
    onDuty: [nothing],
    division,
    summary: '',
    text: '',
    requests: [''],
    anonymous: false,
    petitioners: [blankPetitioner],
    peopleCount: '',
    fewer: false,
    entered: false,
    wordsOf: '1',
    readBack: false,
    signature: [],
    agentName: '',
    mandate: [],
    respondent: [nothing],
    accused: [nothing],
    accusedPeople: [],
    staffConduct: false,
    addressedTo: [],
    purpose: '',
    contentClass: '',
    previousNumber: '',
    urgent: false,
    urgentReason: '',
    urgentEndsOn: '',
    attachments: [],
    split: false,
    reportSummary: '',
    reportText: '',
    reportRequests: [''],
    reportContentClass: '',
  };
}

/** Whether somebody typed what a matter says. */
export const isBegun = ({ summary, text, requests, petitioners }: DeskForm): boolean =>
  [summary, text, ...requests, ...petitioners.map(({ name }) => name)].some((typed) => typed.trim() !== '');

/** The defaults for the next form after this one is registered: the next letter gets the next stamp number. */
export const handedOn = (form: DeskForm, on: string): DayDefaults => ({
  on,
  channel: form.channel,
  division: form.division,
  stampNumber: form.channel === 'LETTER' && form.stampNumber !== '' ? String(Number(form.stampNumber) + 1) : form.stampNumber,
  place: form.place,
});

export const isSplit = ({ split, channel, kind }: DeskForm): boolean => split && channel === 'LETTER' && kind === 'CLAIM';

/** `HH:MM` of a day of Asia/Shanghai as an instant. */
export const instantOf = (day: string, time: string): string | null =>
  time === '' ? null : new Date(`${day}T${time}:00+08:00`).toISOString();

export const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** Number of people of the chosen or typed visit; null if it is no visit, or no number is typed. */
export const headsOf = ({ channel, visitId, visitHeads, headCount }: DeskForm): number | null =>
  channel !== 'VISIT' ? null : visitId === '' ? numberOf(headCount) : visitHeads;

/** Whether fewer people are typed than came to the visit. An officer has to confirm that, since the number makes it a joint petition. */
export function fewerThanCame(form: DeskForm): boolean {
  const people = numberOf(form.peopleCount);
  return people !== null && people < (headsOf(form) ?? 0);
}

const wordOf = (text: string): string | null => text.trim() || null;
const filled = (texts: readonly string[]): { text: string }[] => texts.filter((text) => text.trim() !== '').map((text) => ({ text }));
export const idsOf = (named: readonly Named[]): string[] => named.flatMap(({ id }) => id ?? []);
const partiesOf = (named: readonly Named[]) =>
  named.filter(({ text }) => text.trim() !== '').map(({ id, text }) => (id === null ? { text } : { organId: id }));

const accusedOf = ({ accused, accusedPeople }: DeskForm) => [
  ...partiesOf(accused),
  ...accusedPeople.filter(({ text }) => text.trim() !== '').map(({ id, text }) => (id === null ? { text } : { personId: id })),
];

/** Null if the sender is not known; the terms of a transfer run all the same. */
function transferInOf({ channel, sender, senderNumber, senderKind, reportBy, arrivedMessageId }: DeskForm) {
  const named = sender.trim() !== '' || senderNumber.trim() !== '' || arrivedMessageId !== '';
  if (channel !== 'TRANSFER_IN' || (senderKind === 'TRANSFER' && !named)) return null;
  return {
    sender,
    number: wordOf(senderNumber),
    kind: senderKind,
    reportBy: senderKind === 'ASSIGNMENT' ? wordOf(reportBy) : null,
    arrivedMessageId: wordOf(arrivedMessageId),
  };
}

const RECORDED: ReadonlySet<Channel> = new Set<Channel>(['PHONE', 'FAX', 'EMAIL', 'LEADER_MAILBOX', 'AGENT']);
export const isRecorded = (channel: Channel): channel is keyof typeof desk.entry.recording => RECORDED.has(channel);

const isFilled = (row: PetitionerRow): boolean =>
  [row.name, row.idNumber, row.phone, row.address, row.guardianName].some((text) => text.trim() !== '');

/** Number of people: the typed number, else all visitors; null: as many as petitioners are registered. */
function peopleOf(form: DeskForm): number | null {
  const heads = headsOf(form);
  return numberOf(form.peopleCount) ?? (heads === null ? null : Math.max(heads, form.petitioners.filter(isFilled).length));
}

/**
 * The form as input of the graph, without fields that the channel does not ask for, even if they were typed before.
 * @param receptionOfficerId the officer who receives the visitors, who is the one who types
 */
export function inputOf(form: DeskForm, receptionOfficerId: string): VariablesOf<typeof REGISTER>['input'] {
  const { channel, kind, receivedOn } = form;
  const letter = channel === 'LETTER';
  const visit = channel === 'VISIT';
  const report = kind === 'REPORT';
  return {
    requestId: form.requestId,
    channel,
    kind,
    receivedOn,
    division: form.division,
    summary: form.summary,
    text: form.text,
    requests: filled(form.requests),
    anonymous: form.anonymous,
    petitioners: form.petitioners.filter(isFilled).map((row) => ({
      name: wordOf(row.name),
      idType: wordOf(row.idNumber) && wordOf(row.idType),
      idNumber: wordOf(row.idNumber),
      phone: wordOf(row.phone),
      address: wordOf(row.address),
      representative: row.representative,
      below14: row.below14,
      guardian: row.guarded ? { name: row.guardianName, relation: wordOf(row.guardianRelation), consent: row.guardianConsent } : null,
    })),
    peopleCount: peopleOf(form),
    respondent: partiesOf(form.respondent),
    accused: report ? accusedOf(form) : null,
    staffConduct: kind === 'CLAIM' && form.staffConduct,
    agent: wordOf(form.agentName) ? { name: form.agentName, mandateFileId: form.mandate[0]?.id ?? null } : null,
    purpose: wordOf(form.purpose),
    contentClass: wordOf(form.contentClass),
    previousNumber: wordOf(form.previousNumber),
    urgentEvent: form.urgent ? { reason: form.urgentReason, endsOn: form.urgentEndsOn } : null,
    addressedTo: idsOf(form.addressedTo),
    attachments: form.attachments.map(({ id }) => id),
    entry: form.entered
      ? { wordsOf: numberOf(form.wordsOf), readBack: form.readBack, signatureFileId: form.signature[0]?.id ?? null }
      : null,
    ...(letter && {
      postmarkOn: wordOf(form.postmarkOn),
      firstStampOn: wordOf(form.firstStampOn),
      barCode: wordOf(form.barCode),
      stampNumber: numberOf(form.stampNumber),
      envelopeFileId: form.envelope[0]?.id ?? null,
    }),
    transferIn: transferInOf(form),
    ...(isRecorded(channel) && { recordingFileId: form.recording[0]?.id ?? null }),
    ...(visit && form.visitId !== '' && { visitId: form.visitId }),
    ...(visit &&
      form.visitId === '' && {
        visit: {
          timeIn: instantOf(receivedOn, form.timeIn),
          timeOut: instantOf(receivedOn, form.timeOut),
          place: wordOf(form.place),
          ticketNumber: numberOf(form.ticketNumber),
          headCount: numberOf(form.headCount),
          receptionOfficerId,
          calledOrganIds: idsOf(form.called),
          onDutyIds: idsOf(form.onDuty),
        },
      }),
    ...(isSplit(form) && {
      split: {
        report: {
          summary: form.reportSummary,
          text: form.reportText,
          requests: filled(form.reportRequests),
          contentClass: wordOf(form.reportContentClass),
          accused: accusedOf(form),
        },
      },
    }),
  };
}

const ENOUGH = 8;

/** Facts for the comparison before registration; null while there is too little text, or where the filing is sealed. */
export function factsOf({ kind, division, receivedOn, ...form }: DeskForm): FactsOfForm | null {
  const { summary, text, requests, respondent, contentClass, previousNumber } = form;
  if (kind === 'REPORT' || receivedOn === '' || (text + summary).trim().length < ENOUGH) return null;
  return {
    kind,
    division,
    receivedOn,
    summary,
    text,
    requests: filled(requests),
    respondent: partiesOf(respondent),
    contentClass: wordOf(contentClass),
    previousNumber: wordOf(previousNumber),
  };
}

/** Names of the fields whose name is not in the directory. */
export const unlisted = (name: string, named: readonly Named[]): string[] =>
  named.flatMap(({ id, text }, at) => (id === null && text.trim() !== '' ? [`${name}-${at}`] : []));

/** Errors by field: values that the graph could not parse, and questions that only the officer can answer. */
export function unreadable(form: DeskForm): ReadonlyMap<string, string> {
  const { missing, notInList } = desk.entry;
  const wrong = new Map<string, string>();
  if (form.receivedOn === '') wrong.set('receivedOn', missing.receivedOn);
  const pick = (name: 'addressedTo' | 'called' | 'onDuty'): void => unlisted(name, form[name]).forEach((at) => wrong.set(at, notInList));
  pick('addressedTo');
  if (form.channel === 'VISIT' && form.visitId === '') (['called', 'onDuty'] as const).forEach(pick);
  if (fewerThanCame(form) && !form.fewer) wrong.set('fewer', missing.fewer);
  if (form.urgent && form.urgentEndsOn === '') wrong.set('urgentEndsOn', missing.urgentEndsOn);
  return wrong;
}

/** Indexes in the form of the rows of a list that are sent. */
const sentAt = <T>(rows: readonly T[], sent: (row: T) => boolean): number[] => rows.flatMap((row, at) => (sent(row) ? [at] : []));
const hasText = (text: string): boolean => text.trim() !== '';
const ROWS: Readonly<Record<string, (form: DeskForm) => number[]>> = {
  request: ({ requests }) => sentAt(requests, hasText),
  reportRequest: ({ reportRequests }) => sentAt(reportRequests, hasText),
  name: ({ petitioners }) => sentAt(petitioners, isFilled),
  respondent: ({ respondent }) => sentAt(respondent, ({ text }) => hasText(text)),
  accused: ({ accused }) => sentAt(accused, ({ text }) => hasText(text)),
  addressedTo: ({ addressedTo }) => sentAt(addressedTo, ({ id }) => id !== null),
  called: ({ called }) => sentAt(called, ({ id }) => id !== null),
  onDuty: ({ onDuty }) => sentAt(onDuty, ({ id }) => id !== null),
};
/** Fields of the input by the name of the field in the form, `*` for the place in a list. */
const NAMES: Readonly<Record<string, string>> = {
  'agent.name': 'agentName',
  'urgentEvent.reason': 'urgentReason',
  'urgentEvent.endsOn': 'urgentEndsOn',
  'entry.wordsOf': 'wordsOf',
  'transferIn.sender': 'sender',
  'transferIn.number': 'senderNumber',
  'transferIn.reportBy': 'reportBy',
  'visit.headCount': 'headCount',
  'visit.timeIn': 'timeIn',
  'visit.timeOut': 'timeOut',
  'visit.place': 'place',
  'visit.ticketNumber': 'ticketNumber',
  'visit.calledOrganIds': 'called-*',
  'visit.onDutyIds': 'onDuty-*',
  'split.report.summary': 'reportSummary',
  'split.report.text': 'reportText',
  'split.report.requests': 'reportRequest-*',
  'split.report.contentClass': 'reportContentClass',
  'split.report.accused': 'accused-*',
  requests: 'request-*',
  petitioners: 'name-*',
  respondent: 'respondent-*',
  accused: 'accused-*',
  addressedTo: 'addressedTo-*',
};
const PLAIN: ReadonlySet<string> = new Set([
  ...['summary', 'text', 'division', 'receivedOn', 'postmarkOn', 'firstStampOn', 'barCode', 'stampNumber', 'visitId'],
  ...['purpose', 'contentClass', 'previousNumber', 'peopleCount'],
]);
const OF_PETITIONER: ReadonlySet<string> = new Set(['idNumber', 'phone', 'address']);

/** The field of the form for a path below `input` that a refusal names; null if the refusal concerns the whole form. */
export function keyOf(path: readonly string[], form: DeskForm): string | null {
  const [name = ''] = path;
  if (PLAIN.has(name)) return name;
  const input = [3, 2, 1].map((length) => path.slice(0, length).join('.')).find((start) => start in NAMES);
  const key = input === undefined ? null : (NAMES[input] ?? null);
  if (key === null || input === undefined || !key.endsWith('*')) return key;
  const [row, part = '', inner] = path.slice(input.split('.').length);
  const list = key.slice(0, -2);
  const at = ROWS[list]?.(form)[Number(row ?? 0)] ?? 0;
  if (list !== 'name') return `${list}-${at}`;
  const guardian = inner === 'relation' ? 'guardianRelation' : 'guardianName';
  return `${part === 'guardian' ? guardian : OF_PETITIONER.has(part) ? part : list}-${at}`;
}
