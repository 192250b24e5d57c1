/** Words of the slip that the petitioner takes along. */
export const slip = {
  title: '信访事项查询单',
  number: '信访编号',
  paperNumber: '补发回执文号',
  code: '查询码',
  secret: '密码',
  registeredOn: '登记日期',
  organ: '登记机关',
  qr: '查询页面的二维码',
  how: '凭查询码和密码，可以在网上、窗口或者电话查询办理过程、期限和下一步权利。扫二维码打开查询页面。',
  keep: '请妥善保管，不要交给他人。遗失的，请本人带身份证件到窗口补发，旧的查询码当即作废。',
  notStopped: '提交信访不会停止诉讼、仲裁、行政复议等法定期限的计算。',
  reissued: '补发',
} as const;
