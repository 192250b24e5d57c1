import { FILING_LIMITS } from '@sunshine/words';
import { lengthOf } from '../../room.js';
import { filing } from '../../texts/filing.js';
import { filledPetitioners, filledRequests, partyRows, type FilingForm } from './form.js';
import { isResidentNumber } from './resident-number.js';

/** Errors by the key of their field, which is also the id of its element. `form` stands for the whole form. */
export type Refusals = ReadonlyMap<string, string>;

const blank = (text: string): boolean => text.trim() === '';
const said = filing.refusals;

/** The checks of intake, made before anything is sent; errors by field in the order of the form. */
export function refusalsOf(form: FilingForm): Refusals {
  const found = new Map<string, string>();
  const refuse = (field: string, wrong: boolean, message: string) => {
    if (wrong && !found.has(field)) found.set(field, message);
  };
  const long = (field: string, what: string, text: string, limit: number) =>
    refuse(field, lengthOf(text) > limit, said.long(what, limit, lengthOf(text)));
  refuse('kind', form.kind === null, said.kind);
  refuse('division', !/^\d{6}$/.test(form.division), said.division);
  refuse('summary', blank(form.summary), said.summary);
  long('summary', filing.summary, form.summary, FILING_LIMITS.summary);
  refuse('text', blank(form.text), said.text);
  long('text', filing.text, form.text, FILING_LIMITS.text);
  const requests = filledRequests(form);
  refuse('request-0', requests.length === 0, said.requests);
  refuse('request-0', requests.length > FILING_LIMITS.requests, said.requestsMany);
  for (const { at, text } of requests) long(`request-${at}`, filing.request(at + 1), text, FILING_LIMITS.requestText);
  for (const name of ['respondent', 'accused'] as const)
    (name === 'accused' ? form.accused : form.respondents).forEach(({ text }, at) =>
      long(`${name}Text-${at}`, said.party, text, FILING_LIMITS.partyText),
    );
  refuse('previousNumber', form.previousNumber !== '' && !/^\d{6}-\d{8}-\d{6}$/.test(form.previousNumber), said.previousNumber);
  const people = filledPetitioners(form);
  refuse('name-0', !form.anonymous && people.length === 0, said.petitioner);
  for (const row of people) {
    refuse(`name-${row.at}`, blank(row.name), said.name(row.at + 1));
    for (const field of ['name', 'idNumber', 'phone', 'address', 'guardianName', 'guardianRelation'] as const)
      long(`${field}-${row.at}`, filing[field], row[field], FILING_LIMITS[field]);
    // This check keeps nobody from filing: a person without such a number leaves it blank or chooses another paper.
    const resident = row.idType === '111' && !blank(row.idNumber);
    refuse(`idNumber-${row.at}`, resident && !isResidentNumber(row.idNumber.replaceAll(' ', '')), said.idNumber);
    const guarded = row.below14 || row.guardianConsent || !blank(row.guardianRelation);
    refuse(`guardianName-${row.at}`, guarded && blank(row.guardianName), said.guardian);
  }
  const count = Number(form.peopleCount);
  const given = form.peopleCount !== '';
  refuse('peopleCount', given && !(Number.isInteger(count) && count >= 1 && count <= FILING_LIMITS.people), said.peopleCount);
  refuse('peopleCount', given && count < people.length, said.peopleFewer);
  long('agentName', filing.agentName, form.agentName, FILING_LIMITS.agentName);
  refuse('agentName', form.mandate.length > 0 && blank(form.agentName), said.agentName);
  refuse('mandateFile', form.mandate.length > 1, said.mandateOne);
  refuse('files', form.attachments.length > FILING_LIMITS.attachments, said.attachments);
  return found;
}

/** Refusals after which the uploads are lost. */
export const LAPSED_UPLOAD = /^(UPLOAD_PASS_|FILE_(UNKNOWN|USED|INCOMPLETE|DESTROYED)$)/;

const PARTIES = { respondent: 'respondents', accused: 'accused' } as const;
const OF_PETITIONER = ['idType', 'idNumber', 'phone', 'address'];

/** Key of the form's field for a field of the input; `form` if there is none, or none is named. */
export function keyOf(field: string | undefined, form: FilingForm): string {
  const [argument, name = '', index = '', part = '', inner] = (field ?? '').split('.');
  if (argument !== 'input') return 'form';
  const row = Number(index);
  switch (name) {
    case 'kind':
    case 'division':
    case 'organId':
    case 'summary':
    case 'text':
    case 'previousNumber':
    case 'peopleCount':
      return name;
    case 'requests':
      return `request-${filledRequests(form)[row]?.at ?? 0}`;
    case 'petitioners': {
      const at = filledPetitioners(form)[row]?.at ?? 0;
      if (part === 'guardian') return `${inner === 'relation' ? 'guardianRelation' : 'guardianName'}-${at}`;
      return `${OF_PETITIONER.includes(part) ? part : 'name'}-${at}`;
    }
    case 'respondent':
    case 'accused':
      return `${name}Text-${partyRows(form[PARTIES[name]])[row] ?? 0}`;
    case 'agent':
      return index === 'mandateFileId' ? 'mandateFile' : 'agentName';
    case 'attachments':
    case 'uploadPass':
      return 'files';
    default:
      return 'form';
  }
}
