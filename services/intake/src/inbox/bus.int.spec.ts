import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseOpened, OrganSaved, PetitionRegistered, RoleGranted, type Envelope } from '@sunshine/events';
import { BusServer, Commands, type BusContext } from '@sunshine/messaging';
import { contextOf } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { hosted, ORGANS, PEOPLE, register, type Hosted } from '../../test/hosted.js';

let host: Hosted;
const running: BusServer[] = [];
const heard: Envelope[] = [];
let directory: Commands;

async function start(
  schema: string,
  name: string,
  sources: { name: string; schema: string }[],
  prepare: (bus: BusServer) => void = () => undefined,
) {
  const ds = await host.database.source(schema);
  const bus = new BusServer({
    ds,
    time: host.time,
    self: { name, schema },
    sources: sources as never,
    config: { engine: 'embedded', node: 'test', brokers: [] },
  });
  prepare(bus);
  await new Promise<void>((resolve, reject) => void bus.listen((error) => (error ? reject(error as Error) : resolve())));
  running.push(bus);
  return new Commands(ds, bus, name);
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await check()); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (Date.now() > end) throw new Error(`did not come true: ${String(check)}`);
  }
}

beforeAll(async () => {
  host = await hosted({}, { bus: true });
  directory = await start('directory', 'directory', []);
  // Case, as far as it answers a registration.
  await start('casework', 'case', [{ name: 'intake', schema: 'intake' }], (bus) => {
    const opening = (envelope: Envelope, { emit }: BusContext): Promise<void> => {
      heard.push(envelope);
      if (PetitionRegistered.is(envelope)) {
        const { petitionId, organId } = envelope.data;
        const course = { stage: 'registered', exit: null, outcome: null, organId, closedOn: null } as const;
        emit(petitionId, { ...CaseOpened.create({ petitionId, organId, stage: 'registered' }), course });
      }
      return Promise.resolve();
    };
    for (const type of ['PetitionRegistered', 'RelationSet']) bus.addHandler(type, opening as never, true);
  });
}, 60_000);
afterAll(() => Promise.all(running.map((bus) => bus.close())));

describe('on the bus', () => {
  it('a registration reaches case, whose answer comes back into the register', async () => {
    const { petition } = await register(host);
    await until(async () => (await host.db.query('select 1 from petition_course where petition_id = $1', [petition!.id])).length === 1);
    const mine = heard.filter(({ key }) => key === petition!.id);
    expect(mine.map(({ type, seq, source }) => [source, type, seq])).toEqual([
      ['intake', 'PetitionRegistered', 1],
      ['intake', 'RelationSet', 2],
    ]);
    expect(await host.db.query('select stage, organ_id from petition_course where petition_id = $1', [petition!.id])).toEqual([
      { stage: 'registered', organ_id: ORGANS.bureau },
    ]);
  });

  it('an organ and a registrar that directory publishes may register here', async () => {
    const organId = uuid();
    expect(await host.answer('handler', 'mutation { __typename }')).toEqual({ __typename: 'Mutation' });
    await expect(register(host, { organId }, 'handler')).rejects.toThrow('ACT_NOT_YOURS');
    await directory.act(contextOf(host.time, null), async (_tx, emit) => {
      const organ = {
        parentId: ORGANS.government,
        kind: 'department' as const,
        name: '新设部门',
        shortName: '新部',
        division: '990100',
        reviewedBy: null,
        closedOn: null,
      };
      emit(organId, OrganSaved.create({ organId, ...organ }));
      emit(PEOPLE.handler, RoleGranted.create({ personId: PEOPLE.handler, organId, role: 'REGISTRAR', notices: false }));
      return Promise.resolve();
    });
    await until(
      async () =>
        (await host.db.query('select 1 from organ o join person_role r on r.organ_id = o.id where o.id = $1', [organId])).length === 1,
    );
    expect((await register(host, { organId }, 'handler')).petition).not.toBeNull();
  });
});
