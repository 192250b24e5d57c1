import { type Facts, decide } from '@sunshine/access';
import type { Relation, Role } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { actsNow } from '../../src/domain/acts-now.js';
import type { ServedPaper } from '../../src/domain/closing/closing.js';
import { capOfHandle } from '../../src/domain/exits/acceptance.js';
import { requireNoRecusalPending } from '../../src/domain/handling/recusal.js';
import { type Registration, openCase, registered } from '../../src/domain/opening.js';
import type { IssuedPaper } from '../../src/domain/papers/delivery.js';
import type { Decision, Given, PetitionState } from '../../src/domain/petition.js';
import type { CaseRecord } from '../../src/domain/records.js';
import { actOf, law } from '../builders.js';
import { CALLS } from './calls.js';
import { petitionerCall } from './calls/petitioner.js';
import type { PaperKept } from './calls/setting.js';
import { plus } from './clocks.js';
import { type Kept, carriedOut } from './kept-clocks.js';
import { PLACES } from './officers.js';
import { Refused } from './refused.js';
import { type Command, type ModelledAct, type Officer, PETITIONER } from './state.js';

/** The case as the service keeps it: state, clocks, relations and papers. */
export class World {
  private constructor(
    readonly state: PetitionState,
    readonly clocks: readonly Kept[],
    readonly relations: readonly { readonly subject: string; readonly relation: Relation }[],
    readonly papers: ReadonlyMap<string, PaperKept>,
  ) {}

  static opened(registration: Registration, records: readonly CaseRecord[]): World {
    const state = { ...registered(registration), records };
    const clocks = carriedOut([], openCase(state, law.packOn(state.receivedOn)).clocks);
    return new World(state, clocks, [{ subject: state.registeringOrganId, relation: 'registering' }], new Map());
  }

  /** The sweeps of clocks and of the cap. */
  passed(today: Day): World {
    const unused = this.clocks.map((clock) => {
      if (clock.ended !== null || clock.effectiveDue >= today) return clock;
      if (clock.term === 'OBJECT') return { ...clock, ended: 'cancelled' as const, endReason: 'not_used', endedOn: clock.effectiveDue };
      return ['REVIEW_REQUEST', 'REREVIEW_REQUEST'].includes(clock.term)
        ? { ...clock, ended: 'lapsed' as const, endedOn: plus(clock.effectiveDue, 1) }
        : clock;
    });
    const late = unused.find(({ term, ended, effectiveDue }) => term.startsWith('NOTIFY_') && ended === null && effectiveDue < today);
    const moves = late ? capOfHandle(this.state, unused, late.effectiveDue, law.packOn(late.effectiveDue)) : [];
    return new World(this.state, carriedOut(unused, moves), this.relations, this.papers);
  }

  /** Rights, the officer's recusal, the rule, and what is saved: as ActRunner does it. @throws DomainError, or a fault */
  done(command: Command): { world: World; decision: Decision } {
    const { act, by, on } = command;
    const decision = by === PETITIONER ? petitionerCall(this, command) : this.officerActs(by, command);
    const { state } = decision;
    if (state.version !== this.state.version + 1) throw new Error(`${act}: version`);
    if (state.latestOn < on) throw new Error(`${act}: latest day`);
    if (decision.line.act !== act) throw new Error(`${act}: line says ${decision.line.act}`);
    const relations = decision.relations.reduce(
      (all, { do: move, subject, relation }) => {
        const others = all.filter((one) => one.subject !== subject || one.relation !== relation);
        return move === 'set' ? [...others, { subject, relation }] : others;
      },
      [...this.relations],
    );
    return { world: new World(state, carriedOut(this.clocks, decision.clocks), relations, this.papersAfter(decision)), decision };
  }

  /** What the officer may do now, as the graph lists it; null for an act that is done on no one petition. */
  listed({ act, by, on }: Command): readonly string[] | null {
    if (by === PETITIONER || act === 'moveMatters') return null;
    return actsNow(this.state, by.id, (name) => this.grantOf(by, name, on)?.organId ?? null).map((one) => one.act);
  }

  private papersAfter(decision: Decision): ReadonlyMap<string, PaperKept> {
    const papers = new Map(this.papers);
    for (const paper of decision.papers) papers.set(paper.id, { paper, voidedOn: null, deliveries: [] });
    for (const { documentId, on } of decision.voids ?? []) {
      const kept = papers.get(documentId);
      if (kept) papers.set(documentId, { ...kept, voidedOn: on });
    }
    const ofOpinion = decision.state.deliveries.filter((one) => !this.state.deliveries.includes(one));
    for (const delivery of [...ofOpinion, ...(decision.paperDeliveries ?? [])]) {
      const kept = papers.get(delivery.documentId ?? '');
      if (kept) papers.set(kept.paper.id, { ...kept, deliveries: [...kept.deliveries, delivery] });
    }
    return papers;
  }

  private officerActs(by: Officer, command: Command): Decision {
    const { act, on } = command;
    const grant = act === 'moveMatters' ? this.ownHead(by) : this.grantOf(by, act, on);
    if (!grant) throw new Refused('ACT_NOT_YOURS');
    requireNoRecusalPending(this.state, by.id);
    const organ = by.organ ?? PLACES.find((one) => one.id === grant.organId);
    if (!organ) throw new Error('no organ');
    const given: Given = { state: this.state, clocks: this.clocks, law, act: actOf(on, by.id, organ, grant.role) };
    return CALLS[act as ModelledAct](given, command.what, { world: this, flaw: command.flaw });
  }

  private grantOf(by: Officer, act: string, on: Day): { organId: string; role: Role } | null {
    const { kind, channel } = this.state;
    const facts: Facts = {
      kind,
      channel,
      roles: by.roles.map((role) => ({
        role,
        organId: by.organ?.id ?? null,
        notices: by.delegated,
        kind: by.organ?.kind ?? null,
        name: by.organ?.name ?? null,
        closedOn: null,
        path: by.organ?.path ?? [],
        root: by.organ ? (by.organ.path.at(-2) ?? by.organ.id) : null,
      })),
      relations: this.relations.map(({ subject, relation }) => ({
        subject,
        relation,
        path: PLACES.find((one) => one.id === subject)?.path ?? [],
        units: [],
      })),
    };
    const decision = decide(facts, act, { personId: by.id, on });
    return decision.refused === null ? decision.grant : null;
  }

  /** The head hands over the matters of an officer of the own organ. */
  private ownHead({ organ, roles, id: personId }: Officer): { organId: string; role: Role } | null {
    const recused = this.relations.some(({ subject, relation }) => relation === 'recused' && subject === personId);
    return organ?.id === this.state.organId && roles.includes('HEAD') && !recused ? { organId: organ.id, role: 'HEAD' } : null;
  }

  served(): ServedPaper[] {
    return [...this.papers.values()].flatMap(({ deliveries }) =>
      deliveries.flatMap(({ documentId, petitionerId, servedOn }) =>
        documentId !== null && servedOn !== null ? [{ documentId, petitionerId, servedOn }] : [],
      ),
    );
  }

  issued(documentId: string | null): IssuedPaper | null {
    const kept = this.papers.get(documentId ?? '');
    if (!kept) return null;
    const { paper, voidedOn, deliveries } = kept;
    const { opinion } = this.state;
    return {
      id: paper.id,
      kind: paper.kind,
      title: paper.kind,
      number: paper.number,
      organId: paper.organId,
      issuedOn: paper.issuedOn,
      voidedOn,
      voidReason: voidedOn && '作废',
      deliveries: paper.id === opinion?.documentId ? this.state.deliveries : deliveries,
    };
  }
}
