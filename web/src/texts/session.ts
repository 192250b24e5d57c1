/** Words of signing in and of a session. */
export const session = {
  title: '工作人员登录',
  account: '账号',
  password: '密码',
  newPassword: '新密码',
  newPasswordHint: '管理员设置的密码只能用一次,请换成自己的密码,至少12个字符。',
  signIn: '登录',
  signingIn: '正在登录……',
  signOut: '退出',
  ended: '登录已结束,请重新登录。未提交的内容仍在本机。',
  toPortal: '返回群众信访门户',
} as const;
