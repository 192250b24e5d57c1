/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { ACT_NAMES } from '../../../src/texts/acts/titles';
import type { Field, Values } from './fields';
import { demanding, emptyValues, missing, placeIn, stillWrong, toInput } from './form-values';
import { inputOf, type ActFields } from './forms/form';
import { formOf } from './forms/forms';
import { handling } from './forms/handling';
import { opinion } from './forms/opinion';
import { registration } from './forms/registration';
import { routing } from './forms/routing';
import { suggestions } from './forms/suggestions';

const schema = buildSchema(readFileSync(new URL('../../../../gateway/supergraph.graphql', import.meta.url), 'utf8'), {
  assumeValidSDL: true,
});

const isList = (type: GraphQLInputType): boolean => isListType(type) || (isNonNullType(type) && isList(type.ofType));

/** Every path below `input` that a refusal can name; for a list the path of its first entry. */
function pathsOf(type: GraphQLInputType, at: readonly string[] = []): string[][] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => {
    const path = [...at, field.name];
    const inside = isList(field.type) ? [...path, '0'] : path;
    return [path, ...(isList(field.type) ? [inside] : []), ...pathsOf(field.type, inside)];
  });
}

/** The form with one entry in each of its lists. */
function withEntries(fields: readonly Field[], values: Values): Values {
  return Object.fromEntries(
    fields.map((field) => {
      const value = values[field.name] ?? null;
      if (field.kind === 'list') return [field.name, [withEntries(field.fields, emptyValues(field.fields))]];
      if (field.kind === 'group') return [field.name, withEntries(field.fields, value as Values)];
      if (field.kind === 'answers') return [field.name, [{ id: 'a', outcome: '', answer: '' }]];
      return [field.name, value];
    }),
  );
}

/** All places of the form of an act, shown or not. */
function placesOf(fields: readonly Field[], at = ''): string[] {
  return fields.flatMap((field) => {
    const place = at + field.name;
    if (field.kind === 'group') return [place, ...placesOf(field.fields, `${place}.`)];
    if (field.kind === 'list') return [place, ...placesOf(field.fields, `${place}.0.`)];
    if (field.kind === 'answers') return [place, `${place}.0.outcome`, `${place}.0.answer`];
    return [place];
  });
}

const shown = (fields: readonly Field[]): readonly Field[] =>
  fields.map(({ when: _, ...field }) => ('fields' in field ? { ...field, fields: shown(field.fields) } : field) as Field);

describe('a refusal that names a field of the input', () => {
  it.each(ACT_NAMES)('of %s is shown at that field if the form has it, else at the enclosing place', async (act) => {
    const fields = shown((await formOf(act)).fields);
    const values = withEntries(fields, emptyValues(fields));
    const places = new Set(placesOf(fields));
    const input = schema.getType(inputOf(act));
    for (const path of pathsOf(input as GraphQLInputType)) {
      const place = placeIn(path, fields, values);
      // The longest prefix of the path that is a place of the form.
      const expected = path.map((_, length) => path.slice(0, path.length - length).join('.')).find((part) => places.has(part));
      expect([path.join('.'), place]).toEqual([path.join('.'), expected ?? null]);
    }
  });

  it('is never shown at a hidden field', () => {
    const fields = opinion.recordInquiry.fields;
    const values = emptyValues(fields);
    expect(placeIn(['text'], fields, values)).toBe('text');
    expect(placeIn(['findings'], fields, { ...values, form: 'SITE_VISIT' })).toBe('findings');
    expect(placeIn(['findings'], fields, { ...values, form: 'PLAN' })).toBeNull();
    expect(placeIn(['petitionId'], fields, values)).toBeNull();
    expect(placeIn([], fields, values)).toBeNull();
  });

  it('is shown at the entry that was sent under that index', () => {
    const fields = routing.designateOrgan.fields;
    const heard = [{ position: '同意' }, { position: '' }];
    const values = { ...emptyValues(fields), heard } as Values;
    expect((toInput(fields, values)['heard'] as unknown[]).length).toBe(2);
    expect(placeIn(['heard', '1', 'position'], fields, values)).toBe('heard.1.position');
    expect(placeIn(['heard', '7', 'position'], fields, values)).toBe('heard');
  });
});

describe('what is marked as wrong', () => {
  const before: Values = { reason: '', heard: [{ position: '' }, { position: '甲' }] };
  const errors = { reason: 'a', 'heard.0.position': 'b', heard: 'c' };

  it('stays until its own field changes', () => {
    expect(stillWrong(errors, before, { ...before })).toEqual(errors);
    expect(stillWrong(errors, before, { ...before, reason: '理由' })).toEqual({ 'heard.0.position': 'b', heard: 'c' });
    expect(stillWrong(errors, before, { ...before, heard: [{ position: '乙' }, { position: '甲' }] })).toEqual({ reason: 'a' });
    expect(stillWrong({ 'heard.0.position': 'b' }, before, { ...before, heard: [{ position: '' }, { position: '丙' }] })).toEqual({
      'heard.0.position': 'b',
    });
    expect(stillWrong({ 'heard.1.position': 'b' }, before, { ...before, heard: [{ position: '' }] })).toEqual({});
  });
});

describe('what a chosen value needs', () => {
  const { fields } = handling.recordService;
  const filled = (way: string, more: Values = {}): Values => ({
    ...emptyValues(fields),
    ...{ documentId: 'paper', petitionerId: 'person', servedOn: '2026-11-30', way },
    ...more,
  });
  const asked = (values: Values, ...needs: readonly string[][]): string[] => missing(demanding(fields, values, needs), values);

  it('is required by the form; of several forms of a proof the first one is', () => {
    expect(asked(filled('household'), ['proof.signature'], ['proof.relation'])).toEqual(['proof.signature', 'proof.relation']);
    expect(asked(filled('in_person'), ['proof.signature', 'receiptFileId'])).toEqual(['proof.signature']);
  });

  it('is no longer required once one form of the proof is filled in', () => {
    const proof = { ...(emptyValues(fields)['proof'] as Values), signature: '本人签收' };
    expect(asked(filled('in_person', { proof }), ['proof.signature', 'receiptFileId'])).toEqual([]);
    expect(asked(filled('in_person', { receiptFileId: { id: 'file', name: '回证.pdf' } }), ['proof.signature', 'receiptFileId'])).toEqual(
      [],
    );
  });

  it('leaves the form unchanged if nothing is needed, or if the form has no such field', () => {
    expect(demanding(fields, filled('post'), [])).toBe(fields);
    expect(asked(filled('electronic'), ['proof.consentDocumentId'])).toEqual([]);
  });
});

describe('what an act needs besides, as its rule does', () => {
  const lacking = ({ fields, needs }: ActFields, more: Values): string[] => {
    const values = { ...emptyValues(fields), ...more };
    return missing(demanding(fields, values, needs?.(values) ?? []), values);
  };
  const inquiry = (form: string, more: Values = {}): string[] =>
    lacking(opinion.recordInquiry, { form, heldOn: '2026-11-30', text: '经过', ...more });
  const person = { petitionerId: 'person' };

  it.each<[what: string, found: string[], places: string[]]>([
    ['a plan nothing more', inquiry('PLAN'), []],
    ['a talk', inquiry('INTERVIEW', person), ['readBack', 'signature', 'copyGiven']],
    ['a talk with somebody else', inquiry('INTERVIEW', { readBack: 'yes', witness: '见证人' }), ['petitionerId']],
    ['a site visit', inquiry('SITE_VISIT'), ['place', 'people', 'findings']],
    ['questions', inquiry('QUESTIONS', person), ['questions']],
    ['material', inquiry('MATERIAL_REQUEST', { withWhom: '物业' }), ['until']],
    ['a day', lacking(opinion.recordInquiry, { form: 'PLAN', text: '方案' }), ['heldOn']],
    [
      'an assignment',
      lacking(routing.routePetition, { kind: 'ASSIGNMENT', toOrganId: person.petitionerId, reason: '属其职责' }),
      ['reportBy', 'points'],
    ],
    ['a transfer', lacking(routing.routePetition, { kind: 'TRANSFER', toOrganId: person.petitionerId, reason: '属其职责' }), []],
    ['存 of a duplicate', lacking(routing.keepForReference, { ground: 'DUPLICATE', reason: '重复' }), ['duplicateOfId']],
    ['存 without a request', lacking(routing.keepForReference, { ground: 'NO_REQUEST', reason: '无诉求' }), ['asked.on', 'asked.how']],
    ['存 of thanks', lacking(routing.keepForReference, { ground: 'THANKS', reason: '致谢' }), []],
    ['a place to go', lacking(routing.pointElsewhere, { basis: '条例', place: '窗口', reason: '不属' }), ['toOrganId']],
    [
      'a place outside the directory',
      lacking(routing.pointElsewhere, { toName: '某局', basis: '条例', place: '窗口', reason: '不属' }),
      [],
    ],
    ['an adopted suggestion', lacking(suggestions.decideSuggestion, { outcome: 'ADOPTED', reason: '可行' }), ['measure']],
    ['material of the petitioner', lacking(registration.supplementPetition, {}), ['text']],
    ['an assignee', lacking(handling.assignPetition, { dueOn: '2026-12-01' }), ['officerId']],
    ['a refused countersign', lacking(opinion.countersignOpinion, { countersignId: 'one', agreed: 'no' }), ['view']],
  ])('%s', (_what, found, places) => {
    expect(found).toEqual(places);
  });
});
