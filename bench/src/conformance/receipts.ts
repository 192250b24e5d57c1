import { randomUUID } from 'node:crypto';
import { exchangePlan } from '@sunshine/envelope';
import { NotMet } from './kit.js';
import { answerOf, READ, RULE, type Point } from './point.js';

/** Clocks of two nodes may differ so far, milliseconds. */
const MARGIN_MS = 120_000;
const PARALLEL = 8;
const OF_EACH = 4;

/** What comes in good order: taken, receipted, once. */
export const receiptPoints: readonly Point[] = [
  {
    id: 'answered',
    requires: '收下报文时，以状态200、媒体类型application/jose和一份可读的传输回执作答，回执写明stored',
    source: answerOf(200),
    after: [],
    look: async (kit) => {
      const { receipt } = kit.readable(await kit.post(await kit.message(kit.conversation('answered'))));
      if (receipt.answer !== 'stored') throw new NotMet(`应答是${receipt.answer}（${receipt.code ?? '没有代码'}），应是stored`);
    },
  },
  {
    id: 'receipt-signed',
    requires: '回执由接收方告知的密钥签名',
    source: `${RULE}receipt`,
    after: ['answered'],
    look: async (kit) => kit.checkSigned(kit.readable(await kit.post(await kit.message(kit.conversation('signed'))))),
  },
  {
    id: 'receipt-about',
    requires: '回执写明这份报文：编号、会话、序号、收发双方和签名字节的摘要',
    source: 'openapi.json#/components/schemas/Receipt',
    after: ['receipt-signed'],
    look: async (kit) => {
      const message = await kit.message(kit.conversation('about'));
      kit.checkAbout(kit.readable(await kit.post(message)).receipt, message);
    },
  },
  {
    id: 'receipt-instant',
    requires: '回执的时间是收到报文的时间，不早于发送，不晚于现在（容许两分钟的钟差）',
    source: `${RULE}instant`,
    after: READ,
    look: async (kit) => {
      const message = await kit.message(kit.conversation('instant'));
      const sent = Date.now();
      const at = Date.parse((await kit.stored(message)).at);
      if (at < sent - MARGIN_MS) throw new NotMet(`回执的时间比发送早${Math.round((sent - at) / 1_000)}秒`);
      if (at > Date.now() + MARGIN_MS) throw new NotMet(`回执的时间比现在晚${Math.round((at - Date.now()) / 1_000)}秒`);
    },
  },
  {
    id: 'duplicate',
    requires: '再次收到相同的报文，以duplicate作答，时间与第一份回执相同',
    source: `${RULE}duplicate`,
    after: READ,
    look: async (kit) => {
      const message = await kit.message(kit.conversation('duplicate'));
      const { at } = await kit.stored(message);
      for (const time of ['第一次', '第二次']) {
        const again = await kit.receipt(message);
        if (again.answer !== 'duplicate')
          throw new NotMet(`${time}重发的应答是${again.answer}（${again.code ?? '没有代码'}），应是duplicate`);
        if (again.at !== at) throw new NotMet(`${time}重发的回执时间是${again.at}，第一份是${at}`);
      }
    },
  },
  {
    id: 'id-taken',
    requires: '编号相同、内容不同的报文，以SEQUENCE_TAKEN回执拒绝',
    source: `${RULE}identity`,
    after: READ,
    look: async (kit) => {
      const [conversation, id] = [kit.conversation('id'), randomUUID()];
      await kit.stored(await kit.message(conversation, { head: { id } }));
      await kit.refused(await kit.message(conversation, { head: { id, sequence: 2 } }), 'SEQUENCE_TAKEN');
    },
  },
  {
    id: 'place-taken',
    requires: '同一会话同一序号的另一份报文，以SEQUENCE_TAKEN回执拒绝',
    source: `${RULE}identity`,
    after: READ,
    look: async (kit) => {
      const conversation = kit.conversation('place');
      await kit.stored(await kit.message(conversation));
      await kit.refused(await kit.message(conversation), 'SEQUENCE_TAKEN');
    },
  },
  {
    id: 'ahead',
    requires: '序号超前的报文先收下，缺号随后补上也收下',
    source: `${RULE}order`,
    after: READ,
    look: async (kit) => {
      for (const sequence of [3, 2, 1]) await kit.stored(await kit.message(kit.conversation('ahead'), { head: { sequence } }));
    },
  },
  {
    id: 'too-far',
    requires: `序号超前${exchangePlan.furthestAhead}以上的报文，以SEQUENCE_TOO_FAR回执拒绝`,
    source: `${RULE}order`,
    after: READ,
    look: async (kit) => {
      const sequence = exchangePlan.furthestAhead + 2;
      await kit.refused(await kit.message(kit.conversation('far'), { head: { sequence } }), 'SEQUENCE_TOO_FAR');
    },
  },
  {
    id: 'parallel',
    requires: `${PARALLEL}个会话同时发送，每份报文得到自己的回执`,
    source: `${RULE}parallel`,
    after: READ,
    look: async (kit) => {
      const said = async (name: number) => {
        for (let sequence = 1; sequence <= OF_EACH; sequence += 1)
          await kit.stored(await kit.message(kit.conversation(`parallel.${name}`), { head: { sequence } }));
      };
      // All are heard out: what is still on its way must not meet the next point.
      const ends = await Promise.allSettled(Array.from({ length: PARALLEL }, (_of, name) => said(name)));
      for (const end of ends) if (end.status === 'rejected') throw end.reason as Error;
    },
  },
];
