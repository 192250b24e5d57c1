import { recordKind } from '../record-kind.js';

/**
 * 撤回信访. State: `declared`, `confirmed` by the second contact, `denied` (the petitioner did not want it), `revoked`. `until`: the last day to
 * take it back, effective, inclusive.
 */
export interface Withdrawal {
  /** `online`: by the tracking pass; `paper`: signed, entered by a registrar. */
  readonly way: 'online' | 'paper';
  readonly reason: string | null;
  readonly fileId: string | null;
  /** Who was asked by the second contact, and how. */
  readonly contact: string | null;
  readonly revokedOn: string | null;
}

export const withdrawalRecords = {
  withdrawal: recordKind(
    '撤回信访',
    'course',
    { declared: '待核实', confirmed: '已核实', denied: '信访人不同意', revoked: '已撤销', set_aside: '不再有效' },
    ({ way, contact, revokedOn }: Withdrawal) => [
      ['方式', way === 'online' ? '网上' : '书面'],
      ['核实', contact],
      ['撤销撤回', revokedOn],
    ],
  ),
};
