import { defineErrors } from '@sunshine/errors';

/** What is refused of a petitioner who has left the joint petition. */
export const memberError = defineErrors({
  MEMBER_HAS_LEFT: { kind: 'CONFLICT', text: '该信访人已于{day}退出联名' },
});
