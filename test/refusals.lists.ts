import { NOBODY, type Refusal, type Stock } from './refusals.rows.js';

const saveView = 'mutation Act($input: SaveViewInput!) { saveView(input: $input) { id } }';
const exporting = 'mutation Act($input: ExportPetitionsInput!) { exportPetitions(input: $input) { id } }';
const wish =
  (more: Record<string, unknown>): Refusal['variables'] =>
  () => ({ input: { columns: ['number'], format: 'CSV', purpose: '核对登记数据', ...more } });
const view =
  (more: (stock: Stock) => Record<string, unknown>): Refusal['variables'] =>
  (stock) => ({ input: { list: 'PETITIONS', name: '在办', filter: '未办结', columns: ['number'], ...more(stock) } });

/** What lists, their filters, views and exports refuse. */
export const listRefusals: readonly Refusal[] = [
  ...(
    [
      ['a condition that the list does not have', '颜色:红', 'FILTER_FIELD_UNKNOWN'],
      ['a condition twice', '登记:2026-01-01 登记:2026-01-02', 'FILTER_FIELD_TWICE'],
      ['a value that the condition does not have', '类别:表扬', 'FILTER_VALUE_UNKNOWN'],
      ['a day that no calendar has', '登记:2026-02-30', 'FILTER_DAY_MALFORMED'],
      ['a quotation without end', '"夜间', 'FILTER_QUOTE_OPEN'],
      ['a text without end', '音'.repeat(2_001), 'FILTER_TOO_LONG'],
    ] as const
  ).map(([title, filter, code]): Refusal => ({
    title: `filters by no text with ${title}`,
    as: 'registrar.city',
    query: saveView,
    variables: view(() => ({ filter })),
    code,
    kind: 'INVALID_INPUT',
  })),
  {
    title: 'keeps no view of a column that the list does not have',
    as: 'registrar.city',
    query: saveView,
    variables: view(() => ({ columns: ['term'] })),
    code: 'VIEW_COLUMN_UNKNOWN',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'keeps no view in an order that the list does not have',
    as: 'registrar.city',
    query: saveView,
    variables: view(() => ({ orderBy: 'DUE' })),
    code: 'VIEW_ORDER_UNKNOWN',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'lets nobody but head and dispatcher share a view with an organ',
    as: 'handler.housing',
    query: saveView,
    variables: view(({ housing }) => ({ sharedWith: housing })),
    code: 'VIEW_SHARING_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'writes no view anew that is not one’s own',
    as: 'registrar.city',
    query: saveView,
    variables: view(() => ({ id: NOBODY })),
    code: 'VIEW_UNKNOWN',
    kind: 'NOT_FOUND',
  },
  {
    title: 'lets nothing out of the register without a purpose',
    as: 'registrar.city',
    query: exporting,
    variables: wish({ purpose: '看' }),
    code: 'EXPORT_PURPOSE_MISSING',
    kind: 'INVALID_INPUT',
    source: '51',
  },
  {
    title: 'lets no column out that the register does not have',
    as: 'registrar.city',
    query: exporting,
    variables: wish({ columns: ['term'] }),
    code: 'EXPORT_COLUMNS_UNFIT',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'lets no names out for whoever may open none',
    as: 'supervisor.city',
    query: exporting,
    variables: wish({ columns: ['number', 'name'] }),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'lets an administrator take nothing out of the board',
    as: 'sysadmin',
    query: 'mutation Act($input: ExportSupervisionBoardInput!) { exportSupervisionBoard(input: $input) { id } }',
    variables: wish({ columns: ['term'] }),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'opens no export that is another’s',
    as: 'registrar.city',
    query: 'mutation Act($input: PetitionExportInput!) { openPetitionExport(input: $input) { id } }',
    variables: () => ({ input: { id: NOBODY } }),
    code: 'EXPORT_UNKNOWN',
    kind: 'NOT_FOUND',
  },
  {
    title: 'confirms no export that is not there',
    as: 'head.housing',
    query: 'mutation Act($input: PetitionExportInput!) { confirmPetitionExport(input: $input) { id } }',
    variables: () => ({ input: { id: NOBODY } }),
    code: 'EXPORT_UNKNOWN',
    kind: 'NOT_FOUND',
  },
];
