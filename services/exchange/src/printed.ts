import { bodiesSchema, envelopeSchema } from '@sunshine/envelope';
import { z } from 'zod';
import { rowsOpenapi } from './adapter/rows.openapi.js';
import { keysBody } from './partners/keys.handler.js';
import { linkBodies } from './receiving/link.handlers.js';
import { openapi } from './receiving/openapi.js';
import { reconciliationBody } from './reconciliation/reconciler.js';
import { sameMatterBodies } from './same-matter/link.js';

/** Kinds by which the link looks after itself; each field is the word of whoever sends it. */
const ofLink = Object.entries({ ...linkBodies, keys: keysBody, reconciliation: reconciliationBody, ...sameMatterBodies }).map(
  ([kind, form]) => {
    const { $schema: _one, ...body } = z.toJSONSchema(form, { io: 'input' });
    return [kind, { ...body, 'x-version': 1, 'x-by': 'either', 'x-hands-over-to': null, 'x-business-receipt': false }] as const;
  },
);

function allBodies(): object {
  const { $defs, ...beside } = bodiesSchema();
  return { ...beside, $defs: { ...$defs, ...Object.fromEntries(ofLink) } };
}

/** What a vendor builds a node by, by name of the file. */
export const printed = {
  'envelope.schema.json': envelopeSchema(),
  'bodies.schema.json': allBodies(),
  'openapi.json': openapi,
  'rows.openapi.json': rowsOpenapi,
};
