import { readdirSync, readFileSync } from 'node:fs';
import { Envelope, eventCatalogue, isGrowing } from '@sunshine/events';
import { z } from 'zod';

/** An event as it lies in an outbox. */
export type RawEvent = z.input<typeof Envelope> & { readonly data: Readonly<Record<string, unknown>> };

const folder = new URL('../../events/samples/', import.meta.url);

/** The sample of every version of every event, by `Type.vN`. */
export function eventSamples(): Map<string, RawEvent> {
  return new Map(
    readdirSync(folder).map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RawEvent]),
  );
}

/** A member that no enumeration of this release has. */
export const UNKNOWN_MEMBER = 'unheard_of';

type Change = (schema: z.ZodType, value: unknown) => unknown;

/** `change` at each place of a value that its schema knows, from the leaves up; a document of its own, such as a rule pack, is one place. */
function changed(schema: z.ZodType, value: unknown, change: Change): unknown {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const inner = schema.def.innerType as z.ZodType;
    // An enumeration that may be left out can be told by a later release.
    return value === undefined || (value === null && !isGrowing(inner)) ? value : changed(inner, value, change);
  }
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((each) => changed(schema.def.element as z.ZodType, each, change));
  if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, each]): [string, unknown] => {
      const field = (schema.shape as Record<string, z.ZodType>)[name];
      return [name, field ? changed(field, each, change) : each];
    });
    return change(schema, Object.fromEntries(entries));
  }
  return change(schema, value);
}

function withData(event: RawEvent, change: Change): RawEvent {
  const definition = eventCatalogue().get(`${event.type}.v${event.version}`);
  if (!definition) throw new Error(`no event ${event.type}.v${event.version}`);
  return { ...(changed(Envelope, event, change) as RawEvent), data: changed(definition.sent, event.data, change) as RawEvent['data'] };
}

/** The event as a later release may send it: with one more field in every object, whatever its depth. */
export const withUnknownFields = (event: RawEvent): RawEvent =>
  withData(event, (schema, value) =>
    schema instanceof z.ZodObject ? { ...(value as object), unheardOf: { words: ['a later release'], more: null } } : value,
  );

/** The event as a later release may send it: with a member that this one does not know, wherever an enumeration grows. */
export const withUnknownMembers = (event: RawEvent): RawEvent =>
  withData(event, (schema, value) => (isGrowing(schema) ? UNKNOWN_MEMBER : value));
