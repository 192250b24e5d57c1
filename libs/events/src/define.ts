import { defineErrors } from '@sunshine/errors';
import { z } from 'zod';
import { Envelope, type ClockChange, type EnvelopeHead, type NewEvent } from './envelope.js';
import { reading, sending } from './growth.js';

const error = defineErrors({
  EVENT_OFF_SCHEMA: { kind: 'INVALID_INPUT', text: '事件{type}与其约定的结构不符：{problem}' },
});

/**
 * One kind of event. `create` checks the data, so that nothing off its schema is ever sent; what is read may be younger than this
 * release, so that `Read` holds texts where `Sent` holds enumerations that grow.
 */
export interface EventDefinition<Sent, Read = Sent> {
  readonly type: string;
  readonly version: number;
  readonly sent: z.ZodType<Sent>;
  readonly read: z.ZodType<Read>;
  /** @throws EVENT_OFF_SCHEMA */
  create(data: Sent, clocks?: readonly ClockChange[]): NewEvent<Sent>;
  /** Narrows an envelope of this type and version. */
  is(envelope: Envelope): envelope is Envelope<Read>;
}

/** The data of an event as it is read. */
export type DataOf<Definition> = Definition extends { readonly read: z.ZodType<infer Read> } ? Read : never;

const catalogue = new Map<string, EventDefinition<unknown>>();

const nameOf = (type: string, version: number) => `${type}.v${version}`;

/** All events known to this process, by `Type.vN`. */
export function eventCatalogue(): ReadonlyMap<string, EventDefinition<unknown>> {
  return catalogue;
}

/** Declares an event once: type, checks and documentation come from the schema. */
export function defineEvent<Shape extends z.ZodRawShape>(
  type: string,
  version: number,
  shape: Shape,
): EventDefinition<z.input<z.ZodObject<Shape>>, z.output<z.ZodObject<Shape>>> {
  type Sent = z.input<z.ZodObject<Shape>>;
  type Read = z.output<z.ZodObject<Shape>>;
  const schema = z.object(shape);
  const sent = sending<Sent>(schema as unknown as z.ZodType<unknown, Sent>);
  const definition: EventDefinition<Sent, Read> = {
    type,
    version,
    sent,
    read: reading<Read>(schema as unknown as z.ZodType<Read>),
    create(data, clocks) {
      const checked = sent.safeParse(data);
      if (!checked.success)
        throw error('EVENT_OFF_SCHEMA', { details: { type: nameOf(type, version), problem: z.prettifyError(checked.error) } });
      return clocks?.length ? { type, version, data: checked.data, clocks } : { type, version, data: checked.data };
    },
    is: (envelope): envelope is Envelope<Read> => envelope.type === type && envelope.version === version,
  };
  catalogue.set(nameOf(type, version), definition as unknown as EventDefinition<unknown>);
  return definition;
}

const head = reading<EnvelopeHead>(Envelope);

/**
 * Checks an event as it comes from the bus, perhaps from a later release: fields that this one does not know are dropped, at every depth,
 * and unknown members of enumerations that grow are kept as text. What breaks an event otherwise takes a new version of it.
 * @returns undefined where this process knows no such type or version: it is not ours
 * @throws EVENT_OFF_SCHEMA
 */
export function parseEvent(raw: unknown): Envelope | undefined {
  const envelope = head.safeParse(raw);
  if (!envelope.success) throw error('EVENT_OFF_SCHEMA', { details: { type: 'envelope', problem: z.prettifyError(envelope.error) } });
  const definition = catalogue.get(nameOf(envelope.data.type, envelope.data.version));
  if (!definition) return undefined;
  const data = definition.read.safeParse(envelope.data.data);
  if (!data.success)
    throw error('EVENT_OFF_SCHEMA', {
      details: { type: nameOf(definition.type, definition.version), problem: z.prettifyError(data.error) },
    });
  return { ...envelope.data, data: data.data };
}
