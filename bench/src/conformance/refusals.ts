import { newKeys, publicOf } from '@sunshine/envelope';
import { encoded, NotLookedAt, NotMet } from './kit.js';
import { answerOf, headField, READ, RULE, type Point } from './point.js';

/** Of no node. */
const NOBODY = 'conformance.nobody';
/** No release handles it. */
export const UNHANDLED_KIND = 'conformance-unhandled';

/** Who may send what: keys, lists, kinds. */
export const senderPoints: readonly Point[] = [
  {
    id: 'signature-wrong',
    requires: '签名不符的报文不收，也不给回执',
    source: `${RULE}signature`,
    after: [],
    look: async (kit) => {
      const { suite, keyId } = kit.own.keys;
      const forger = { ...(await newKeys(suite)), keyId };
      await kit.refusedUnreceipted(await kit.message(kit.conversation('forged'), { by: forger }));
    },
  },
  {
    id: 'body-other',
    requires: '报头签了另一份内容，或者没有内容的报文不收，也不给回执',
    source: `${RULE}body`,
    after: [],
    look: async (kit) => {
      const [, other = ''] = (await kit.message(kit.conversation('body.of'))).split('~');
      for (const [place, instead] of [other, null].entries())
        await kit.refusedUnreceipted(await kit.message(kit.conversation(`body.${place}`), { instead }));
    },
  },
  {
    id: 'key-unknown',
    requires: '没有登记的密钥签名的报文不收，也不给回执',
    source: `${RULE}keys`,
    after: [],
    look: async (kit) => {
      const by = await newKeys(kit.own.keys.suite);
      await kit.refusedUnreceipted(await kit.message(kit.conversation('key'), { by }));
    },
  },
  {
    id: 'sender-unknown',
    requires: '没有登记的节点发来的报文不收，也不给回执',
    source: answerOf(403),
    after: [],
    look: async (kit) => {
      await kit.refusedUnreceipted(await kit.message(kit.conversation('sender'), { head: { sender: NOBODY } }));
    },
  },
  {
    id: 'key-revoked',
    requires: '吊销或者过期的密钥签名的报文，以KEY_REVOKED或者KEY_EXPIRED回执拒绝',
    source: `${RULE}keys`,
    after: READ,
    look: async (kit) => {
      if (!kit.partner.revoked) throw new NotLookedAt(`伙伴登记并吊销密钥${kit.own.revoked.keyId}之后，加--revoked再验`);
      await kit.refused(await kit.message(kit.conversation('revoked'), { by: kit.own.revoked }), 'KEY_REVOKED', 'KEY_EXPIRED');
    },
  },
  {
    id: 'receiver-other',
    requires: '写给另一节点的报文不收，也不给回执',
    source: headField('receiver'),
    after: [],
    look: async (kit) => {
      await kit.refusedUnreceipted(await kit.message(kit.conversation('receiver'), { head: { receiver: NOBODY } }));
    },
  },
  {
    id: 'kind-unhandled',
    requires: '不办理的报文种类，以MESSAGE_KIND_NOT_HANDLED或者KIND_NOT_ALLOWED回执拒绝',
    source: `${RULE}kinds`,
    after: READ,
    look: async (kit) => {
      const message = await kit.message(kit.conversation('unhandled'), { head: { kind: UNHANDLED_KIND } });
      await kit.refused(message, 'MESSAGE_KIND_NOT_HANDLED', 'KIND_NOT_ALLOWED');
    },
  },
  {
    id: 'kind-not-allowed',
    requires: '没有约定传递的报文种类，以KIND_NOT_ALLOWED回执拒绝',
    source: `${RULE}kinds`,
    after: READ,
    look: async (kit) => {
      const { forbiddenKind: kind } = kit.partner;
      if (kind === null) throw new NotLookedAt('伙伴没有约定传递的一个种类，以--forbidden-kind写明再验');
      await kit.refused(await kit.message(kit.conversation('forbidden'), { head: { kind } }), 'KIND_NOT_ALLOWED');
    },
  },
  {
    id: 'sealed-to-other',
    requires: '内容没有加密给接收方密钥的报文，以KEY_UNKNOWN回执拒绝',
    source: `${RULE}sealing`,
    after: READ,
    look: async (kit) => {
      const to = publicOf(await newKeys(kit.own.keys.suite));
      await kit.refused(await kit.message(kit.conversation('sealed'), { to }), 'KEY_UNKNOWN');
    },
  },
];

/** What a text must be to be a message at all. */
export const formPoints: readonly Point[] = [
  {
    id: 'refusal-body',
    requires: '不给回执的拒绝，以JSON写明代码、种类和一句话',
    source: 'openapi.json#/components/schemas/Refusal',
    after: [],
    look: async (kit) => {
      kit.refusal(await kit.refusedUnreceipted(`${encoded('{}')}.${encoded('{}')}.${encoded('none')}`));
    },
  },
  {
    id: 'not-signed',
    requires: '不是签名报文的文字不收，也不给回执',
    source: answerOf(400),
    after: [],
    look: async (kit) => {
      for (const text of ['报文', '{"head":{},"body":""}']) await kit.refusedUnreceipted(text);
    },
  },
  {
    id: 'purpose',
    requires: '为别的用途签名的文字（typ不是sunshine-envelope）不收，也不给回执',
    source: `${RULE}purpose`,
    after: [],
    look: async (kit) => {
      await kit.refusedUnreceipted(await kit.message(kit.conversation('purpose'), { typ: 'sunshine-receipt' }));
    },
  },
  {
    id: 'spelling-json',
    requires: '内容不是规范JSON（RFC 8785）的报文不收，即使签名真实',
    source: `${RULE}spelling`,
    after: [],
    look: async (kit) => {
      const other = [(json: string) => `${json} `, (json: string) => json.replace('{"', '{ "'), withLastFirst];
      for (const [place, spelled] of other.entries())
        await kit.refusedUnreceipted(await kit.message(kit.conversation(`spelling.${place}`), { spelled }));
    },
  },
  {
    id: 'spelling-base64url',
    requires: '同一报文的另一种base64url写法不收',
    source: `${RULE}spelling`,
    after: [],
    look: async (kit) => {
      const message = await kit.message(kit.conversation('base64url'));
      const [before = '', body = ''] = message.split('~');
      const [header = '', payload = '', signature = ''] = before.split('.');
      const padded = `${signature}${'='.repeat((4 - (signature.length % 4)) % 4)}`;
      for (const other of [padded, otherEnd(signature)]) await kit.refusedUnreceipted(`${header}.${payload}.${other}~${body}`);
    },
  },
  {
    id: 'version',
    requires: '第2版报文以ENVELOPE_VERSION_UNKNOWN拒绝，不给回执',
    source: headField('version'),
    after: ['refusal-body'],
    look: async (kit) => {
      const head = { version: 2 as unknown as 1 };
      const { code } = kit.refusal(await kit.refusedUnreceipted(await kit.message(kit.conversation('version'), { head })));
      if (code !== 'ENVELOPE_VERSION_UNKNOWN') throw new NotMet(`代码是${code}，应是ENVELOPE_VERSION_UNKNOWN`);
    },
  },
  {
    id: 'later-fields',
    requires: '报头有以后版本的字段，照样收下',
    source: `${RULE}laterRelease`,
    after: READ,
    look: async (kit) => {
      const head = { laterField: { text: '以后的版本', list: [1, 2] } };
      await kit.stored(await kit.message(kit.conversation('later'), { head }));
    },
  },
];

/** The same JSON with its members the other way round. */
const withLastFirst = (json: string): string =>
  JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json) as Record<string, unknown>).reverse()));

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The last sign of 64 bytes in base64url tells two bits; with the others set it reads as the same bytes. */
function otherEnd(part: string): string {
  return part.slice(0, -1) + SIGNS[SIGNS.indexOf(part.at(-1)!) + 1]!;
}
