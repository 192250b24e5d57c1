import { defineErrors } from '@sunshine/errors';

export const repeatError = defineErrors({
  REPEATS_SEALED: { kind: 'RULE_BROKEN', text: '检举控告密封保管，不参与重复比对，也不与其他事项关联' },
  REPEATS_OF_CLOSED: { kind: 'RULE_BROKEN', text: '该事项已办结，不再查找重复件' },
  REPEAT_LOOKS_TOO_MANY: { kind: 'TOO_MANY', text: '今天已为{limit}件事项查找过重复件，请明天再查' },
  REPEAT_OF_ITSELF: { kind: 'INVALID_INPUT', field: 'repeatOf', text: '不能与本件自身关联' },
  REPEAT_OF_LATER: { kind: 'RULE_BROKEN', field: 'repeatOf', text: '所选事项收到在后；请在后收到的一件上关联先收到的一件' },
  REPEAT_ALREADY_LINKED: { kind: 'CONFLICT', text: '两件事项已经关联；改变关联种类须先解除' },
  REPEAT_LINK_UNKNOWN: { kind: 'NOT_FOUND', text: '两件事项没有关联' },
  UNLINK_REASON_MISSING: { kind: 'INVALID_INPUT', field: 'reason', text: '请写明解除关联的理由（{shortest}至{longest}字）' },
  SAME_LETTER_WITH_ITSELF: { kind: 'INVALID_INPUT', field: 'firstNumber', text: '不能与本件自身关联' },
  SAME_LETTER_UNLIKE: { kind: 'RULE_BROKEN', text: '两件的信访人或者内容不同，不是同一封信；如属重复请按重复信访关联' },
  SAME_LETTER_LINKED: { kind: 'CONFLICT', text: '本件已作为同信多投关联' },
});
