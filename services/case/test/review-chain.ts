import type { Role } from '@sunshine/events';
import { dayNumber, dayOf, type Day, type Term } from '@sunshine/procedure';
import { actOnDay } from '@sunshine/testing';
import type { ClockFact, Decision, Given, Organ, Paper, PetitionState } from '../src/domain/petition.js';
import { checkOpinion, draftOpinion, issueOpinion } from '../src/domain/opinion/opinion.js';
import { recordService, type IssuedPaper } from '../src/domain/papers/delivery.js';
import { appointInvestigators } from '../src/domain/reviewing/investigating.js';
import { checkReviewOpinion, decideReview, issueReviewOpinion, type DecideReview } from '../src/domain/reviewing/deciding.js';
import { serveReviewedOrgan } from '../src/domain/reviewing/ordering.js';
import { compareRedo } from '../src/domain/review/redoing.js';
import { requestReview } from '../src/domain/reviewing/requesting.js';
import { reviewOfPetitioner } from '../src/domain/reviews-in-hand.js';
import type { Issuer } from '../src/domain/reviewing/reviewers.js';
import { AT, GOVERNMENT } from './between.js';
import { HOUSING, INQUIRED, PERSON, PETITIONERS, REQUESTS, aPetition, given, id, law, moved } from './builders.js';

export const PROVINCE: Organ = { ...GOVERNMENT, id: id('j'), name: '明江省人民政府', shortName: '江政' };
export const REVIEWING = { first: id('k', 1), second: id('k', 2), issuer: id('k', 3) };
export const REREVIEWING = { first: id('l', 1), second: id('l', 2), issuer: id('l', 3) };

const issuer = (of: Organ, above: Organ): Issuer => ({
  ...AT.housing,
  id: of.id,
  name: of.name,
  kind: of.kind,
  reviewers: [
    {
      organId: above.id,
      kind: above.kind,
      name: above.name,
      address: null,
      phone: null,
      closedOn: null,
      also: false,
      from: null,
      to: null,
    },
  ],
});

export const UPHOLD = {
  facts: '经复查，事实清楚。',
  disposition: 'uphold',
  ground: null,
  basis: ['《信访工作条例》第三十五条'],
  redoDays: null,
  answers: [],
  executeBy: null,
};
export const revoke = (ground: string, redoDays: number | null = 20) => ({
  ...UPHOLD,
  facts: '经复查，未查看现场。',
  disposition: 'revoke',
  ground,
  redoDays,
});
export const change = (outcome: string, executeBy: Day | null = null) => ({
  ...UPHOLD,
  disposition: 'change',
  ground: 'plainly_unfit',
  answers: REQUESTS.map((request) => ({ id: request, outcome, answer: '变更后的答复', basis: [] })),
  executeBy,
});

/** A matter whose opinion is out, on its way through review and re-review; each act on the day before it, or the next. */
export class Chain {
  state: PetitionState;
  clocks: readonly ClockFact[] = [];
  decisions: Decision[] = [];
  papers = new Map<string, Paper>();
  services: { readonly documentId: string; readonly petitionerId: string; readonly on: Day }[] = [];
  on: Day = '2025-04-07';
  private ids = 100;

  constructor(petitioners: readonly string[] = [PETITIONERS[0] as string]) {
    this.state = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10', petitionerIds: petitioners, records: INQUIRED });
    this.answer();
  }

  fresh(): string {
    return id('n', ++this.ids);
  }

  /** Days pass: rights that nobody used lapse. */
  later(days: number): this {
    this.on = dayOf(dayNumber(this.on) + days);
    this.clocks = this.clocks.map((clock) =>
      ['REVIEW_REQUEST', 'REREVIEW_REQUEST'].includes(clock.term) && clock.ended === null && clock.effectiveDue < this.on
        ? { ...clock, ended: 'lapsed' }
        : clock,
    );
    return this;
  }

  given(by: string, organ: Organ = HOUSING, role: Role = 'HANDLER'): Given {
    return given(this.state, this.on, { clocks: this.clocks, by, organ, role });
  }

  did(decision: Decision): Decision {
    this.state = decision.state;
    this.clocks = moved(this.clocks, decision.clocks);
    for (const paper of decision.papers) this.papers.set(paper.id, paper);
    this.decisions.push(decision);
    return decision;
  }

  /** The organ answers, for the first time or again: its opinion is drafted, compared where that is owed, checked, issued and served. */
  answer(outcome = 'explained', answer = '以协议为准。'): this {
    this.draft(outcome, answer);
    this.did(checkOpinion(this.given(PERSON.checker, HOUSING, 'CHECKER'), { remark: null }));
    return this.reissue();
  }

  /** What was checked is issued and served on everybody. */
  reissue(): this {
    this.did(
      issueOpinion(this.given(PERSON.issuer, HOUSING, 'ISSUER'), { ...this.paper(), way: null, proof: null, reviewedBy: '明川市人民政府' }),
    );
    for (const petitioner of this.state.petitionerIds) this.serve(petitioner);
    return this;
  }

  draft(outcome = 'explained', answer = '以协议为准。'): this {
    const answers = REQUESTS.map((request) => ({ id: request, outcome, answer, basis: ['《安置办法（演示）》第十二条'] }));
    const text = { opinionId: this.fresh(), facts: '经查属实。', evidence: ['现场记录'], answers, executeBy: null, performerOrganId: null };
    this.did(draftOpinion(this.given(PERSON.handler), text));
    return this;
  }

  compare(same: boolean, by = PERSON.checker): Decision {
    const former = { facts: '', answers: [] };
    return this.did(compareRedo(this.given(by, HOUSING, 'CHECKER'), { recordId: this.fresh(), same, reason: '逐项比对', former }));
  }

  /** The same of a review that is redone. */
  compareReview(): Decision {
    const former = { facts: '', answers: [] };
    const at = this.given(REVIEWING.second, GOVERNMENT, 'REVIEWER');
    return this.did(compareRedo(at, { recordId: this.fresh(), same: false, reason: '逐项比对', former }));
  }

  serve(petitionerId: string, paper: IssuedPaper | null = null, organ: Organ = HOUSING): Decision {
    const command = { deliveryIds: [this.fresh()], petitionerId, way: 'in_person', proof: { signature: '名' }, paper };
    const decision = this.did(recordService(this.given(PERSON.handler, organ), command));
    this.services.push({ documentId: paper?.id ?? this.state.opinion?.documentId ?? '', petitionerId, on: this.on });
    return decision;
  }

  paper() {
    return { documentId: this.fresh(), number: `明政信访〔2025〕${this.ids}号` };
  }

  ask(level: 'review' | 'rereview', petitionerId: string = PETITIONERS[0] as string): Decision {
    const reviewed = level === 'rereview' ? reviewOfPetitioner(this.state, petitionerId)?.organId : null;
    const reviewer = [this.chosen, GOVERNMENT].find((one) => one?.id === reviewed) ?? GOVERNMENT;
    const above = level === 'review' ? issuer(HOUSING, this.chosen ?? GOVERNMENT) : issuer(reviewer, PROVINCE);
    const act = { ...actOnDay(this.on, { kind: 'tracker', id: null }), personId: null, petitionerId } as const;
    return this.did(
      requestReview(
        { state: this.state, clocks: this.clocks, law, act },
        {
          reviewId: this.fresh(),
          petitionerId: null,
          organId: null,
          way: 'pass',
          postedOn: null,
          lateReason: null,
          requests: '请求撤销',
          facts: null,
          fileIds: [],
          issuer: above,
        },
        level,
      ),
    );
  }

  /** Of two organs that may review the opinion the one that a petitioner chose; null: the first one. */
  chosen: Organ | null = null;

  organ(level: 'review' | 'rereview') {
    if (level === 'review' && this.chosen)
      return { organ: this.chosen, who: { first: id('y', 1), second: id('y', 2), issuer: id('y', 3) } };
    return level === 'review' ? { organ: GOVERNMENT, who: REVIEWING } : { organ: PROVINCE, who: REREVIEWING };
  }

  appoint(level: 'review' | 'rereview'): Decision {
    const { organ, who } = this.organ(level);
    const staff = { path: [organ.id], officers: Object.values(who).map((personId) => ({ personId, role: 'REVIEWER' as const })) };
    return this.did(
      appointInvestigators(this.given(who.issuer, organ, 'HEAD'), { investigatorIds: [who.first, who.second], staff, keptOut: [] }),
    );
  }

  text(level: 'review' | 'rereview', what: Omit<DecideReview, 'recordId'>): Decision {
    const { organ, who } = this.organ(level);
    return this.did(decideReview(this.given(who.first, organ, 'REVIEWER'), { recordId: this.fresh(), ...what }));
  }

  check(level: 'review' | 'rereview'): Decision {
    const { organ, who } = this.organ(level);
    return this.did(checkReviewOpinion(this.given(who.second, organ, 'REVIEWER'), { remark: null }));
  }

  issue(level: 'review' | 'rereview'): Decision {
    const { organ, who } = this.organ(level);
    const attacked = [
      { documentId: this.state.opinion?.documentId ?? '', title: '信访事项处理意见书', number: '明住建信访〔2025〕1号', on: this.on },
    ];
    const reviewedBy = level === 'review' ? PROVINCE.name : null;
    return this.did(
      issueReviewOpinion(this.given(who.issuer, organ, 'ISSUER'), { ...this.paper(), way: null, proof: null, attacked, reviewedBy }),
    );
  }

  /** From the naming of the two to the issue. */
  decide(level: 'review' | 'rereview', what: Omit<DecideReview, 'recordId'>): Decision {
    this.appoint(level);
    this.text(level, what);
    this.check(level);
    return this.issue(level);
  }

  /** The opinion of the review that was issued last, as service reads it. */
  issued(level: 'review' | 'rereview'): IssuedPaper {
    const kind = level === 'review' ? 'REVIEW_OPINION' : 'REREVIEW_OPINION';
    const paper = [...this.papers.values()].findLast((one) => one.kind === kind);
    if (!paper) throw new Error('no such paper');
    const deliveries = this.services
      .filter(({ documentId }) => documentId === paper.id)
      .map(({ petitionerId, on }, index) => ({
        id: id('v', index),
        opinionId: null,
        documentId: paper.id,
        petitionerId,
        throughId: null,
        way: 'in_person' as const,
        servedOn: on,
        proof: {},
      }));
    return { ...paper, title: '意见书', voidedOn: null, voidReason: null, deliveries };
  }

  serveReview(level: 'review' | 'rereview', petitionerId: string = PETITIONERS[0] as string): Decision {
    return this.serve(petitionerId, this.issued(level), this.organ(level).organ);
  }

  serveOrgan(level: 'review' | 'rereview'): Decision {
    const { organ, who } = this.organ(level);
    return this.did(serveReviewedOrgan(this.given(who.first, organ, 'REVIEWER'), { receivedBy: '收发室' }));
  }

  running(term: Term): readonly (readonly [subject: string | null, due: Day])[] {
    return this.clocks
      .filter((clock) => clock.term === term && clock.ended === null)
      .map(({ subject, nominalDue }) => [subject, nominalDue]);
  }
}

/** Everybody has asked for 复查, in time. */
export const asked = (petitioners: readonly string[] = PETITIONERS.slice(0, 1)): Chain => {
  const chain = new Chain(petitioners).later(3);
  for (const petitioner of petitioners) chain.ask('review', petitioner);
  return chain.later(2);
};
/** And two investigate it. */
export const appointed = (petitioners?: readonly string[]): Chain => {
  const chain = asked(petitioners);
  chain.appoint('review');
  return chain;
};
