import { defineErrors } from '@sunshine/errors';
import { z } from 'zod';
import { Envelope, type ClockChange, type NewEvent } from './envelope.js';

const error = defineErrors({
  EVENT_OFF_SCHEMA: { kind: 'INVALID_INPUT', text: '事件{type}与其约定的结构不符：{problem}' },
});

/** One kind of event: calling `create` checks the data, so that nothing off its schema is ever sent. */
export interface EventDefinition<T> {
  readonly type: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** @throws EVENT_OFF_SCHEMA */
  create(data: T, clocks?: readonly ClockChange[]): NewEvent<T>;
  /** Narrows an envelope of this type and version. */
  is(envelope: Envelope): envelope is Envelope<T>;
}

const catalogue = new Map<string, EventDefinition<unknown>>();

const nameOf = (type: string, version: number) => `${type}.v${version}`;

/** All events known to this process, by `Type.vN`. */
export function eventCatalogue(): ReadonlyMap<string, EventDefinition<unknown>> {
  return catalogue;
}

/** Declares an event once: type, check and documentation come from the schema. Unknown fields are refused. */
export function defineEvent<Shape extends z.ZodRawShape>(
  type: string,
  version: number,
  shape: Shape,
): EventDefinition<z.infer<z.ZodObject<Shape>>> {
  type T = z.infer<z.ZodObject<Shape>>;
  const schema = z.strictObject(shape) as unknown as z.ZodType<T>;
  const definition: EventDefinition<T> = {
    type,
    version,
    schema,
    create(data, clocks) {
      const checked = schema.safeParse(data);
      if (!checked.success)
        throw error('EVENT_OFF_SCHEMA', { details: { type: nameOf(type, version), problem: z.prettifyError(checked.error) } });
      return clocks?.length ? { type, version, data: checked.data, clocks } : { type, version, data: checked.data };
    },
    is: (envelope): envelope is Envelope<T> => envelope.type === type && envelope.version === version,
  };
  catalogue.set(nameOf(type, version), definition as unknown as EventDefinition<unknown>);
  return definition;
}

/**
 * Checks an event as it comes from the bus.
 * @returns undefined where this process knows no such type or version: it is not ours
 * @throws EVENT_OFF_SCHEMA
 */
export function parseEvent(raw: unknown): Envelope | undefined {
  const head = Envelope.safeParse(raw);
  if (!head.success) throw error('EVENT_OFF_SCHEMA', { details: { type: 'envelope', problem: z.prettifyError(head.error) } });
  const definition = catalogue.get(nameOf(head.data.type, head.data.version));
  if (!definition) return undefined;
  const data = definition.schema.safeParse(head.data.data);
  if (!data.success)
    throw error('EVENT_OFF_SCHEMA', {
      details: { type: nameOf(definition.type, definition.version), problem: z.prettifyError(data.error) },
    });
  return { ...head.data, data: data.data };
}
