import type { Day } from '@sunshine/procedure';
import { MESSAGE_KIND_NAMES, nameOf } from '@sunshine/words';

/** UTC and digest of a receipt. */
interface Proof {
  readonly at: string;
  readonly digest: string;
}

/** A message of the matter, as `exchange` lists it. */
export interface FiledMessage {
  readonly messageId: string;
  readonly node: string;
  /** By this node. */
  readonly sent: boolean;
  readonly messageKind: string;
  /** UTC. */
  readonly at: string;
  /** Of the act there; null of what tells of none. */
  readonly on: Day | null;
  readonly digest: string | null;
  readonly stored: Proof | null;
  readonly answered: (Proof & { readonly answer: string }) | null;
}

/** What the file of a matter that another node closed holds beside the papers of this one, so that it is whole without that node. */
export interface FileElsewhere {
  readonly node: string;
  readonly registered: { readonly number: string; readonly on: Day };
  readonly routing: readonly { readonly number: string; readonly on: Day }[];
  /** Null until `exchange` has listed them. */
  readonly messages: readonly FiledMessage[] | null;
}

const ANSWERS: Readonly<Record<string, string>> = { accepted: '已接收', refused: '未接收', objection: '提出异议', conflict: '有冲突' };

const receipt = (name: string, { at, digest }: Proof): string => `${name}${at}（校验值${digest}）`;

function line({ messageId, node, sent, messageKind, at, on, digest, stored, answered }: FiledMessage): string {
  return [
    `${sent ? `发往${node}` : `${node}来文`}：${nameOf(MESSAGE_KIND_NAMES, messageKind, '其他消息')}，${on ?? at}，消息${messageId}`,
    digest === null ? null : `校验值${digest}`,
    stored === null ? null : receipt('接收回执', stored),
    answered === null ? null : receipt(`业务回执“${nameOf(ANSWERS, answered.answer, '其他答复')}”`, answered),
  ]
    .filter((part) => part !== null)
    .join('，');
}

/** As the record of the file shows it. */
export const fileDetails = (file: FileElsewhere | undefined): readonly (readonly [name: string, text: string | null])[] =>
  file
    ? [
        ['办结节点', file.node],
        ['本节点登记', `${file.registered.number}，${file.registered.on}`],
        ['转送交办文书', file.routing.map(({ number, on }) => `${number}（${on}）`).join('；')],
        ['往来消息和回执', file.messages === null ? null : file.messages.map(line).join('；')],
      ]
    : [];
