import type { Field, Named, Value, Values } from './fields';

const isNamed = (value: Value): value is Named =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && typeof value.id === 'string';

/** Values of a form when it opens: all empty, and one item in each required list. */
export function emptyValues(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)]));
}

function emptyValue(field: Field): Value {
  switch (field.kind) {
    case 'texts':
      return field.optional ? [] : [''];
    case 'choices':
    case 'packs':
    case 'organs':
    case 'people':
    case 'petitioners':
    case 'files':
    case 'answers':
    case 'scores':
      return [];
    case 'list':
      return field.optional ? [] : [emptyValues(field.fields)];
    case 'group':
      return emptyValues(field.fields);
    case 'organ':
    case 'person':
    case 'petition':
    case 'file':
      return null;
    default:
      return '';
  }
}

export const isShown = (field: Field, beside: Values, whole: Values): boolean => field.when?.(beside, whole) ?? true;

function isEmpty(field: Field, value: Value, whole: Values): boolean {
  if (field.kind === 'group')
    return field.fields.every(
      (inner) => !isShown(inner, value as Values, whole) || isEmpty(inner, (value as Values)[inner.name] ?? null, whole),
    );
  if (field.kind === 'list') return (value as readonly Values[]).length === 0;
  if (field.kind === 'texts') return (value as readonly string[]).every((text) => text.trim() === '');
  if (Array.isArray(value)) return value.length === 0;
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/**
 * The fields, of which those that the chosen value needs are required: of each need the first field that the form has, until one is filled
 * in.
 * @param needs paths of the input, one of each to be filled
 */
export function demanding(fields: readonly Field[], values: Values, needs: readonly (readonly string[])[]): readonly Field[] {
  const open = needs.flatMap((anyOf) => {
    const here = anyOf.filter((path) => fieldAt(fields, path));
    return here.some((path) => !isBlank(valueAt(values, path))) ? [] : here.slice(0, 1);
  });
  return open.length === 0 ? fields : demanded(fields, open);
}

const demanded = (fields: readonly Field[], open: readonly string[], at = ''): readonly Field[] =>
  fields.map((field) => {
    const place = at + field.name;
    if (!open.some((path) => path === place || path.startsWith(`${place}.`))) return field;
    const { optional: _, ...needed } = field;
    return needed.kind === 'group' ? { ...needed, fields: demanded(needed.fields, open, `${place}.`) } : needed;
  });

function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  const [name = '', ...below] = path.split('.');
  const field = fields.find((one) => one.name === name);
  return below.length > 0 && field?.kind === 'group' ? fieldAt(field.fields, below.join('.')) : field;
}

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.every(isBlank));

/**
 * Places of required fields that are empty, as `heard.0.organId`. Once a part of an optional group is filled in, its required fields are
 * required.
 */
export function missing(fields: readonly Field[], values: Values, whole: Values = values, at = ''): string[] {
  return fields.flatMap((field) => {
    const place = at + field.name;
    const value = values[field.name] ?? null;
    if (!isShown(field, values, whole)) return [];
    const empty = isEmpty(field, value, whole);
    if (empty && (field.optional || field.mayBeNone)) return [];
    const inside = field.kind === 'group' ? missing(field.fields, value as Values, whole, `${place}.`) : [];
    if (empty) return inside.length > 0 ? inside : [firstPlace(field, value, whole, place)];
    if (field.kind === 'group') return inside;
    if (field.kind === 'list')
      return (value as readonly Values[]).flatMap((item, index) => missing(field.fields, item, whole, `${place}.${index}.`));
    if (field.kind === 'scores')
      return (value as readonly Values[]).flatMap(({ points }, index) => (isBlank(points) ? [`${place}.${index}.points`] : []));
    if (field.kind === 'answers')
      return (value as readonly Values[]).flatMap((item, index) =>
        ['outcome', 'answer'].filter((part) => !item[part]).map((part) => `${place}.${index}.${part}`),
      );
    return [];
  });
}

/** Place that gets the focus for a missing field; for a group, its first field. */
function firstPlace(field: Field, value: Value, whole: Values, place: string): string {
  if (field.kind !== 'group') return place;
  const inner = field.fields.find((one) => isShown(one, value as Values, whole));
  return inner ? firstPlace(inner, (value as Values)[inner.name] ?? null, whole, `${place}.${inner.name}`) : place;
}

/**
 * Maps a path of the input, as `heard.0.organId`, to the innermost place that the form shows; null where it shows none.
 * @param path of the field below `input`, as a refusal names it
 */
export function placeIn(path: readonly string[], fields: readonly Field[], values: Values, whole: Values = values, at = ''): string | null {
  const [name, ...below] = path;
  const field = fields.find((one) => one.name === name && isShown(one, values, whole));
  if (!field) return null;
  const place = at + field.name;
  const value = values[field.name] ?? null;
  if (field.kind === 'group') return placeIn(below, field.fields, value as Values, whole, `${place}.`) ?? place;
  const [index = '', ...inside] = below;
  const item = Array.isArray(value) ? (value[Number(index)] as Value | undefined) : undefined;
  if (field.kind === 'list' && item) return placeIn(inside, field.fields, item as Values, whole, `${place}.${index}.`) ?? place;
  if (field.kind === 'answers' && item && ['outcome', 'answer'].includes(inside[0] ?? '')) return `${place}.${index}.${inside[0]}`;
  return place;
}

/** Errors of places whose value has not changed since they were marked. */
export const stillWrong = (errors: Readonly<Record<string, string>>, before: Values, now: Values): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(errors).filter(([place]) => valueAt(before, place) === valueAt(now, place)));

const valueAt = (values: Values, place: string): unknown =>
  place.split('.').reduce<unknown>((inside, name) => (inside as Record<string, unknown> | null)?.[name], values);

/** The values as input of the mutation, without empty fields and fields that are not shown. */
export function toInput(fields: readonly Field[], values: Values, whole: Values = values): Record<string, unknown> {
  const filled = fields.flatMap((field): [string, unknown][] => {
    const value = values[field.name] ?? null;
    if (!isShown(field, values, whole)) return [];
    if (isEmpty(field, value, whole)) return field.optional ? [] : [[field.name, emptyInput(field)]];
    return [[field.name, inputValue(field, value, whole)]];
  });
  return Object.fromEntries(filled);
}

const emptyInput = (field: Field): unknown =>
  ['texts', 'choices', 'packs', 'organs', 'people', 'petitioners', 'files', 'list', 'answers', 'scores'].includes(field.kind) ? [] : null;

const filledLines = (value: Value | undefined): string[] => ((value ?? []) as readonly string[]).map((text) => text.trim()).filter(Boolean);

function inputValue(field: Field, value: Value, whole: Values): unknown {
  switch (field.kind) {
    case 'count':
      return Number(value);
    case 'yes':
      return value === 'yes';
    case 'instant':
      // The field holds a time in Asia/Shanghai, such as 2025-03-01T09:30.
      return new Date(`${String(value)}:00+08:00`).toISOString();
    case 'texts':
      return filledLines(value);
    case 'group':
      return toInput(field.fields, value as Values, whole);
    case 'list':
      return (value as readonly Values[]).map((item) => toInput(field.fields, item, whole));
    case 'scores':
      return (value as readonly Values[]).map(({ item, points }) => ({ item, points: Number(points) }));
    case 'answers':
      return (value as readonly Values[]).map(({ id, outcome, answer, basis }) => ({ id, outcome, answer, basis: filledLines(basis) }));
    default:
      if (Array.isArray(value)) return value.map((each: string | Named) => (typeof each === 'string' ? each : each.id));
      if (isNamed(value)) return value.id;
      return typeof value === 'string' ? value.trim() : value;
  }
}

/** Uploaded files of the form, each with the role in which it is attached to the matter. */
export function uploads(fields: readonly Field[], values: Values, whole: Values = values): { fileId: string; role: string }[] {
  return fields.flatMap((field) => {
    const value = values[field.name] ?? null;
    if (value === null || !isShown(field, values, whole)) return [];
    if (field.kind === 'group') return uploads(field.fields, value as Values, whole);
    if (field.kind === 'list') return (value as readonly Values[]).flatMap((item) => uploads(field.fields, item, whole));
    if ((field.kind !== 'file' && field.kind !== 'files') || field.role === null) return [];
    const { role } = field;
    return [value].flat().map((file) => ({ fileId: (file as Named).id, role }));
  });
}
