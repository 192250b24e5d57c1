import type { RunningNode } from '@sunshine/infra';
import { Tokens } from '@sunshine/platform';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';

/** A hearing with who sits in it. */
export interface Panel {
  readonly petitionId: string;
  readonly hearingId: string;
  readonly organId: string;
  readonly members: readonly string[];
}

export interface Prepared {
  readonly clerks: readonly string[];
  /** Seats of each hearing, odd. */
  readonly sizes: readonly number[];
  readonly at: Date;
  /** What differs from a hearing that has a panel in the room and nothing else. */
  readonly hearing: { readonly state: 'open' | 'deliberating'; readonly schedule?: object };
}

/** Hearings with people, pool and matters, as directory, intake and case would have told of them. */
export async function preparedHearings(admin: pg.Client, { clerks, sizes, at, hearing: more }: Prepared): Promise<Panel[]> {
  const { rows } = await admin.query<{ id: string }>(`select id from hearing.organ where kind = 'department' order by id limit 1`);
  const organ = rows[0]?.id;
  if (!organ) throw new Error('the node knows no organ');
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at);
  const role = (person: string, name: string) =>
    admin.query('insert into hearing.person_role (person_id, role, organ_id, notices) values ($1, $2, $3, false)', [person, name, organ]);
  for (const clerk of clerks) await role(clerk, 'CLERK');
  const panels: Panel[] = [];
  for (const size of sizes) {
    const [petitionId, hearingId] = [uuid(), uuid()];
    const members = Array.from({ length: size }, () => uuid());
    for (const person of members) {
      await role(person, 'PANEL_MEMBER');
      await admin.query(
        `insert into hearing.pool_member (id, organ_id, person_id, name, skills, from_day, leaves, entered_at) values ($1, $2, $3, '听证员', '{}', '2025-01-01', '[]', '2025-01-01')`,
        [uuid(), organ, person],
      );
    }
    await admin.query(`insert into hearing.petition_known (id, kind, channel, division) values ($1, 'CLAIM', 'LETTER', '990100')`, [
      petitionId,
    ]);
    await admin.query(`insert into hearing.relation (petition_id, subject, relation, kind) values ($1, $2, 'in_charge', 'CLAIM')`, [
      petitionId,
      organ,
    ]);
    await admin.query(
      `insert into hearing.matter (id, division, kind, received_on, stage, exit, organ_id) values ($1, '990100', 'CLAIM', '2025-03-03', 'handling', '31(6)', $2)`,
      [petitionId, organ],
    );
    const from = new Date(at.getTime() - 60_000).toISOString();
    const hearing = {
      id: hearingId,
      stage: 'handling',
      organId: organ,
      form: 'formal',
      by: 'organ',
      petitionerId: null,
      byPersonId: clerks[0],
      requestedOn: on,
      reason: '压力测试',
      newEvidence: null,
      decideBy: null,
      decision: null,
      serviceOn: null,
      panel: {
        size,
        presiderId: members[0],
        memberIds: members,
        substituteIds: [],
        left: [],
        seed: null,
        pool: null,
        presiders: null,
        listedOn: on,
      },
      challenges: [],
      schedule: null,
      afterId: null,
      notices: [],
      attendance: members.map((personId) => ({ id: uuid(), personId, name: null, part: 'member', from, to: null })),
      entries: 0,
      entryKinds: [],
      votes: [],
      conclusion: null,
      ended: null,
      ...more,
    };
    await admin.query(
      `insert into hearing.hearing (id, petition_id, organ_id, stage, state, untold, data) values ($1, $2, $3, 'handling', $4, 0, $5)`,
      [hearingId, petitionId, organ, more.state, JSON.stringify(hearing)],
    );
    panels.push({ petitionId, hearingId, organId: organ, members });
  }
  return panels;
}

/** The name of an act's input. */
export const typeOf = (act: string): string => `${act[0]?.toUpperCase()}${act.slice(1)}Input`;

/** Asks the gateway for one person, or for nobody who signed in. Rejects where the line is cut. */
export function asking(node: RunningNode) {
  const tokens = node.services.directory.app.get(Tokens, { strict: false });
  return async <Answer>(person: string | null, query: string, variables: object, signal: AbortSignal | null = null): Promise<Answer> => {
    const token = person === null ? null : await tokens.issue({ kind: 'person', person, session: null }, 3_600);
    const headers = { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(node.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }), signal });
    return (await answer.json()) as Answer;
  };
}
