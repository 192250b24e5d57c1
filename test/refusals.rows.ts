import type { GraphClient } from '@sunshine/infra';
import type { Hearings } from './refusals.hearings.stock.js';
import type { Reviews } from './refusals.reviews.stock.js';

/** Petitions at the stages that the rows need, and ids they name. */
export interface Stock {
  client: GraphClient;
  today: string;
  tomorrow: string;
  yesterday: string;
  inAYear: string;
  registered: string;
  received: string;
  accepted: string;
  /** A petitioner heard, and nothing looked into. */
  heard: string;
  /** Looked into as well. */
  inquired: string;
  extended: string;
  overdue: string;
  drafted: string;
  checkedWithoutDate: string;
  issued: string;
  served: string;
  report: string;
  /** A report that accuses in words alone. */
  inWords: string;
  /** A report whose accused were found, and leave nobody who may have it. */
  ofAll: string;
  /** A complaint about the conduct of the staff of the housing department. */
  conduct: string;
  /** With an urgent event of which the government alone has heard. */
  urgent: string;
  /** At the desk of a county. */
  inCounty: string;
  /** What a body outside assigned to the bureau, to be reported on in 30 days. */
  assigned: string;
  /** A litigation letter at the court. */
  litigation: string;
  /** Filed again after a matter that is closed: somebody has read both and found the same facts and reasons. */
  compared: string;
  /** As `compared`, and its refusal waits for the second reader. */
  refusing: string;
  refusalOfRefusing: string;
  /** Its petitioner died, and the heir was served the opinion. */
  inherited: string;
  deadOfInherited: string;
  number: string;
  requestOfInquired: string;
  petitionerOfIssued: string;
  housing: string;
  labour: string;
  closedOrgan: string;
  bureau: string;
  expiredToken: string;
  forgedToken: string;
  usedRequestId: string;
  /** Opens the tracking page of `registered`. */
  pass: string;
  reviews: Reviews;
  hearings: Hearings;
}

export interface Refusal {
  /** What is refused, as the law would say it. */
  title: string;
  /** Account; null: nobody signed in; a token as it is: `{ token }`. */
  as: string | null | ((stock: Stock) => { token: string });
  query: string | ((stock: Stock) => string);
  variables?: (stock: Stock) => Record<string, unknown>;
  operationName?: string;
  /** The day on which it is asked; today by default. */
  at?: (stock: Stock) => string;
  /** Path below `input` that the refusal names, null: none; left out where only its being there matters. */
  field?: string | null;
  code: string;
  kind: string;
  /** A part of the source in law; null where no law speaks. */
  source?: string;
}

export const act = (name: string, fields = 'id') =>
  `mutation Act($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`;
export const on =
  (petition: Exclude<keyof Stock, 'reviews' | 'hearings'>, more: (stock: Stock) => Record<string, unknown> = () => ({})) =>
  (stock: Stock) => ({ input: { petitionId: stock[petition], ...more(stock) } });
/** A notice that reaches its reader by a way that the law knows. */
export const sent = { way: 'electronic', proof: { consent: '同意电子送达' } };
/** 不再受理 after a served 复核 opinion. */
export const refusingAgain = (servedOn: string) => ({
  ground: 'after_rereview_same_facts',
  reason: '同一事实',
  earlier: [{ number: '明政复核〔2024〕1号', servedOn }],
  help: '可以申请救助',
});

/** The id of nothing and nobody. */
export const NOBODY = '01900000-0000-7000-8000-000000000000';

export const REGISTER = act('registerPetition', 'queryCode');
export const filing = (more: (stock: Stock) => Record<string, unknown>) => (stock: Stock) => ({
  input: {
    channel: 'PHONE',
    kind: 'CLAIM',
    receivedOn: stock.today,
    division: '990100',
    summary: '请求检修路灯',
    text: '路灯损坏，请求检修。',
    requests: [{ text: '检修路灯' }],
    petitioners: [{ name: '申某' }],
    peopleCount: 1,
    anonymous: false,
    ...more(stock),
  },
});
export const draft = (more: (stock: Stock) => Record<string, unknown>) =>
  on('inquired', (stock) => ({
    facts: '属实',
    evidence: ['记录'],
    answers: [{ id: stock.requestOfInquired, outcome: 'EXPLAINED', answer: '已说明', basis: ['演示办法第一条'] }],
    ...more(stock),
  }));
