import { life, loadCity, organId, personId, type Call, type City } from '@sunshine/demo';
import type { GraphClient } from '@sunshine/infra';
import { onDay } from './world.js';

/** Petitions at the steps of 复查 and 复核 that the rows need, and ids and days they name. */
export interface Reviews {
  /** Served on the petitioner today, and nobody has asked for anything. */
  served: string;
  /** Opens its tracking page. */
  pass: string;
  /** Dispatched 20 days ago and served five days ago. */
  servedLater: string;
  beforeService: string;
  /** Served 60 days ago: the right has run out. */
  lapsed: string;
  passOfLapsed: string;
  /** Its last day, and the day after. */
  lastDay: string;
  dayAfter: string;
  /** Of a county department, whose opinion two organs may review. */
  ofTwo: string;
  passOfTwo: string;
  /** An opinion of the provincial government: nobody stands above it. */
  ofTop: string;
  passOfTop: string;
  /** Handed in at the bureau, which cannot review it. */
  misdirected: string;
  /** With the city government. */
  admitted: string;
  numberOfAdmitted: string;
  /** With it and late; its reviewer has not said yet whether the reason is a good one. */
  late: string;
  papersAsked: string;
  /** Its refusal waits for the second reviewer. */
  refused: string;
  /** And for the head. */
  refusalChecked: string;
  /** Two investigate, the file is asked for, nothing is drafted. */
  investigated: string;
  drafted: string;
  checked: string;
  /** The review is upheld and served on nobody. */
  upheld: string;
  /** And served on the petitioner and the organ. */
  upheldServed: string;
  passOfUpheldServed: string;
  /** Its re-review is with the provincial government. */
  rereviewed: string;
  /** Revoked for unclear facts; the redone opinion is drafted and nobody has compared it. */
  redone: string;
  /** The same, compared and found the same. */
  redoneSame: string;
}

const PROVINCE: City = { registrar: 'registrar.province', dispatcher: 'dispatcher.province', departments: [] };
const TOP: City['departments'][number] = {
  organId: organId('gov.province'),
  handler: 'handler.gov.province',
  checker: 'checker.gov.province',
  issuer: 'head.gov.province',
};
const DONGHU: City = { registrar: 'registrar.donghu', dispatcher: 'dispatcher.donghu', departments: [] };
const OF_COUNTY: City['departments'][number] = {
  organId: organId('housing.donghu'),
  handler: 'handler.housing.donghu',
  checker: 'checker.housing.donghu',
  issuer: 'head.housing.donghu',
};
const sent = { way: 'electronic', proof: { consent: '同意电子送达' } };
const inPerson = { way: 'in_person', proof: { signature: '回证' } };

interface Making {
  readonly client: GraphClient;
  readonly today: string;
  readonly pass: (petitionId: string) => Promise<string>;
}

export async function reviewStock({ client, today, pass }: Making): Promise<Reviews> {
  const dayFrom = (days: number, from = today) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
  const housing = loadCity.departments[0]!;
  const lived = (tag: string, until: Call = 'serve', city = loadCity, department = housing, on = today) =>
    life({ client, city, department, today: on, tag: `review ${tag}`, until });
  const doing = (account: string, name: string, petitionId: string, input: object = {}) =>
    client.query<Record<string, { id: string }>>(
      account,
      `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`,
      { input: { petitionId, ...input } },
    );
  const read = async <T>(account: string, id: string, fields: string): Promise<T> =>
    (await client.query<{ petition: T }>(account, `query ($id: ID!) { petition(id: $id) { ${fields} } }`, { id })).petition;

  const ask = (id: string) => doing('registrar.city', 'requestReview', id, { requests: '请求撤销原意见' });
  const passOn = (id: string) => doing('registrar.city', 'passOnReview', id);
  const appoint = (id: string) =>
    doing('head.gov.city', 'appointInvestigators', id, { firstId: personId('reviewer.city'), secondId: personId('reviewer2.city') });
  const askFile = (id: string) => doing('reviewer.city', 'askReviewFile', id, { dueOn: dayFrom(5) });
  const uphold = { facts: '原意见事实清楚', disposition: 'UPHOLD', basis: ['信访工作条例第三十五条'] };
  const revoke = { ...uphold, facts: '事实没有查清', disposition: 'REVOKE', ground: 'facts_unclear', redoDays: 20 };
  const decide = (what: object) => (id: string) => doing('reviewer.city', 'decideReview', id, what);
  const check = (id: string) => doing('reviewer2.city', 'checkReviewOpinion', id);
  const issue = (id: string) => doing('head.gov.city', 'issueReviewOpinion', id, sent);
  const serveOrgan = (id: string) => doing('reviewer.city', 'serveReviewedOrgan', id, { receivedBy: '收发室' });
  const serveReview = async (id: string) => {
    const { petitioners, documents } = await read<{ petitioners: { id: string }[]; documents: { id: string; kind: string }[] }>(
      'reviewer.city',
      id,
      'petitioners { id } documents { id kind }',
    );
    const documentId = documents.find(({ kind }) => kind === 'REVIEW_OPINION')?.id;
    await doing('reviewer.city', 'recordService', id, { documentId, petitionerId: petitioners[0]?.id, ...inPerson });
  };
  const askAgain = (id: string) => doing('registrar.city', 'requestReReview', id, { requests: '请求复核' });
  const refuse = (id: string) =>
    doing('reviewer.city', 'refuseReview', id, { ground: 'not_against_opinion', reason: '所申请的不是处理意见' });
  const checkRefusal = (id: string) => doing('reviewer2.city', 'checkReviewRefusal', id);
  const askPapers = (id: string) => doing('reviewer.city', 'askReviewPapers', id, { missing: ['申请书'], answerBy: dayFrom(10), ...sent });
  const redraft = async (id: string) => {
    const { requests } = await read<{ requests: { id: string }[] }>('handler.housing', id, 'requests { id }');
    const answers = [{ id: requests[0]?.id, outcome: 'EXPLAINED', answer: '仍请等待', basis: ['演示办法第一条'] }];
    await doing('handler.housing', 'draftOpinion', id, { facts: '重新查明', evidence: ['测压记录'], answers });
  };
  const same = (id: string) => doing('checker.housing', 'compareRedo', id, { same: true, reason: '逐项比对，结论相同' });
  // Somebody who issued opinions of housing works for the city government now.
  const moves = { personId: personId('issuer.housing'), organId: organId('gov.city'), role: 'REVIEWER' };
  await client.query('security', 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { id } }', { input: moves });
  const through = async (tag: string, ...steps: ((id: string) => Promise<unknown>)[]): Promise<string> => {
    const id = await lived(tag);
    for (const step of steps) await step(id);
    return id;
  };

  const since = (days: number, tag: string, until?: Call) =>
    onDay(dayFrom(days), () => lived(tag, until, loadCity, housing, dayFrom(days)));
  const lapsed = await since(-60, 'lapsed');
  const late = await since(-60, 'late');
  const servedLater = await since(-20, 'servedLater', 'issue');
  const ofServedLater = await read<{ petitioners: { id: string }[] }>('handler.housing', servedLater, 'petitioners { id }');
  const serving = { petitionerId: ofServedLater.petitioners[0]?.id, ...inPerson };
  await onDay(dayFrom(-5), () => doing('handler.housing', 'recordService', servedLater, serving));

  const decided = [ask, passOn, appoint, decide(uphold), check, issue];
  const redone = [ask, passOn, appoint, decide(revoke), check, issue, serveOrgan, redraft];
  const [served, ofTwo, ofTop, misdirected, admitted, papersAsked, refused, refusalChecked, investigated, drafted, checked, upheld] =
    await Promise.all([
      through('served'),
      lived('ofTwo', 'serve', DONGHU, OF_COUNTY),
      lived('ofTop', 'serve', PROVINCE, TOP),
      through('misdirected', ask),
      through('admitted', ask, passOn),
      through('papersAsked', ask, passOn, askPapers),
      through('refused', ask, passOn, refuse),
      through('refusalChecked', ask, passOn, refuse, checkRefusal),
      through('investigated', ask, passOn, appoint, askFile),
      through('drafted', ask, passOn, appoint, decide(uphold)),
      through('checked', ask, passOn, appoint, decide(uphold), check),
      through('upheld', ...decided),
    ]);
  const [upheldServed, rereviewed, redoneOnce, redoneSame] = await Promise.all([
    through('upheldServed', ...decided, serveReview, serveOrgan),
    through('rereviewed', ...decided, serveReview, askAgain, passOn),
    through('redone', ...redone),
    through('redoneSame', ...redone, same),
    (async () => {
      await ask(late);
      await passOn(late);
    })(),
  ]);
  const { clocks } = await read<{ clocks: { term: string; effectiveDue: string }[] }>(
    'handler.housing',
    lapsed,
    'clocks { term effectiveDue }',
  );
  const lastDay = clocks.find(({ term }) => term === 'REVIEW_REQUEST')?.effectiveDue ?? '';
  return {
    ...{ served, servedLater, lapsed, ofTwo, ofTop, misdirected, admitted, late, papersAsked, refused, refusalChecked },
    ...{ investigated, drafted, checked, upheld, upheldServed, rereviewed, redone: redoneOnce, redoneSame },
    numberOfAdmitted: (await read<{ number: string }>('registrar.city', admitted, 'number')).number,
    pass: await pass(served),
    beforeService: dayFrom(-10),
    passOfLapsed: await pass(lapsed),
    lastDay,
    dayAfter: dayFrom(1, lastDay),
    passOfTwo: await pass(ofTwo),
    passOfTop: await pass(ofTop),
    passOfUpheldServed: await pass(upheldServed),
  };
}
