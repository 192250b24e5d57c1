import { defineErrors } from '@sunshine/errors';

export const fileError = defineErrors({
  FILE_UNKNOWN: { kind: 'NOT_FOUND', text: '没有此文件，或者不是您上传的' },
  FILE_DESTROYED: { kind: 'NOT_FOUND', text: '该文件已依规定销毁' },
  FILE_TOO_LARGE: { kind: 'INVALID_INPUT', text: '单个文件不得超过{limit} MB，也不得超过上传时声明的大小' },
  FILE_EMPTY: { kind: 'INVALID_INPUT', text: '文件没有内容' },
  FILE_TYPE_NOT_ALLOWED: { kind: 'INVALID_INPUT', text: '文件类型按内容判断，不看扩展名；只接受{types}' },
  FILE_CANNOT_BE_STRIPPED: { kind: 'INVALID_INPUT', text: '匿名信访不能附此{type}文件：其中的作者、设备、位置等信息无法清除干净' },
  FILE_CLEANING_BUSY: {
    kind: 'UNAVAILABLE',
    text: '匿名信访附件正在排队清除作者、设备等信息，请稍后再次提交；已填写的内容和已上传的文件都还在',
  },
  FILE_IN_TOO_MANY_PIECES: { kind: 'INVALID_INPUT', text: '文件断点过多，请重新上传' },
  UPLOAD_MALFORMED: { kind: 'INVALID_INPUT', text: '上传请求不符合 tus 1.0.0 协议' },
  UPLOAD_OFFSET_WRONG: { kind: 'CONFLICT', text: '续传位置与已收到的内容不符，请先查询已收到的位置' },
  UPLOAD_PASS_MISSING: { kind: 'UNAUTHENTICATED', text: '上传文件须先登录或领取上传凭证' },
  UPLOAD_PASS_INVALID: { kind: 'UNAUTHENTICATED', text: '上传凭证无效' },
  UPLOAD_PASS_EXPIRED: { kind: 'UNAUTHENTICATED', text: '上传凭证已过期，请重新领取' },
  UPLOADS_TOO_MANY: {
    kind: 'TOO_MANY',
    text: '上传次数过多，请等{wait}再传；已上传的文件仍可随信访事项提交，其余材料可以寄送或者到窗口提交',
  },
  UPLOADS_FULL: {
    kind: 'UNAVAILABLE',
    text: '文件暂存空间已满，请过半小时再传；已上传的文件仍可随信访事项提交，急需提交的，可以先不附文件，材料另行寄送或者到窗口提交',
  },
  UPLOADS_SHARE_FULL: { kind: 'TOO_MANY', text: '您所在网络已上传、尚未提交的文件达到{limit} MB，请先提交或者删除已上传的文件，再传新的' },
  LINK_INVALID: { kind: 'FORBIDDEN', text: '文件链接无效，或者不是为您开具的' },
  LINK_EXPIRED: { kind: 'FORBIDDEN', text: '文件链接已失效（一分钟内有效），请重新打开' },
});
