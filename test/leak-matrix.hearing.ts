import { organId, personId } from '@sunshine/demo';
import type { LeakCity } from './leak-matrix.city.js';

const EXPERTS = ['land', 'ecology', 'education', 'health', 'traffic', 'civil', 'police'].map((short) => `checker.${short}`);
const CLERK = 'reviewer.city';
const HEAD = 'head.gov.city';
/** Within the days of the pack for a hearing, after those of its notice. */
const IN_DAYS = 20;

/** A matter of the demo that the city government reviews, with a hearing that it holds behind closed doors. */
export async function heardInClosedSitting(city: LeakCity): Promise<string> {
  const { rows } = await city.admin.query<{ id: string }>(
    `select petition_id id from casework.case_record where kind = 'review' and state = 'admitted' and data ->> 'level' = 'review' and organ_id = $1
     order by 1 desc limit 1`,
    [organId('gov.city')],
  );
  const petitionId = rows[0]!.id;
  const act = async <T>(account: string, name: string, input: object, fields = '__typename'): Promise<T> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
    return (await city.client.query<Record<string, T>>(account, query, { input }))[name] as T;
  };
  for (const name of EXPERTS)
    await act(CLERK, 'keepPoolMember', { personId: personId(name), name, from: '2025-01-01', until: '2030-12-31' });
  const room = await act<{ id: string }>(CLERK, 'keepHearingRoom', { name: '第一听证室', place: '政务服务中心三楼', seats: 40 }, 'id');
  await act(CLERK, 'requestHearing', { petitionId, on: city.today, reason: '涉及商业秘密的事实有争议' });
  await city.rest();
  const { petition } = await city.client.query<{ petition: { hearings: { id: string }[] } }>(
    CLERK,
    'query ($id: ID!) { petition(id: $id) { hearings { id } } }',
    { id: petitionId },
  );
  const hearing = { petitionId, hearingId: petition.hearings.at(-1)!.id };
  await act(CLERK, 'decideHearing', { ...hearing, hold: true, reason: '事实有争议', contains: ['business_secret'] });
  await act(HEAD, 'confirmHearing', hearing);
  await act(CLERK, 'listPanel', { ...hearing, byLot: true, size: 3 });
  const day = new Date(Date.parse(city.today) + IN_DAYS * 86_400_000).toISOString().slice(0, 10);
  const time = { startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T04:00:00.000Z` };
  await act(CLERK, 'scheduleHearing', { ...hearing, ...time, roomId: room.id, public: false, closedReason: '涉及商业秘密' });
  await city.rest();
  return petitionId;
}
