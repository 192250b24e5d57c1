import { defineErrors } from '@sunshine/errors';

/** Refusals of a file that an act names; refusals of the upload are in libs/files. */
export const petitionFileError = defineErrors({
  ATTACHMENTS_TOO_MANY: { kind: 'INVALID_INPUT', field: 'attachments', text: '附件不得超过{limit}个' },
  FILES_TOO_MANY: { kind: 'INVALID_INPUT', text: '一件信访事项的文件不得超过{limit}个' },
  FILE_NAMED_TWICE: { kind: 'INVALID_INPUT', text: '同一文件不能使用两次' },
  FILE_INCOMPLETE: { kind: 'INVALID_INPUT', text: '文件尚未传完' },
  FILE_USED: { kind: 'CONFLICT', text: '该文件已经用在别处，请重新上传' },
  FILE_NOT_FOR_ROLE: { kind: 'INVALID_INPUT', text: '此处不能使用{type}文件，只接受{types}' },
  FILE_PURPOSE_MISSING: { kind: 'INVALID_INPUT', field: 'purpose', text: '该文件属密封内容，请写明查看的目的（{shortest}至{limit}字）' },
});
