import type { Role } from '@sunshine/events';
import type { PetitionCell } from './matrix.js';

export const ROLE_NAMES: Record<Role, string> = {
  REGISTRAR: '登记',
  DISPATCHER: '转送交办',
  AUDITOR: '办结审核',
  HANDLER: '承办',
  CHECKER: '审核',
  ISSUER: '签发',
  HEAD: '负责人',
  SUPERVISOR: '督查',
  CLERK: '书记',
  PANEL_MEMBER: '听证员',
  REVIEWER: '复查复核',
  EXCHANGE_OPERATOR: '数据交换',
  SYSTEM_ADMIN: '系统管理',
  SECURITY_ADMIN: '安全保密管理',
  AUDIT_ADMIN: '安全审计',
  MIGRATOR: '历史数据导入',
};

/** The relations of an organ to a petition in words, in the order in which they are shown. */
export const RELATION_NAMES: Readonly<Record<PetitionCell['by'][number], string>> = {
  registering: '登记单位',
  in_charge: '责任单位',
  sender: '转送单位',
  assigner: '交办单位',
  assisting: '协办单位',
  reviewer: '复查、复核机关',
  panel: '听证员',
  tree: '上级或者同级信访、督查机构',
  import: '历史数据导入',
};
