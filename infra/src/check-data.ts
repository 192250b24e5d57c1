import pg from 'pg';
import { prepare } from './prepare.js';
import { command } from './refusal.js';
import { startSettings } from './settings.js';
import { reads } from './unread.js';

interface Check {
  readonly title: string;
  /** Answers one text for each row that is wrong. */
  readonly wrong: string;
}

/** A stage, and the events by which `case` may enter it. */
const ENTERED: Readonly<Record<string, readonly string[]>> = {
  registered: ['CaseOpened'],
  routed: ['PetitionRouted', 'ReportSent', 'MatterSubmitted'],
  received: ['PetitionReceived'],
  informed: ['PetitionInformed', 'PetitionRefused', 'MatterFollowed'],
  accepted: ['PetitionAccepted', 'MatterFollowed'],
  handling: ['OpinionDrafted', 'InquiryRecorded'],
  opinion_issued: ['OpinionIssued', 'FastTrackAnswered', 'MatterFollowed'],
  opinion_served: ['OpinionServed', 'LegacyReplyRecorded'],
  review_requested: ['ReviewRequested', 'ReviewPassedOn', 'LateReviewAdmitted'],
  review_served: ['ReviewOpinionServed'],
  redoing: ['ReviewedOrganServed', 'ReviewOpinionServed'],
  rereview_requested: ['ReviewRequested', 'ReviewPassedOn', 'LateReviewAdmitted'],
  rereview_served: ['ReviewOpinionServed'],
  led_into_procedure: ['PetitionLedIntoProcedure'],
  outcome_reported: ['ProcedureOutcomeReported'],
  performed: ['DutyPerformed'],
  answered: ['DutyPerformed'],
  studying: ['SuggestionStudyStarted'],
  decided: ['SuggestionDecided'],
  replied: ['SuggestionReplied'],
  measure_followed: ['SuggestionMeasureFollowed'],
  handed_to_discipline: ['ReportHandedOver'],
  feedback_noted: ['FeedbackNoted'],
  closed: ['PetitionClosed'],
};

const enteredBy = Object.entries(ENTERED)
  .flatMap(([stage, events]) => events.map((event) => `('${stage}', '${event}')`))
  .join(', ');

/** The publisher of each relation; docs/flows.md says the same. */
const published = `select data -> 'data' ->> 'petitionId' petition_id, data -> 'data' ->> 'subject' subject, data -> 'data' ->> 'relation' relation,
    case pattern when 'RelationSet' then 1 else -1 end n
  from (select pattern, data from intake.outbox union all select pattern, data from casework.outbox
    union all select pattern, data from supervision.outbox) o where pattern in ('RelationSet', 'RelationEnded')`;

const recordIs = (kind: string, states: string) =>
  `exists (select from casework.case_record r where r.petition_id = p.id and r.kind = ${kind} and r.state in (${states}))`;

/** Told under own rules, so that no notice of ours runs: litigation relief at a political-legal organ, a report at a discipline organ (23 ¶4). */
const ownRules = `(p.organ_kind = 'discipline' and p.kind = 'REPORT' or p.organ_kind in ('political_legal', 'court', 'procuratorate') and (p.exit = '31(1)'
  or exists (select from casework.case_record r where r.petition_id = p.id and r.kind = 'transfer' and r.state = 'standing' and r.data ->> 'kind' in ('LETTER', 'HAND_DOWN'))))`;

const checks: readonly Check[] = [
  {
    title: '每件已登记的信访都有登记事件',
    wrong: `select p.number from intake.petition p where not exists (select from intake.outbox o where o.key = p.id::text and o.pattern = 'PetitionRegistered')`,
  },
  {
    title: '每个登记事件都已由办案服务立案',
    wrong: `select o.key from intake.outbox o where o.pattern = 'PetitionRegistered' and not exists (select from casework.petition p where p.id::text = o.key and p.opened)`,
  },
  {
    title: '登记而未转送的，有一项转送或直接告知期限在走（地址不明依法免予告知的除外）',
    wrong: `select p.number from casework.petition p where p.stage = 'registered' and p.merged_into is null and not (p.address_unclear and p.organ_kind <> 'petition_bureau')
      and not ${ownRules}
      and not exists (select from casework.clock c where c.petition_id = p.id and c.ended is null and c.term in ('ROUTE', 'NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'))`,
  },
  {
    title: '单位已收到而未告知的，有告知期限在走（政法部门的诉讼权利救济事项、纪检机关的检举控告除外；信访工作机构有转送期限）',
    wrong: `select p.number from casework.petition p where p.stage = 'received' and p.merged_into is null and not ${ownRules}
      and not exists (select from casework.clock c where c.petition_id = p.id and c.ended is null and c.term in ('NOTIFY_TRANSFERRED', 'ROUTE'))`,
  },
  {
    title: '已受理、办理中的，有办理期限在走（和解后以各项承诺的期限为准，并案的以主件的为准，由其他节点承办的以其告知为准）',
    wrong: `select p.number from casework.petition p where p.stage in ('accepted', 'handling') and p.merged_into is null and p.held_by is null
      and not (p.outcome = 'settled' and ${recordIs("'settlement'", "'performed'")})
      and not exists (select from casework.clock c where c.petition_id = p.id and c.ended is null and (c.term = 'HANDLE' or p.outcome = 'settled' and c.term = 'PROMISE'))`,
  },
  {
    title:
      '每件未答复的申诉求决都有期限在走，或者等待载明的日期（并案的以主件的为准；尚待解决事项等待再次研究的日期，报请的等待请求批示的日期；依各自规定告知的、住址不清的不必告知；由其他节点承办的以其告知为准）',
    wrong: `select p.number || ' ' || p.stage from casework.petition p
      where p.kind = 'CLAIM' and p.opened and p.merged_into is null and p.held_by is null and p.stage in ('registered', 'routed', 'received', 'informed', 'accepted', 'handling')
      and p.received_on >= '2022-05-01' and p.outcome is distinct from 'refused_acceptance' and p.outcome is distinct from 'refused_refiling'
      and not (p.stage in ('registered', 'received') and (p.address_unclear or ${ownRules}))
      and not (p.outcome = 'settled' and ${recordIs("'settlement'", "'performed'")})
      and not (${recordIs("'withdrawal'", "'declared', 'confirmed'")})
      and not (${recordIs("'commitment'", "'pending'")})
      and not (${recordIs("'submission'", "'submitted'")})
      and not exists (select from casework.clock c where c.petition_id = p.id and c.ended is null and c.nature <> 'own')`,
  },
  {
    title:
      '每件已答复、已导入、已履行而未办结的申诉求决，有期限在走，或者有作出、送达、接收、履行的日期可查（旧件的原答复以其送达为准；由其他节点承办的以其告知为准）',
    wrong: `select p.number || ' ' || p.stage from casework.petition p
      where p.kind = 'CLAIM' and p.opened and p.merged_into is null and p.held_by is null
      and p.stage in ('opinion_issued', 'opinion_served', 'led_into_procedure', 'outcome_reported', 'performed', 'answered')
      and not exists (select from casework.clock c where c.petition_id = p.id and c.ended is null and c.nature <> 'own')
      and not case
        when p.stage = 'opinion_issued' then ${recordIs("'fastTrackAnswer'", "'answered', 'paper_issued'")}
          or exists (select from casework.opinion o where o.petition_id = p.id and o.state = 'issued' and o.dispatched_on is not null)
        when p.stage = 'opinion_served' then exists (select from casework.service s where s.petition_id = p.id and s.opinion_id is not null and s.served_on is not null)
          or exists (select from casework.opinion o where o.petition_id = p.id and o.legacy)
        when p.stage in ('performed', 'answered') then ${recordIs("'performance'", "'issued'")}
        else ${recordIs("'leadingIn'", "'received'")} end`,
  },
  {
    title: '途径为31(1)至31(5)的、建议意见和检举控告没有办理期限在走（2005年条例的除外）',
    wrong: `select p.number from casework.petition p join casework.clock c on c.petition_id = p.id and c.ended is null and c.term = 'HANDLE'
      where p.received_on >= '2022-05-01' and p.stage <> 'closed' and (p.exit in ('31(1)', '31(2)', '31(3)', '31(4)', '31(5)') or p.kind <> 'CLAIM')`,
  },
  {
    title: '适用简易办理的、待核实的异议（来文单位在本系统外的除外）、尚未履行的承诺，各有期限在走',
    wrong: `select p.number || ' ' || r.kind from casework.petition p join casework.case_record r on r.petition_id = p.id
      join (values ('fastTrack', 'chosen', array['SIMPLE_ACCEPT', 'SIMPLE_HANDLE']), ('objection', 'raised', array['OBJECT_DECIDE']), ('promise', 'open', array['PROMISE']))
        w(kind, state, terms) on w.kind = r.kind and w.state = r.state
      where p.stage <> 'closed' and p.merged_into is null and (r.kind <> 'objection' or r.data ->> 'sender' is null) and (r.kind <> 'fastTrack' or r.organ_id = p.organ_id and p.kind = 'CLAIM')
      and not exists (select from casework.clock c where c.petition_id = p.id and c.ended is null and c.term = any(w.terms))`,
  },
  {
    title: '支持的处理意见送达后有执行期限',
    wrong: `select p.number from casework.petition p join casework.opinion o on o.petition_id = p.id and o.state = 'issued' and o.execute_by is not null
      where p.stage = 'opinion_served' and not o.legacy and not exists (select from casework.clock c where c.petition_id = p.id and c.term = 'EXECUTE')`,
  },
  {
    title: '办结的没有法定期限在走（执行、和解承诺的期限，信访人申请复查、复核的期限除外）',
    wrong: `select p.number || ' ' || c.term from casework.petition p join casework.clock c on c.petition_id = p.id and c.ended is null and c.nature <> 'own' and c.term not in ('EXECUTE', 'PROMISE', 'REVIEW_REQUEST', 'REREVIEW_REQUEST') where p.stage = 'closed'`,
  },
  {
    title: '每个环节都有进入它的事件',
    wrong: `select p.number || ' ' || p.stage from casework.petition p
      where p.opened and not exists (select from casework.outbox o join (values ${enteredBy}) e(stage, pattern) on e.pattern = o.pattern
        where o.key = p.id::text and e.stage = p.stage)`,
  },
  {
    title: '每件的环节、途径、结果和办理单位，都由最后一个带办理进程的事件说出',
    wrong: `select p.number || ' ' || p.stage from casework.petition p
      left join lateral (select o.data -> 'course' course from casework.outbox o where o.key = p.id::text and o.data -> 'course' is not null order by o.seq desc limit 1) l on true
      where p.opened and (p.stage, p.exit, p.outcome, p.organ_id::text) is distinct from
        (l.course ->> 'stage', l.course ->> 'exit', l.course ->> 'outcome', l.course ->> 'organId')`,
  },
  {
    title: '登记簿所见环节与办案服务一致',
    wrong: `select p.number from casework.petition p left join intake.petition_course c on c.petition_id = p.id where p.opened and c.stage is distinct from p.stage`,
  },
  {
    title: '登记簿所见承办人员与办案服务一致',
    wrong: `select p.number from casework.petition p join intake.petition_course c on c.petition_id = p.id
      where c.officer_id is distinct from (select (r.data ->> 'officerId')::uuid from casework.case_record r
        where r.petition_id = p.id and r.kind = 'task' and r.state = 'open')`,
  },
  {
    title: '听证服务所见环节、途径和办理单位与办案服务一致',
    wrong: `select p.number from casework.petition p left join hearing.matter m on m.id = p.id
      where p.opened and (m.stage, m.exit, m.organ_id) is distinct from (p.stage, p.exit, p.organ_id)`,
  },
  {
    title: '已经办结、并案的，没有还在进行的听证；每份听证笔录的序号连续',
    wrong: `select h.id::text from hearing.hearing h join hearing.matter m on m.id = h.petition_id
        where (m.closed or m.merged_into is not null) and h.state in ('requested', 'proposed', 'decided', 'open', 'deliberating')
      union all select h.id::text from hearing.hearing h left join hearing.hearing_entry e on e.hearing_id = h.id group by h.id
        having count(e.number) <> (h.data ->> 'entries')::int or coalesce(max(e.number), 0) <> count(e.number)`,
  },
  {
    title: '检举控告、匿名件没有向其他节点查询',
    wrong: `select p.number from intake.petition p join intake.same_matter_question q on q.petition_id = p.id where p.kind = 'REPORT' or p.anonymous`,
  },
  {
    title: '督查台的期限与主管服务一致',
    wrong: `with owned as (${['casework', 'supervision'].map((owner) => `select id, nominal_due, effective_due, ended, ended_on, subject from ${owner}.clock`).join(' union all ')})
      select c.id::text from owned c left join supervision.clock_register r on r.clock_id = c.id
      where (r.nominal_due, r.effective_due, r.ended, r.ended_on, r.subject) is distinct from (c.nominal_due, c.effective_due, c.ended, c.ended_on, c.subject)
      union all select r.clock_id::text from supervision.clock_register r where not exists (select from owned c where c.id = r.clock_id)`,
  },
  ...['intake', 'casework', 'supervision', 'hearing'].map((schema) => ({
    title: `${schema} 的关系都有发布者，发布的关系都已记下`,
    wrong: `with sent as (select petition_id::uuid, subject::uuid, relation from (${published}) s group by 1, 2, 3 having sum(n) > 0)
      (select petition_id || ' ' || relation from ${schema}.relation except select petition_id || ' ' || relation from sent)
      union all (select petition_id || ' ' || relation from sent except select petition_id || ' ' || relation from ${schema}.relation)`,
  })),
  ...['directory', 'intake', 'casework', 'supervision', 'hearing', 'exchange'].map((schema) => ({
    title: `${schema} 的事件序号连续`,
    wrong: `select o.key from ${schema}.outbox o group by o.key having min(o.seq) <> 1 or max(o.seq) <> count(*)
      union all select s.key from ${schema}.outbox_seq s where s.seq <> (select coalesce(max(o.seq), 0) from ${schema}.outbox o where o.key = s.key)`,
  })),
  ...reads().map(([reader, schema, source]) => ({
    title: `${reader} 已读完 ${source} 的全部事件`,
    wrong: `select s.key from ${schema}.outbox_seq s left join ${reader}.inbox i on i.source = '${source}' and i.key = s.key where s.seq is distinct from i.seq`,
  })),
  ...['intake', 'casework', 'supervision', 'hearing', 'exchange'].map((schema) => ({
    title: `${schema} 没有搁置的消息`,
    wrong: `select source || ' ' || key || ' ' || coalesce(error, why) from ${schema}.held`,
  })),
  {
    title: '文书编号不重复、无缺号，正文与其摘要值相符',
    wrong: `select r.number from casework.document_register r group by r.organ_id, r.kind, r.year, r.number having r.number is not null and count(*) > 1
      union all select n.organ_id || ' ' || n.kind from casework.document_number n where n.last <> (select count(*) from casework.document_register r where (r.organ_id, r.kind, r.year) = (n.organ_id, n.kind, n.year))
      union all select d.number from casework.document d where d.number is not null and not exists (select from casework.document_register r where r.document_id = d.id and r.number = d.number)
      union all select d.id::text from casework.document d where d.body not like '{"sealed":%' and d.hash <> encode(sha256(convert_to(d.body, 'UTF8')), 'hex')`,
  },
  {
    title: '往年没有未说明的缺号，作废的文书和文号都有理由，用印逐次登记',
    wrong: `select r.organ_id || ' ' || r.kind || ' ' || r.running from casework.document_register r where r.state = 'free' and r.year < extract(year from now() at time zone 'Asia/Shanghai')
      union all select r.number from casework.document_register r join casework.document d on d.id = r.document_id where (r.state = 'void') <> (d.voided_on is not null) or d.void_reason is distinct from r.void_reason
      union all select s.document_id::text from casework.seal_register s group by s.document_id having max(s.line) <> count(*)`,
  },
];

/** Runs every check; answers the titles of those that found something wrong, with a few examples each. */
export async function checkData(adminUrl: string, say: (line: string) => void): Promise<{ checks: number; wrong: number }> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  let wrong = 0;
  try {
    for (const { title, wrong: text } of checks) {
      const { rows } = await admin.query<Record<string, string>>(text);
      if (rows.length > 0) wrong += 1;
      const examples = rows.slice(0, 3).map((row) => Object.values(row)[0]);
      say(`${rows.length === 0 ? '对' : '错'} ${title}${rows.length === 0 ? '' : `：${rows.length} 处，如 ${examples.join('、')}`}`);
    }
  } finally {
    await admin.end();
  }
  return { checks: checks.length, wrong };
}

async function main(): Promise<number> {
  const { dataDir, databaseUrl, env } = startSettings(process.env);
  const node = await prepare({ dataDir, databaseUrl, env });
  try {
    const result = await checkData(node.adminUrl, (line) => void process.stdout.write(`${line}\n`));
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return result.wrong > 0 ? 1 : 0;
  } finally {
    await node.close();
  }
}

if (process.argv[1] === import.meta.filename) await command(main);
