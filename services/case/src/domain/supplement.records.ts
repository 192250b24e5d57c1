import { recordKind } from './record-kind.js';

/** 补正 that the desk has asked for, once for all. State: `asked`, `answered`. `until`: the day by which it is asked for; no term of law stops. */
export interface Supplement {
  readonly items: number;
}

export const supplementRecords = {
  supplement: recordKind(
    '补正',
    'course',
    { asked: '已请信访人补正', answered: '补正材料已收到' },
    ({ items }: Supplement) => [['补正事项', `${items}项`]],
    ['asked'],
  ),
};
