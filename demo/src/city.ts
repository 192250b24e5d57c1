import type { OrganKind, Role } from '@sunshine/events';
import { v5 } from 'uuid';

/** Namespace of everything the demo invents, so that its ids are the same on every machine. */
const DEMO = '5b1f7a52-6c55-5d0e-9a3b-0c9d0a4f7e11';

export const demoId = (kind: 'organ' | 'person', code: string) => v5(`${kind}:${code}`, DEMO);

/** One password for all demo accounts; the launcher brings them in demo mode only. */
export const DEMO_PASSWORD = 'Yangguang-2025';

interface DemoOrgan {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: OrganKind;
  readonly name: string;
  /** As it stands in document numbers: 明住建信访〔2025〕12号. */
  readonly short: string;
  readonly division: string;
  /** Own entry where the default of Arts 35 and 36 does not fit. */
  readonly reviewedBy?: string;
  readonly alsoReviewedBy?: string;
  readonly closedOn?: string;
}

const PROVINCE = '990000';
const CITY = '990100';
const DONGHU = '990102';
const XILING = '990123';

const organ =
  (division: string) =>
  (code: string, parent: string | null, kind: OrganKind, name: string, short: string, more: Partial<DemoOrgan> = {}): DemoOrgan => ({
    code,
    parent,
    kind,
    name,
    short,
    division,
    ...more,
  });
const inProvince = organ(PROVINCE);
const inCity = organ(CITY);
const inDonghu = organ(DONGHU);
const inXiling = organ(XILING);

/** 晴川省 and 明川市 do not exist; their division codes lie outside the allocated range. Parents stand before children. */
const organs: readonly DemoOrgan[] = [
  inProvince('party.province', null, 'party_committee', '中共晴川省委员会', '晴'),
  inProvince('gov.province', null, 'government', '晴川省人民政府', '晴政'),
  inProvince('bureau.province', 'gov.province', 'petition_bureau', '晴川省信访局', '晴信'),
  inProvince('discipline.province', 'party.province', 'discipline', '中共晴川省纪律检查委员会（晴川省监察委员会）', '晴纪'),

  inCity('party.city', 'party.province', 'party_committee', '中共明川市委员会', '明'),
  inCity('discipline.city', 'party.city', 'discipline', '中共明川市纪律检查委员会（明川市监察委员会）', '明纪'),
  inCity('union.city', 'party.city', 'mass_organisation', '明川市总工会', '明工', { reviewedBy: 'party.city' }),
  inCity('gov.city', 'gov.province', 'government', '明川市人民政府', '明政'),
  inCity('bureau.city', 'gov.city', 'petition_bureau', '明川市信访局', '明信'),
  inCity('supervision.city', 'gov.city', 'supervision_office', '明川市信访督查办公室', '明信督'),
  inCity('housing.city', 'gov.city', 'department', '明川市住房和城乡建设局', '明住建'),
  inCity('labour.city', 'gov.city', 'department', '明川市人力资源和社会保障局', '明人社'),
  inCity('land.city', 'gov.city', 'department', '明川市自然资源和规划局', '明自然资'),
  inCity('ecology.city', 'gov.city', 'department', '明川市生态环境局', '明环'),
  inCity('education.city', 'gov.city', 'department', '明川市教育局', '明教'),
  inCity('health.city', 'gov.city', 'department', '明川市卫生健康局', '明卫'),
  inCity('traffic.city', 'gov.city', 'department', '明川市交通运输局', '明交'),
  inCity('civil.city', 'gov.city', 'department', '明川市民政局', '明民'),
  inCity('police.city', 'gov.city', 'political_legal', '明川市公安局', '明公'),
  inCity('congress.city', null, 'people_congress', '明川市人民代表大会常务委员会', '明人大'),
  inCity('conference.city', null, 'consultative_conference', '中国人民政治协商会议明川市委员会', '明政协'),
  inCity('court.city', null, 'court', '明川市中级人民法院', '明法'),
  inCity('procuratorate.city', null, 'procuratorate', '明川市人民检察院', '明检'),
  inCity('arbitration.city', 'labour.city', 'institution', '明川市劳动人事争议仲裁院', '明仲', { reviewedBy: 'labour.city' }),
  inCity('water.city', 'gov.city', 'enterprise', '明川市供水集团有限公司', '明水', { reviewedBy: 'housing.city' }),
  inCity('hospital.city', 'health.city', 'institution', '明川市第一人民医院', '明一医', { reviewedBy: 'health.city' }),
  inCity('planning.city', 'gov.city', 'department', '明川市城乡规划局', '明规', { closedOn: '2024-04-01' }),

  inDonghu('gov.donghu', 'gov.city', 'government', '明川市东湖区人民政府', '东政'),
  inDonghu('bureau.donghu', 'gov.donghu', 'petition_bureau', '明川市东湖区信访局', '东信'),
  inDonghu('housing.donghu', 'gov.donghu', 'department', '明川市东湖区住房和城乡建设局', '东住建', { alsoReviewedBy: 'housing.city' }),
  inDonghu('hubin', 'gov.donghu', 'township', '明川市东湖区湖滨街道办事处', '湖街'),

  inXiling('gov.xiling', 'gov.city', 'government', '西岭县人民政府', '岭政'),
  inXiling('bureau.xiling', 'gov.xiling', 'petition_bureau', '西岭县信访局', '岭信'),
  inXiling('land.xiling', 'gov.xiling', 'department', '西岭县自然资源局', '岭自然资', { alsoReviewedBy: 'land.city' }),
  inXiling('farming.xiling', 'gov.xiling', 'department', '西岭县农业农村局', '岭农'),
  inXiling('liuhe', 'gov.xiling', 'township', '西岭县柳河镇人民政府', '柳政'),
  inXiling('shiqiao', 'gov.xiling', 'township', '西岭县石桥镇人民政府', '石政'),
];

interface DemoGrant {
  readonly organ: string | null;
  readonly role: Role;
  /** Written delegation of the head to issue notices (inform, accept). */
  readonly notices?: boolean;
}
interface DemoPerson {
  readonly account: string;
  readonly name: string;
  readonly grants: readonly DemoGrant[];
}

const person = (account: string, name: string, ...grants: DemoGrant[]): DemoPerson => ({ account, name, grants });
const at = (organCode: string | null, role: Role): DemoGrant => ({ organ: organCode, role, ...(role === 'HANDLER' && { notices: true }) });

/** A bureau has two of each hand, so that whoever proposed is never the one who confirms. */
const bureau = (short: string, code: string, title: string): DemoPerson[] => [
  person(`registrar.${short}`, `${title}登记员甲`, at(code, 'REGISTRAR')),
  person(`registrar2.${short}`, `${title}登记员乙`, at(code, 'REGISTRAR')),
  person(`dispatcher.${short}`, `${title}转办员甲`, at(code, 'DISPATCHER')),
  person(`dispatcher2.${short}`, `${title}转办员乙`, at(code, 'DISPATCHER')),
  person(`auditor.${short}`, `${title}办结审核员甲`, at(code, 'AUDITOR')),
  person(`auditor2.${short}`, `${title}办结审核员乙`, at(code, 'AUDITOR')),
  person(`head.bureau.${short}`, `${title}局长`, at(code, 'HEAD')),
];

const department = (short: string, code: string, title: string): DemoPerson[] => [
  person(`registrar.${short}`, `${title}登记员`, at(code, 'REGISTRAR')),
  person(`handler.${short}`, `${title}承办员甲`, at(code, 'HANDLER')),
  person(`handler2.${short}`, `${title}承办员乙`, at(code, 'HANDLER')),
  person(`checker.${short}`, `${title}审核员`, at(code, 'CHECKER')),
  person(`issuer.${short}`, `${title}签发人`, at(code, 'ISSUER')),
  person(`head.${short}`, `${title}负责人`, at(code, 'HEAD')),
];

/** Where few people work, the handler also registers and the head also issues. */
const small = (short: string, code: string, title: string): DemoPerson[] => [
  person(`handler.${short}`, `${title}承办员`, at(code, 'HANDLER'), at(code, 'REGISTRAR')),
  person(`checker.${short}`, `${title}审核员`, at(code, 'CHECKER')),
  person(`head.${short}`, `${title}负责人`, at(code, 'HEAD'), at(code, 'ISSUER')),
];

/**
 * The committee of a government for reviews (复查复核委员会): its two officers prepare them, its clerk writes at its hearings. It is no organ: the
 * head of the government issues in the government's name.
 */
const reviewCommittee = (short: string, code: string, title: string): DemoPerson[] => [
  person(`reviewer.${short}`, `${title}复查复核委员会委员甲`, at(code, 'REVIEWER')),
  person(`reviewer2.${short}`, `${title}复查复核委员会委员乙`, at(code, 'REVIEWER')),
  person(`clerk.${short}`, `${title}复查复核委员会记录员`, at(code, 'CLERK')),
];

/** People of the pool of hearing members (听证员库) come from all walks of life. */
const WALKS = ['律师', '人大代表', '政协委员', '社区工作者', '工程师'] as const;
const panelMembers: readonly DemoPerson[] = Array.from({ length: 20 }, (_, at_) => {
  const n = String(at_ + 1).padStart(2, '0');
  return person(`panel${n}.city`, `听证员${n}（${WALKS[at_ % WALKS.length]}）`, at('gov.city', 'PANEL_MEMBER'));
});

const people: readonly DemoPerson[] = [
  person('sysadmin', '系统管理员甲', at(null, 'SYSTEM_ADMIN')),
  person('security', '安全管理员甲', at(null, 'SECURITY_ADMIN')),
  person('audit', '审计管理员甲', at(null, 'AUDIT_ADMIN')),
  person('migrator', '数据迁移员甲', at(null, 'MIGRATOR')),

  ...bureau('province', 'bureau.province', '省信访局'),
  ...small('discipline.province', 'discipline.province', '省纪委监委'),
  ...small('gov.province', 'gov.province', '省政府'),
  ...reviewCommittee('province', 'gov.province', '省政府'),

  ...bureau('city', 'bureau.city', '市信访局'),
  person('exchange.city', '市信访局数据交换员', at('bureau.city', 'EXCHANGE_OPERATOR')),
  person('supervisor.city', '市督查员甲', at('supervision.city', 'SUPERVISOR')),
  person('supervisor2.city', '市督查员乙', at('supervision.city', 'SUPERVISOR')),
  ...department('housing', 'housing.city', '市住建局'),
  person('clerk.housing', '市住建局听证记录员', at('housing.city', 'CLERK')),
  ...department('labour', 'labour.city', '市人社局'),
  ...small('land', 'land.city', '市自然资源局'),
  ...small('ecology', 'ecology.city', '市生态环境局'),
  ...small('education', 'education.city', '市教育局'),
  ...small('health', 'health.city', '市卫健局'),
  ...small('traffic', 'traffic.city', '市交通局'),
  ...small('civil', 'civil.city', '市民政局'),
  ...small('police', 'police.city', '市公安局'),
  ...small('water', 'water.city', '市供水集团'),
  ...small('hospital', 'hospital.city', '市一院'),
  ...small('discipline', 'discipline.city', '市纪委监委'),
  ...small('gov.city', 'gov.city', '市政府'),
  ...reviewCommittee('city', 'gov.city', '市政府'),
  ...panelMembers,
  ...small('party.city', 'party.city', '市委'),
  ...small('union', 'union.city', '市总工会'),
  ...small('congress', 'congress.city', '市人大常委会'),
  ...small('conference', 'conference.city', '市政协'),
  ...small('court', 'court.city', '市中院'),
  ...small('procuratorate', 'procuratorate.city', '市检察院'),
  ...small('arbitration', 'arbitration.city', '市劳动仲裁院'),

  ...bureau('donghu', 'bureau.donghu', '东湖区信访局'),
  ...small('housing.donghu', 'housing.donghu', '东湖区住建局'),
  ...small('hubin', 'hubin', '湖滨街道'),

  ...bureau('xiling', 'bureau.xiling', '西岭县信访局'),
  ...small('land.xiling', 'land.xiling', '西岭县自然资源局'),
  ...small('farming.xiling', 'farming.xiling', '西岭县农业农村局'),
  ...small('liuhe', 'liuhe', '柳河镇'),
  ...small('shiqiao', 'shiqiao', '石桥镇'),
];

export const organId = (code: string) => {
  if (!organs.some((known) => known.code === code)) throw new Error(`the demo city has no organ ${code}`);
  return demoId('organ', code);
};
export const organOf = (code: string): DemoOrgan => {
  const found = organs.find((known) => known.code === code);
  if (!found) throw new Error(`the demo city has no organ ${code}`);
  return found;
};
export const personId = (account: string) => {
  if (!people.some((known) => known.account === account)) throw new Error(`the demo city has no account ${account}`);
  return demoId('person', account);
};

/** The account that holds a role at an organ; the first of several. */
export function accountOf(organCode: string, role: Role): string {
  const found = people.find(({ grants }) => grants.some((grant) => grant.organ === organCode && grant.role === role));
  if (!found) throw new Error(`nobody in the demo city is ${role} at ${organCode}`);
  return found.account;
}

/** The demo city as the directory takes it. */
export const demoCity = {
  password: DEMO_PASSWORD,
  validFrom: '2019-01-01',
  organs: organs.map(({ code, parent, kind, name, short, division, reviewedBy, alsoReviewedBy, closedOn }, place) => ({
    id: organId(code),
    parentId: parent === null ? null : organId(parent),
    kind,
    name,
    shortName: short,
    division,
    ...(reviewedBy !== undefined && { reviewedBy: organId(reviewedBy) }),
    ...(alsoReviewedBy !== undefined && { alsoReviewedBy: organId(alsoReviewedBy) }),
    // An area code that nobody has.
    contactPhone: `0000-88${String(place + 1).padStart(5, '0')}`,
    // A street that nobody finds.
    address: `示例路${place + 1}号`,
    closedOn: closedOn ?? null,
  })),
  people: people.map(({ account, name, grants }) => ({
    id: personId(account),
    account,
    name,
    grants: grants.map(({ organ: code, role, notices }) => ({
      organId: code === null ? null : organId(code),
      role,
      notices: notices ?? false,
    })),
  })),
};

export interface DemoAccount {
  readonly account: string;
  readonly name: string;
  readonly organ: string;
  readonly roles: readonly Role[];
}

/** Every demo account with its organ and roles, as the README and the launcher print them. */
export function accounts(): DemoAccount[] {
  return people.map(({ account, name, grants }) => {
    const code = grants[0]?.organ ?? null;
    return { account, name, organ: code === null ? '（全平台）' : organOf(code).name, roles: grants.map(({ role }) => role) };
  });
}
