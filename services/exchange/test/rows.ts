import { OPERATOR, type LinkedNode } from './link.js';

export const COUNTY = 'county.990122';
/** What a county system and this node agree on, unless `terms` say else. */
export const AGREED = {
  ...{ node: COUNTY, name: '乙县信访业务系统', tables: null, secretDays: 90 },
  sends: { kinds: ['transfer', 'assignment', 'acceptance', 'opinion', 'completion'], divisions: ['990100'] },
  receives: {
    kinds: [
      'transfer',
      'assignment',
      'information-given',
      'acceptance',
      'extension',
      'opinion',
      'service',
      'assigned-matter-report',
      'completion',
    ],
    divisions: ['990122'],
  },
  codeNames: [
    { table: 'channel', foreignCode: '100', name: '来信' },
    { table: 'purpose', foreignCode: '01', name: '求决' },
    { table: 'purpose', foreignCode: '04', name: '揭发控告' },
  ],
};

/** Of an invented matter. */
export const row = (n: number, more: object = {}): Record<string, unknown> => ({
  ...{ xfjid: `id-${n}`, xfjbh: `乙信2025${String(n).padStart(5, '0')}`, xfrq: '2025-03-02', xfxs: '100', xfmddm: '01', nrfldm: '990000' },
  ...{ gkxx: `反映第${n}号工地夜间施工`, tsnr: '夜间施工影响休息。', wtsddm: '990122', xm: '周水生', sjh: '13900007777', xfrs: 1 },
  ...more,
});

export interface RowAnswered {
  readonly code: string;
  readonly msg: string;
  readonly successStr: string;
  readonly conflictStr: string;
  readonly failSituationList: readonly { readonly failId: string; readonly failReason: string }[];
  readonly warnList?: readonly { readonly warnId: string; readonly column: string; readonly reason: string }[];
  readonly data?: readonly { readonly id: string; readonly kind: string; readonly row: Readonly<Record<string, string>> }[];
  readonly errorCode?: string;
}

/** A county system of rows: it knows an address, its name and its secret, and nothing of envelopes. */
export class ToyCounty {
  secret = '';

  constructor(
    private readonly city: LinkedNode,
    private readonly system = COUNTY,
  ) {}

  async join(terms: object = {}): Promise<void> {
    const answer = await this.city.act(OPERATOR, 'registerForeignSystem', { ...AGREED, node: this.system, ...terms }, 'secret');
    if (typeof answer['secret'] !== 'string') throw new Error(String(answer['code'] ?? 'no secret'));
    this.secret = answer['secret'];
  }

  async call(path: string, said: object = {}, identity: object = {}): Promise<RowAnswered & { readonly status: number }> {
    const text = JSON.stringify({ system: this.system, secret: this.secret, ...identity, ...said });
    const answer = await this.city.receive(text, `/exchange/rows/${path}`);
    return { ...(JSON.parse(answer.text) as RowAnswered), status: answer.status };
  }

  rows = (kind: string, rows: readonly unknown[]) => this.call(kind, { rows });

  /** What waits for it; it says of all of them that it has them. */
  async fetched(): Promise<NonNullable<RowAnswered['data']>> {
    const { data = [] } = await this.call('fetch');
    if (data.length > 0)
      await this.call('receipts', {
        receipt: { code: '0001', msg: '成功', successStr: data.map(({ id }) => id).join(','), conflictStr: '', failSituationList: [] },
      });
    return data;
  }
}
