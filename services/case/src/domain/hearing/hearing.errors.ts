import { defineErrors } from '@sunshine/errors';

/** What case refuses for the sake of a hearing. */
export const hearingError = defineErrors({
  HEARING_STANDING: {
    kind: 'RULE_BROKEN',
    text: '该件已决定在{stage}环节举行听证，尚未结束：作出听证结论或者取消听证以后，才能{act}',
  },
});
