export type Kind = 'CLAIM' | 'SUGGESTION' | 'REPORT';
export const KINDS: readonly Kind[] = ['CLAIM', 'SUGGESTION', 'REPORT'];

/** An uploaded file. Its name is the one on the citizen's device and is used only in the form. */
export interface KeptFile {
  readonly id: string;
  readonly size: number;
  readonly name: string;
}

export interface PartyRow {
  readonly organId: string;
  readonly text: string;
}

export interface PetitionerRow {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly representative: boolean;
  readonly below14: boolean;
  readonly guardianName: string;
  readonly guardianRelation: string;
  readonly guardianConsent: boolean;
}

/** Values of the form as typed, blank rows included; full-width digits are narrowed. */
export interface FilingForm {
  /** Made when the form is opened, so that a filing that is sent twice is one petition. */
  readonly requestId: string;
  readonly uploadPass: string;
  readonly kind: Kind | null;
  readonly division: string;
  readonly organId: string;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly string[];
  readonly respondents: readonly PartyRow[];
  readonly accused: readonly PartyRow[];
  /** The filing is about the conduct of staff or about retaliation. */
  readonly staffConduct: boolean;
  readonly previousNumber: string;
  readonly anonymous: boolean;
  readonly petitioners: readonly PetitionerRow[];
  readonly peopleCount: string;
  readonly agentName: string;
  readonly mandate: readonly KeptFile[];
  readonly attachments: readonly KeptFile[];
}

/** Names and values of a form as a browser sends them, in order. */
export type Fields = readonly (readonly [string, string])[];

const BLANK_PARTY: PartyRow = { organId: '', text: '' };
const BLANK_PETITIONER: PetitionerRow = {
  name: '',
  idType: '111',
  idNumber: '',
  phone: '',
  address: '',
  representative: false,
  below14: false,
  guardianName: '',
  guardianRelation: '',
  guardianConsent: false,
};

/** Rows that a form without script begins with. */
const ROWS = { requests: 5, respondents: 1, accused: 1, petitioners: 1 };

export const blankForm = (kind: Kind | null): FilingForm => ({
  requestId: crypto.randomUUID(),
  uploadPass: '',
  kind,
  division: '',
  organId: '',
  summary: '',
  text: '',
  requests: Array.from({ length: ROWS.requests }, () => ''),
  respondents: [BLANK_PARTY],
  accused: [BLANK_PARTY],
  staffConduct: false,
  previousNumber: '',
  anonymous: false,
  petitioners: [BLANK_PETITIONER],
  peopleCount: '',
  agentName: '',
  mandate: [],
  attachments: [],
});

const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FILE = /^([0-9a-f-]{36}) (\d{1,8}) (.*)$/s;

export const keptFile = ({ id, size, name }: KeptFile): string => `${id} ${size} ${name}`;

/** A number in half-width characters; keyboards of phones may type full-width ones. */
const narrow = (text: string): string => text.normalize('NFKC').trim();

export function formOf(fields: Fields): FilingForm {
  const all = (name: string) => fields.filter(([each]) => each === name).map(([, value]) => value);
  const one = (name: string) => all(name)[0] ?? '';
  const marked = (name: string, row: number) => all(name).includes(String(row));
  const parties = (name: string): PartyRow[] => {
    const texts = all(`${name}Text`);
    return all(`${name}Organ`).map((organId, row) => ({ organId, text: texts[row] ?? '' }));
  };
  const files = (name: string): KeptFile[] => {
    const removed = new Set(all('remove'));
    return all(name).flatMap((value) => {
      const [, id = '', size, called = ''] = FILE.exec(value) ?? [];
      return id === '' || removed.has(id) ? [] : [{ id, size: Number(size), name: called }];
    });
  };
  const columns = {
    idType: all('idType'),
    idNumber: all('idNumber'),
    phone: all('phone'),
    address: all('address'),
    guardianName: all('guardianName'),
    guardianRelation: all('guardianRelation'),
  };
  const petitioners = all('name').map((name, row): PetitionerRow => ({
    name,
    idType: columns.idType[row] ?? '',
    idNumber: narrow(columns.idNumber[row] ?? '').toUpperCase(),
    phone: narrow(columns.phone[row] ?? ''),
    address: columns.address[row] ?? '',
    representative: marked('representative', row),
    below14: marked('below14', row),
    guardianName: columns.guardianName[row] ?? '',
    guardianRelation: columns.guardianRelation[row] ?? '',
    guardianConsent: marked('guardianConsent', row),
  }));
  const requestId = one('requestId');
  return {
    requestId: REQUEST_ID.test(requestId) ? requestId : crypto.randomUUID(),
    uploadPass: one('uploadPass'),
    kind: KINDS.find((kind) => kind === one('kind')) ?? null,
    division: one('division'),
    organId: one('organId'),
    summary: one('summary'),
    text: one('text'),
    requests: all('request'),
    respondents: parties('respondent'),
    accused: parties('accused'),
    staffConduct: one('staffConduct') === 'yes',
    previousNumber: narrow(one('previousNumber')),
    anonymous: one('anonymous') === 'yes',
    petitioners,
    peopleCount: narrow(one('peopleCount')),
    agentName: one('agentName'),
    mandate: files('mandate'),
    attachments: files('attachment'),
  };
}

/** The form as hidden fields, from which `formOf` reads the same form. */
export function fieldsOf(form: FilingForm): [string, string][] {
  const parties = (name: string, rows: readonly PartyRow[]) =>
    rows.flatMap(({ organId, text }): [string, string][] => [
      [`${name}Organ`, organId],
      [`${name}Text`, text],
    ]);
  const marks = (name: 'representative' | 'below14' | 'guardianConsent') =>
    form.petitioners.flatMap((row, at): [string, string][] => (row[name] ? [[name, String(at)]] : []));
  const texts = ['name', 'idType', 'idNumber', 'phone', 'address', 'guardianName', 'guardianRelation'] as const;
  return [
    ['requestId', form.requestId],
    ['uploadPass', form.uploadPass],
    ['kind', form.kind ?? ''],
    ['division', form.division],
    ['organId', form.organId],
    ['summary', form.summary],
    ['text', form.text],
    ...form.requests.map((text): [string, string] => ['request', text]),
    ...parties('respondent', form.respondents),
    ...parties('accused', form.accused),
    ['staffConduct', form.staffConduct ? 'yes' : ''],
    ['previousNumber', form.previousNumber],
    ['anonymous', form.anonymous ? 'yes' : ''],
    ...form.petitioners.flatMap((row) => texts.map((name): [string, string] => [name, row[name]])),
    ...marks('representative'),
    ...marks('below14'),
    ...marks('guardianConsent'),
    ['peopleCount', form.peopleCount],
    ['agentName', form.agentName],
    ...form.mandate.map((file): [string, string] => ['mandate', keptFile(file)]),
    ...form.attachments.map((file): [string, string] => ['attachment', keptFile(file)]),
  ];
}

/** The form with further blank rows. */
export function withMore(form: FilingForm, what: string): FilingForm {
  if (what === 'more-requests') return { ...form, requests: [...form.requests, '', '', '', '', ''].slice(0, 20) };
  if (what === 'more-respondents') return { ...form, respondents: [...form.respondents, BLANK_PARTY] };
  if (what === 'more-accused') return { ...form, accused: [...form.accused, BLANK_PARTY] };
  if (what === 'more-petitioners') return { ...form, petitioners: [...form.petitioners, BLANK_PETITIONER] };
  return form;
}

const blank = (value: string) => value.trim() === '';

/** Rows in which anything was typed, with their index in the form. */
export const filledRequests = ({ requests }: FilingForm): { at: number; text: string }[] =>
  requests.map((text, at) => ({ at, text })).filter(({ text }) => !blank(text));

export const filledPetitioners = ({ anonymous, petitioners }: FilingForm): (PetitionerRow & { at: number })[] =>
  anonymous
    ? []
    : petitioners
        .map((row, at) => ({ ...row, at }))
        .filter(({ name, idNumber, phone, address, guardianName }) => ![name, idNumber, phone, address, guardianName].every(blank));

/** An organ from the list, free text, or both; with both, the text names a person of that organ. */
const accusedOf = (rows: readonly PartyRow[]): { organId?: string; text?: string }[] =>
  rows
    .map(({ organId, text }) => ({ ...(organId && { organId }), ...(!blank(text) && { text }) }))
    .filter((party) => Object.keys(party).length > 0);

/** An organ from the list, free text, or both; with both, they are two parties. */
function partiesOf(rows: readonly PartyRow[]): { organId?: string; text?: string }[] {
  return rows.flatMap(({ organId, text }) => [...(organId ? [{ organId }] : []), ...(blank(text) ? [] : [{ text }])]);
}

/** Row of the form from which each party of the input comes. */
export const partyRows = (rows: readonly PartyRow[]): number[] => rows.flatMap((row, at) => partiesOf([row]).map(() => at));

const orNull = (value: string): string | null => (blank(value) ? null : value);

/** Input of the mutation. */
export function inputOf(form: FilingForm): Record<string, unknown> {
  const report = form.kind === 'REPORT';
  return {
    requestId: form.requestId,
    kind: form.kind,
    division: form.division,
    organId: form.organId || null,
    summary: form.summary,
    text: form.text,
    requests: filledRequests(form).map(({ text }) => ({ text })),
    respondent: report ? [] : partiesOf(form.respondents),
    accused: report ? accusedOf(form.accused) : [],
    staffConduct: form.kind === 'CLAIM' && form.staffConduct,
    previousNumber: orNull(form.previousNumber),
    anonymous: form.anonymous,
    petitioners: filledPetitioners(form).map((row) => ({
      name: orNull(row.name),
      idType: blank(row.idNumber) ? null : orNull(row.idType),
      idNumber: orNull(row.idNumber),
      phone: orNull(row.phone),
      address: orNull(row.address),
      representative: row.representative,
      below14: row.below14,
      guardian: blank(row.guardianName)
        ? null
        : { name: row.guardianName, relation: orNull(row.guardianRelation), consent: row.guardianConsent },
    })),
    peopleCount: form.peopleCount === '' ? null : Number(form.peopleCount),
    agent: blank(form.agentName) ? null : { name: form.agentName, mandateFileId: form.mandate[0]?.id ?? null },
    attachments: form.attachments.map(({ id }) => id),
    uploadPass: form.attachments.length + form.mandate.length > 0 ? form.uploadPass : null,
  };
}
