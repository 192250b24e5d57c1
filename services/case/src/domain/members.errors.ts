import { defineErrors } from '@sunshine/errors';

/** What is refused of a petitioner who has left the joint petition, and of the pass of a group where one of it has to act. */
export const memberError = defineErrors({
  MEMBER_HAS_LEFT: { kind: 'CONFLICT', text: '该信访人已于{day}退出联名' },
  PETITIONER_NOT_NAMED: { kind: 'FORBIDDEN', text: '共同信访的，请用您个人的查询码办理' },
});
