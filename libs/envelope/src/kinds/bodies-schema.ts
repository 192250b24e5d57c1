import { z } from 'zod';
import { OWNERS, type Kind } from './kind.js';
import { MESSAGE_KINDS } from './kinds.js';

/**
 * The opened bodies of all kinds, as a JSON Schema of 2020-12: a definition for each kind. `x-owner` of a field says whose word it is, `x-by` who
 * sends the kind; a value from another is ignored. Fields that it does not name are no fault.
 */
export const bodiesSchema = (): { readonly $defs: Readonly<Record<string, object>> } => ({
  ...{ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'sunshine-bodies/1' },
  $defs: Object.fromEntries(Object.entries<Kind>(MESSAGE_KINDS).map(([kind, of]) => [kind, bodyOf(of)])),
});

function bodyOf({ version, by, handsOverTo, receipt, addressee, fields }: Kind): object {
  const properties: Record<string, object> = {};
  const required: string[] = [];
  for (const owner of OWNERS) {
    const group = fields[owner];
    if (!group) continue;
    const { properties: own = {}, required: always = [] } = z.toJSONSchema(group, { io: 'input' });
    for (const [name, schema] of Object.entries(own)) properties[name] = { ...(schema as object), 'x-owner': owner };
    if (owner === by || owner === 'either') required.push(...always);
  }
  return {
    ...{ type: 'object', properties, required },
    ...{ 'x-version': version, 'x-by': by, 'x-hands-over-to': handsOverTo, 'x-business-receipt': receipt },
    ...(addressee !== undefined && { 'x-addressee': addressee }),
  };
}
