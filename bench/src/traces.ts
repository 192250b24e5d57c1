import type { Call } from '@sunshine/demo';
import type pg from 'pg';

interface Trace {
  readonly act: string | null;
  readonly source: 'intake' | 'casework';
  readonly event: string;
}
const INQUIRY: Trace = { act: 'recordInquiry', source: 'casework', event: 'InquiryRecorded' };
/** What each call leaves behind, once: an act in the history of the case (register: a petition), and an event. */
const TRACES: Readonly<Record<Exclude<Call, 'query'>, Trace>> = {
  register: { act: null, source: 'intake', event: 'PetitionRegistered' },
  route: { act: 'routePetition', source: 'casework', event: 'PetitionRouted' },
  inform: { act: 'informPetitioner', source: 'casework', event: 'PetitionInformed' },
  accept: { act: 'acceptPetition', source: 'casework', event: 'PetitionAccepted' },
  hear: INQUIRY,
  inquire: INQUIRY,
  draft: { act: 'draftOpinion', source: 'casework', event: 'OpinionDrafted' },
  check: { act: 'checkOpinion', source: 'casework', event: 'OpinionChecked' },
  issue: { act: 'issueOpinion', source: 'casework', event: 'OpinionIssued' },
  serve: { act: 'recordService', source: 'casework', event: 'OpinionServed' },
};

export interface Finding {
  lost: number;
  doubled: number;
  details: string[];
}

/** Every answered call is there once: in the state, in the outbox, at the copying reader. */
export async function verify(admin: pg.Client, petitions: ReadonlyMap<string, ReadonlySet<Call>>, registrations: number): Promise<Finding> {
  const found: Finding = { lost: 0, doubled: 0, details: [] };
  const note = (kind: 'lost' | 'doubled', n: number, what: string) => {
    if (n <= 0) return;
    found[kind] += n;
    if (found.details.length < 20) found.details.push(`${kind} ${n}: ${what}`);
  };
  const counts = async (text: string) =>
    new Map((await admin.query<{ key: string; n: string }>(text)).rows.map(({ key, n }) => [key, Number(n)]));
  const acts = await counts(`select petition_id || '/' || act key, count(*) n from casework.history group by 1`);
  for (const trace of new Set(Object.values(TRACES))) {
    const { act, source, event } = trace;
    const events = await counts(`select key, count(*) n from ${source}.outbox where pattern = '${event}' group by 1`);
    const copies = await counts(
      `select key, count(*) n from copy_1.copy where source = '${source === 'casework' ? 'case' : source}' and data ->> 'type' = '${event}' group by 1`,
    );
    for (const [petition, calls] of petitions) {
      const answered = [...calls].filter((call) => call !== 'query' && TRACES[call] === trace).length;
      if (answered === 0) continue;
      const seen = [
        ['event', events.get(petition) ?? 0],
        ['copy', copies.get(petition) ?? 0],
        ...(act ? [['state', acts.get(`${petition}/${act}`) ?? 0] as const] : []),
      ] as const;
      for (const [where, n] of seen) {
        note('lost', answered - n, `${event} of ${petition} in ${where}`);
        note('doubled', n - answered, `${event} of ${petition} in ${where}`);
      }
    }
  }
  const { rows } = await admin.query<{ n: string }>(`select count(*) n from intake.petition`);
  note('doubled', Number(rows[0]?.n) - registrations, 'petitions beyond the registrations sent');
  note('lost', registrations - Number(rows[0]?.n), 'petitions');
  for (const source of ['intake', 'casework']) {
    const gaps = await admin.query<{ n: string }>(
      `select count(*) n from (select key from ${source}.outbox group by key having count(*) <> max(seq) or min(seq) <> 1) t`,
    );
    note('lost', Number(gaps.rows[0]?.n), `numbers with gaps in ${source}`);
  }
  return found;
}
