import { nameOf } from '@sunshine/words';
import { recordKind } from '../record-kind.js';

/** 退出联名. State: `left`; the day of the record is the last one in the group. */
export interface Departure {
  readonly petitionerId: string;
  /** `online`: by the member's own pass; `paper`: signed, entered by a registrar; else as a newer desk told it. */
  readonly way: string;
}

export const memberRecords = {
  departure: recordKind('退出联名', 'course', { left: '已退出联名' }, ({ way }: Departure) => [
    ['方式', nameOf({ online: '网上', paper: '书面' }, way, '其他方式')],
  ]),
};
