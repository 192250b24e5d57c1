import { recordService } from '../../../src/domain/papers/delivery.js';
import { voidDocument } from '../../../src/domain/papers/voiding.js';
import { Refused } from '../refused.js';
import type { ModelledAct } from '../state.js';
import { flawed, type Call, has, paper, text } from './setting.js';

export const papersCalls = {
  recordService: flawed(
    (_, { undelivered }) => (undelivered ? ['SERVICE_WAY_UNKNOWN'] : ['SERVICE_PROOF_MISSING', 'SERVICE_WAY_UNKNOWN']),
    (at, what, how) =>
      recordService(at, {
        deliveryIds: [...what.more],
        petitionerId: what.petitioner,
        ...(what.undelivered ? { way: 'undeliverable', proof: { attempts: ['一'] } } : { way: 'in_person', proof: { signature: '名' } }),
        ...(has(how, 'SERVICE_PROOF_MISSING') && { proof: {} }),
        ...(has(how, 'SERVICE_WAY_UNKNOWN') && { way: 'portal' }),
        paper: how.world.issued(what.paper),
      }),
  ),
  voidDocument: flawed(['TEXT_MISSING'], (at, what, how) => {
    const found = how.world.issued(what.paper);
    if (!found) throw new Refused('DOCUMENT_NOT_FOUND');
    return voidDocument(at, { paper: found, body: how.world.papers.get(found.id)?.paper.body ?? {}, reason: text(how), ...paper(what) });
  }),
} satisfies Partial<Record<ModelledAct, Call>>;
