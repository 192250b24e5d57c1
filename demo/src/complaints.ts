import { organId, personId } from './city.js';
import { actsOfCourses, type Course, type OrganAct, type Step } from './organ-records.js';

const OFFICE = 'supervisor.city';

interface Complaint {
  readonly about: string;
  readonly officer?: string;
  /** Code of the petition by which it came; left out: anonymous. */
  readonly came?: string;
  readonly facts: string;
  readonly conduct: string;
}

const received = ({ about, officer, came, facts, conduct }: Complaint, back: number): Step => ({
  ...{ back, by: OFFICE, act: 'receiveConductComplaint' },
  input: (day, _kept, filed) => ({
    ...{ organId: organId(about), facts, conduct, consequence: 'none' },
    ...(officer !== undefined && { personId: personId(officer) }),
    ...(came !== undefined && { petitionId: filed(came).id, replyBy: day(back - 30) }),
  }),
});
const protectedOn = (back: number, retaliated: boolean, text: string): Step => ({
  ...{ back, by: OFFICE, act: 'recordConductProtection' },
  input: () => ({ retaliated, text }),
});
const found = ({ conduct }: Complaint, back: number, measure: string, text: string): Step => ({
  ...{ back, by: OFFICE, act: 'concludeConductComplaint' },
  input: () => ({ substantiated: true, conduct, consequence: 'none', measure, decidedByOrganId: organId('gov.city'), text }),
});
const unfounded = ({ conduct }: Complaint, back: number, text: string): Step => ({
  ...{ back, by: OFFICE, act: 'concludeConductComplaint' },
  input: () => ({ substantiated: false, conduct, consequence: 'none', text }),
});
const said = (back: number, act: 'replyToComplainant' | 'endConductComplaint', text: string): Step => ({
  ...{ back, by: OFFICE, act },
  input: () => ({ text }),
});

const PERMITS: Complaint = {
  ...{ about: 'traffic.city', came: 'A90', conduct: 'rude' },
  facts: '投诉排队插号之后，换证材料三次被退回，每次理由不一，窗口人员说“谁让你去告的”。',
};
const WINDOW: Complaint = {
  ...{ about: 'health.city', officer: 'handler.health', came: 'A91', conduct: 'rude' },
  facts: '窗口人员对来访人大声训斥，把材料扔出窗口。',
};
const SITE: Complaint = {
  ...{ about: 'ecology.city', came: 'A92', conduct: 'shirking' },
  facts: '四次打电话询问办理情况，承办人员都说不归自己管。',
};
const UNSIGNED: Complaint = { about: 'land.city', conduct: 'taking_favours', facts: '匿名信反映承办人员收受礼品。' };

const complaint = (code: string, ...steps: Step[]): Course => ({ code, names: 'complaintId', fields: 'id', steps });

/** In each state: in hand, found, answered and ended; by a petition and anonymous. */
const COMPLAINTS: readonly Course[] = [
  complaint('Y01', received(PERMITS, 6), protectedOn(3, true, '材料又被退回一次，已责成该单位当日受理并换人办理。')),
  complaint('Y02', received(UNSIGNED, 16), unfounded(UNSIGNED, 5, '查阅登记和往来记录，没有发现收受礼品的事实。')),
  complaint(
    'Y03',
    received(SITE, 14),
    found(SITE, 8, 'ordered_correction', '通话记录属实，来电未登记、未转有关科室。'),
    said(4, 'replyToComplainant', '已责令该单位改正，并指定专人答复您的来电。'),
  ),
  complaint(
    'Y04',
    received(WINDOW, 16),
    found(WINDOW, 11, 'ordered_correction', '调看录像，属实。'),
    said(8, 'replyToComplainant', '投诉属实，已责令改正，当事人员向您当面道歉。'),
    protectedOn(5, false, '电话回访，办事没有受到刁难。'),
    said(3, 'endConductComplaint', '已经答复，没有打击报复，办结。'),
  ),
];

/** Complaints about staff, registered and handled by the supervision office of the city. */
export const complaintActs = (today: string): OrganAct[] => actsOfCourses(COMPLAINTS, today);
