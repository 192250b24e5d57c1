/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import ofSupervision from '../../../../services/supervision/acts.json' with { type: 'json' };
import { fieldWords } from '../../../src/texts/act-fields';
import { ACT_NAMES, actTitle, hasAct } from '../../../src/texts/acts/titles';
import { choiceWords } from '../../../src/texts/choices';
import type { Field } from './fields';
import { inputOf } from './forms/form';
import { formOf } from './forms/forms';

const schema = buildSchema(readFileSync(new URL('../../../../gateway/supergraph.graphql', import.meta.url), 'utf8'), {
  assumeValidSDL: true,
});
const mutations = schema.getMutationType()?.getFields() ?? {};

/** Mutations without a form of an act, each with the page where it is done. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  recordLegacyReply: 'import',
  saveOpinionDraft: 'page of the opinion',
  replayHeldMessageInCase: 'page of held messages',
  skipHeldMessageInCase: 'page of held messages',
  replayHeldMessageInIntake: 'page of held messages',
  skipHeldMessageInIntake: 'page of held messages',
  replayHeldMessageInHearing: 'page of held messages',
  skipHeldMessageInHearing: 'page of held messages',
  previewRecomputation: 'page of a proposal of law',
  startRecomputation: 'page of a proposal of law',
  replayHeldMessageInSupervision: 'page of held messages',
  skipHeldMessageInSupervision: 'page of held messages',
  exportSupervisionBoard: 'list',
  openSupervisionBoardExport: 'list',
  contestFact: 'page of figures',
  decideContest: 'page of figures',
  keepPoolMember: 'page of the pool',
  keepHearingRoom: 'page of the pool',
  noteAttendance: 'page of the sitting',
  addHearingEntries: 'page of the sitting',
  endSitting: 'page of the sitting',
  admitFollower: 'page of the sitting',
  dismissFollower: 'page of the sitting',
  signHearingBundle: 'page of the hearing',
  openHearingSealed: 'page of the hearing',
  registerSigningKey: 'own account',
  endSigningKey: 'own account',
  registerPetition: 'desk',
  recordVisit: 'desk',
  recordVisitEnd: 'desk',
  submitPetition: 'portal',
  openPendingFiling: 'page of what waits to be registered',
  registerPendingFiling: 'page of what waits to be registered',
  setFilingAside: 'page of what waits to be registered',
  confirmFilingAside: 'page of what waits to be registered',
  answerSupplement: 'portal',
  takePartCodes: 'portal',
  exportPetitions: 'list',
  confirmPetitionExport: 'confirmations',
  openPetitionExport: 'list',
};
/** Fields that a form does not ask for: the page fills them in, citizens send them, or they are for papers that are entered later. */
const GIVEN = [
  'petitionId',
  'hearingId',
  'clockId',
  'reminderId',
  'proposalId',
  'handlingId',
  'adviceId',
  'measureId',
  'sampleId',
  'roundId',
  'complaintId',
  'schemeId',
  'requestId',
  'expectedVersion',
  'on',
  'pass',
  'uploadPass',
  'content',
];

/** What the page gives to one act and another form asks for. */
const OF_PAGE: Readonly<Record<string, readonly string[]>> = {
  noteRoundFinding: ['organId'],
  giveRoundFeedback: ['organId'],
  reportRoundCorrection: ['organId'],
  checkRoundCorrection: ['organId'],
  answerQualityCorrection: ['correctionId'],
  checkQualityCorrection: ['correctionId'],
  scoreAssessment: ['organId'],
  decideAssessmentContest: ['organId'],
};

const onMatters = Object.values(mutations)
  .filter(({ astNode }) =>
    astNode?.directives?.some((one) =>
      one.arguments?.some(({ value }) => value.kind === 'EnumValue' && /^(CASE|INTAKE|HEARING|SUPERVISION)$/.test(value.value)),
    ),
  )
  .map(({ name }) => name);

const LISTS = ['texts', 'choices', 'packs', 'organs', 'people', 'petitioners', 'files', 'list', 'answers', 'scores'];
const SCALARS: Partial<Record<Field['kind'], string>> = { day: 'Day', instant: 'Instant', count: 'Int', yes: 'Boolean' };

/** What is wrong with the fields of a form against its input. */
function faults(fields: readonly Field[], input: GraphQLInputObjectType, at: string, given: readonly string[]): string[] {
  const taken = input.getFields();
  const lacking = Object.values(taken)
    .filter((one) => isRequiredInputField(one) && !given.includes(one.name))
    .filter(({ name }) => !fields.some((field) => field.name === name && !field.optional))
    .map(({ name }) => `${at}.${name} is demanded and has no field that is`);
  const wrong = fields.flatMap((field) => {
    const one = taken[field.name];
    const place = `${at}.${field.name}`;
    if (!one) return [`${place} is not in ${input.name}`];
    return [...wrongType(field, one.type, place), ...(field.name in fieldWords ? [] : [`${place} has no label`])];
  });
  return [...lacking, ...wrong];
}

function wrongType(field: Field, type: GraphQLInputType, place: string): string[] {
  const bare = isNonNullType(type) ? type.ofType : type;
  const named = getNamedType(type);
  if (isListType(bare) !== LISTS.includes(field.kind)) return [`${place} is ${String(type)}`];
  if (field.kind === 'list' || field.kind === 'group')
    return isInputObjectType(named)
      ? faults(
          field.fields,
          named,
          place,
          field.kind === 'list' && field.fields.some(({ name }) => name === 'petitionId') ? ['expectedVersion'] : [],
        )
      : [`${place} is ${String(type)}`];
  if (field.kind === 'choice' && isEnumType(named)) {
    const names = Object.keys(choiceWords[field.among]).toSorted();
    const values = named
      .getValues()
      .map(({ name }) => name)
      .toSorted();
    return JSON.stringify(names) === JSON.stringify(values) ? [] : [`${place} has the words ${names.join(' ')}, not ${values.join(' ')}`];
  }
  const scalar = SCALARS[field.kind];
  if (scalar ? named.name !== scalar : ['Day', 'Instant', 'Int', 'Boolean'].includes(named.name)) return [`${place} is ${String(type)}`];
  return [];
}

describe('the forms of the acts', () => {
  it('exist for every mutation of a matter, and for no mutation that was removed', () => {
    const named = [...ACT_NAMES, ...Object.keys(ELSEWHERE)].toSorted();
    expect(named).toEqual(onMatters.toSorted());
  });

  it('choose by the words of the tables of supervision, which are printed', () => {
    const own = Object.fromEntries(Object.keys(ofSupervision.words).map((name) => [name, choiceWords[name as 'adviceKinds']]));
    expect(own).toEqual(ofSupervision.words);
    const titles = Object.fromEntries(
      Object.keys(ofSupervision.ofOrgans)
        .filter(hasAct)
        .map((name) => [name, { name: actTitle(name) }]),
    );
    expect(ofSupervision.ofOrgans).toMatchObject(titles);
  });

  it('belong to one group each', () => {
    expect(ACT_NAMES.filter((name, at) => ACT_NAMES.indexOf(name) !== at)).toEqual([]);
  });

  it.each(ACT_NAMES)('%s asks for the fields of its input', async (name) => {
    const { fields, versioned, apart } = await formOf(name);
    const input = mutations[name]?.args.find((arg) => arg.name === 'input');
    const type = input && getNamedType(input.type);
    if (!isInputObjectType(type)) throw new Error(`${name} has no input`);
    expect(type.name).toBe(inputOf(name));
    expect('expectedVersion' in type.getFields()).toBe(versioned);
    expect('petitionId' in type.getFields()).toBe(apart !== true);
    expect(faults(fields, type, name, [...GIVEN, ...(OF_PAGE[name] ?? [])])).toEqual([]);
  });

  it.each(ACT_NAMES)('%s says what it is for, and has labels for its fields and for nothing else', async (name) => {
    const { fields: own, words } = await formOf(name);
    expect(words.about).toMatch(/。$/);
    const all = (fields: readonly Field[]): string[] =>
      fields.flatMap((field) => [field.name, ...('fields' in field ? all(field.fields) : [])]);
    const known = all(own);
    expect(Object.keys(words.fields ?? {}).filter((field) => !known.includes(field))).toEqual([]);
  });
});
