import { beforeAll, describe, expect, it } from '@jest/globals';
import { hosted, tokensOf, type Hosted } from '../../test/hosted.js';
import { smallCity, uuid } from '../../test/small-city.js';

let host: Hosted;
const as: Record<string, { token: string }> = {};

const VIEW = 'id list name filter columns orderBy mine sharedWith { name }';
interface View {
  id: string;
  name: string;
  filter: string;
  mine: boolean;
}
const save = (who: string, more: object = {}) =>
  host.answer<{ saveView: View }>(
    `mutation ($input: SaveViewInput!) { saveView(input: $input) { ${VIEW} } }`,
    { input: { list: 'PETITIONS', name: '急件', filter: '未办结 环节:办理中', columns: ['number', 'summary'], ...more } },
    as[who],
  );
const saved = async (who: string, more: object = {}): Promise<View> => {
  const answer = await save(who, more);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.saveView;
};
const views = async (who: string, list = 'PETITIONS'): Promise<View[]> => {
  const answer = await host.answer<{ savedViews: View[] }>(
    `query ($list: ListKind!) { savedViews(list: $list) { ${VIEW} } }`,
    { list },
    as[who],
  );
  if (typeof answer === 'string') throw new Error(answer);
  return answer.savedViews;
};
const remove = (who: string, id: string) =>
  host.answer('mutation ($input: DeleteViewInput!) { deleteView(input: $input) }', { input: { id } }, as[who]);

beforeAll(async () => {
  host = await hosted({
    ...smallCity,
    people: [
      ...smallCity.people,
      { id: uuid(107), account: 'colleague', name: '同事', grants: [{ organId: uuid(2), role: 'AUDITOR', notices: false }] },
    ],
  });
  for (const [name, n] of [
    ['handler', 104],
    ['dispatcher', 105],
    ['nobody', 106],
    ['colleague', 107],
  ] as const)
    as[name] = { token: await tokensOf(host).issue({ kind: 'person', person: uuid(n), session: null }, 3_600) };
  as['service'] = { token: await tokensOf(host).issue({ kind: 'service', person: 'svc:case', session: null }, 60) };
});

describe('saved views', () => {
  it('keep the filter in its canonical text, and are written anew under their id', async () => {
    const view = await saved('handler', { filter: 'stages:handling  openOnly', orderBy: 'NUMBER', columns: ['number', 'stage', 'number'] });
    expect(view).toEqual({
      id: expect.any(String),
      list: 'PETITIONS',
      name: '急件',
      filter: '环节:办理中 未办结',
      columns: ['number', 'stage'],
      orderBy: 'NUMBER',
      mine: true,
      sharedWith: null,
    });
    expect(await saved('handler', { id: view.id, name: '已不急', filter: '' })).toMatchObject({ id: view.id, name: '已不急', filter: '' });
    await saved('handler', { list: 'SUPERVISION_BOARD', columns: ['term'], filter: '状态:逾期' });
    expect((await views('handler')).map(({ name }) => name)).toEqual(['已不急']);
    expect((await views('handler', 'SUPERVISION_BOARD')).map(({ filter }) => filter)).toEqual(['状态:逾期']);
    expect(await remove('handler', view.id)).toEqual({ deleteView: view.id });
    expect(await remove('handler', view.id)).toBe('VIEW_UNKNOWN');
    expect(await views('handler')).toEqual([]);
  });

  it('are seen by their owner, and by the people of the organ that shares them', async () => {
    const shared = await saved('dispatcher', { name: '本局待转', sharedWith: uuid(2) });
    const own = await saved('dispatcher', { name: '自用' });
    expect((await views('dispatcher')).map(({ id, mine }) => [id, mine])).toEqual([
      [shared.id, true],
      [own.id, true],
    ]);
    expect(await views('colleague')).toMatchObject([{ id: shared.id, mine: false, sharedWith: { name: '甲市信访局' } }]);
    expect(await views('handler')).toEqual([]);
    expect(await views('nobody')).toEqual([]);
    await host.db.query("update role_grant set ended_on = current_date, ended_by = 'test' where person_id = $1", [uuid(107)]);
    expect(await views('colleague')).toEqual([]);
  });

  it('are shared by a head or a dispatcher of the organ alone', async () => {
    expect(await save('handler', { sharedWith: uuid(3) })).toBe('VIEW_SHARING_NOT_YOURS');
    expect(await save('dispatcher', { sharedWith: uuid(3), name: '别局' })).toBe('VIEW_SHARING_NOT_YOURS');
    expect(await save('dispatcher', { sharedWith: 'x', name: '别局' })).toBe('ID_MALFORMED');
  });

  it('are changed and deleted by their owner alone', async () => {
    const { id } = await saved('dispatcher', { name: '我的', sharedWith: uuid(2) });
    expect(await save('handler', { id })).toBe('VIEW_UNKNOWN');
    expect(await save('handler', { id: 'x' })).toBe('ID_MALFORMED');
    expect(await remove('handler', id)).toBe('VIEW_UNKNOWN');
    expect(await remove('handler', 'x')).toBe('ID_MALFORMED');
    expect((await views('dispatcher')).map((view) => view.id)).toContain(id);
  });

  it.each([
    ['a filter that is none', { filter: '颜色:红' }, 'FILTER_FIELD_UNKNOWN'],
    ['a day that is none', { filter: '登记:2026-02-30' }, 'FILTER_DAY_MALFORMED'],
    ['a column that the list lacks', { columns: ['term'] }, 'VIEW_COLUMN_UNKNOWN'],
    ['an order that the list lacks', { orderBy: 'DUE' }, 'VIEW_ORDER_UNKNOWN'],
    ['no name', { name: ' ' }, 'DIRECTORY_INPUT_MALFORMED'],
    ['a name of 41 characters', { name: '名'.repeat(41) }, 'DIRECTORY_INPUT_MALFORMED'],
  ])('are refused with %s', async (_case, more, code) => {
    expect(await save('handler', more)).toBe(code);
  });

  it('need a person, and a name for each list', async () => {
    expect(await save('none')).toBe('SIGN_IN_REQUIRED');
    expect(await save('service')).toBe('SIGN_IN_REQUIRED');
    await saved('nobody', { name: '一' });
    expect(await save('nobody', { name: '一' })).toBe('VIEW_NAME_TAKEN');
    await saved('nobody', { name: '一', list: 'SUPERVISION_BOARD', columns: ['term'], filter: '' });
  });

  it('are at most a hundred, also when several are saved at once', async () => {
    const held = (await views('nobody')).length + (await views('nobody', 'SUPERVISION_BOARD')).length;
    await host.db.query(
      `insert into saved_view (id, person_id, list, name, filter, columns, order_by)
       select gen_random_uuid(), $1, 'petitions', 'v' || n, '', '{}', 'NUMBER' from generate_series(1, $2::int) n`,
      [uuid(106), 99 - held],
    );
    const both = await Promise.all([save('nobody', { name: '甲' }), save('nobody', { name: '乙' })]);
    expect(both.filter((answer) => answer === 'VIEW_TOO_MANY')).toHaveLength(1);
  });
});
