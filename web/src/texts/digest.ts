/** Words of the digest of a file. */
export const digest = {
  hint: '选择文件，校验值在本机计算，文件不上传。',
  busy: '正在计算校验值……',
  of: '校验值（SHA-256）：',
  recording: '影像文件（选填）',
  unread: '文件读不出来，请重新选择。',
} as const;
