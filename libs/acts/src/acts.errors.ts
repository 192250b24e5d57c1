import { defineErrors } from '@sunshine/errors';

export const actsError = defineErrors({
  VERSION_MOVED: { kind: 'CONFLICT', text: '该件已有新的办理（第{actual}版），请刷新后再办' },
});
