import { z } from 'zod';

/** What an unknown member may look like: a code, or an item of an article such as `31(6)`; never what a person typed. */
export const unknownMember = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_().:-]{0,99}$/);

const growingFields = new WeakSet<z.ZodType>();

/**
 * An enumeration to which a later release may add members. Sending takes the known ones alone; reading keeps an unknown one as the text
 * it is, so its type there is `string` and each reader says what it makes of it. An enumeration without `growing` holds up every reader
 * that does not know the member: right only where going on would do harm.
 */
export function growing<Member extends string>(known: z.ZodType<Member>): z.ZodType<string, Member> {
  const field = known.clone() as unknown as z.ZodType<string, Member>;
  growingFields.add(field);
  return field;
}

export const isGrowing = (schema: z.ZodType): boolean => growingFields.has(schema);

/** What events are made of. A schema of another kind would slip past what is said here of growth, so that it is refused at once. */
const LEAVES = [z.ZodString, z.ZodEnum, z.ZodNumber, z.ZodBoolean, z.ZodNull, z.ZodLiteral, z.ZodUnknown, z.ZodStringFormat] as const;

type Growth = 'refuse' | 'take';

function rebuilt(schema: z.ZodType, growth: Growth): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => [name, rebuilt(field, growth)]),
    );
    return growth === 'refuse' ? z.strictObject(shape) : z.object(shape);
  }
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema.def, element: rebuilt(schema.def.element as z.ZodType, growth) }) as z.ZodType;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return schema.clone({ ...schema.def, innerType: rebuilt(schema.def.innerType as z.ZodType, growth) } as never) as z.ZodType;
  // A document of its own, such as a rule pack: it has a hash, so nothing may be taken from it.
  if (schema instanceof z.ZodRecord) return schema;
  if (!LEAVES.some((leaf) => schema instanceof leaf)) throw new Error(`events hold nothing of the kind ${schema.def.type}`);
  return growth === 'take' && growingFields.has(schema) ? unknownMember : schema;
}

/** The schema for sending: a field nobody declared is refused at every depth. */
export const sending = <T>(schema: z.ZodType<unknown, T>): z.ZodType<T> => rebuilt(schema, 'refuse') as z.ZodType<T>;

/** The schema for reading what perhaps a later release has sent: a field nobody declared is dropped at every depth. */
export const reading = <T>(schema: z.ZodType<T>): z.ZodType<T> => rebuilt(schema, 'take') as z.ZodType<T>;
