import { ENVELOPE_BYTES_MAX } from '@sunshine/envelope';
import { NotMet, type Kit } from './kit.js';
import { answerOf, headField, READ, RULE, type Point } from './point.js';

const CONVERSATION_MAX = 64;
const ATTACHMENTS_MAX = 20;
const LEVELS_MAX = 20;
/** The payload and its head are levels, too. */
const LEVELS_ABOVE = 1;
const VERY_DEEP = 10_000;

const files = (count: number) =>
  Array.from({ length: count }, (_of, place) => ({
    name: `附件${place + 1}.pdf`,
    mediaType: 'application/pdf',
    bytes: 1,
    digest: '0'.repeat(64),
  }));

/** A value of so many lists in each other. */
const nested = (levels: number): unknown => Array.from({ length: levels - 1 }).reduce<unknown>((inner) => [inner], []);

/**
 * A message of so many bytes, filled by a field of a later release. base64url has no text of every length, so it may be one byte shorter or,
 * with `over`, longer.
 */
async function messageOf(kit: Kit, name: string, bytes: number, over: boolean): Promise<string> {
  const filled = (length: number) => kit.message(kit.conversation(name), { head: { laterFilling: '0'.repeat(length) } });
  const empty = await filled(0);
  const payload = empty.split('.')[1]!;
  const room = bytes - (empty.length - payload.length);
  // Three bytes of the payload are four of the message, and what is left over is one more than itself.
  const most = Math.floor((room * 3) / 4);
  return filled(most - Buffer.byteLength(payload, 'base64url') + (over && Math.ceil((most * 4) / 3) < room ? 1 : 0));
}

/** Both sides of each limit. */
export const limitPoints: readonly Point[] = [
  {
    id: 'longest',
    requires: `${ENVELOPE_BYTES_MAX}字节以内的报文收下`,
    source: `${RULE}length`,
    after: [...READ, 'later-fields'],
    look: async (kit) => {
      await kit.stored(await messageOf(kit, 'longest', ENVELOPE_BYTES_MAX, false));
    },
  },
  {
    id: 'too-long',
    requires: `超过${ENVELOPE_BYTES_MAX}字节的报文以413拒绝，此后照常收发`,
    source: answerOf(413),
    after: [...READ, 'later-fields'],
    look: async (kit) => {
      const { status } = await kit.refusedUnreceipted(await messageOf(kit, 'too-long', ENVELOPE_BYTES_MAX + 1, true));
      if (status !== 413) throw new NotMet(`应答状态是${status}，应是413`);
      await kit.stored(await kit.message(kit.conversation('behind-too-long')));
    },
  },
  {
    id: 'deepest',
    requires: `嵌套${LEVELS_MAX}层的报文收下`,
    source: `${RULE}depth`,
    after: [...READ, 'later-fields'],
    look: async (kit) => {
      const head = { laterField: nested(LEVELS_MAX - LEVELS_ABOVE) };
      await kit.stored(await kit.message(kit.conversation('deepest'), { head }));
    },
  },
  {
    id: 'too-deep',
    requires: `嵌套${LEVELS_MAX + 1}层和更深的报文不收，此后照常收发`,
    source: `${RULE}depth`,
    after: [...READ, 'later-fields'],
    look: async (kit) => {
      const head = { laterField: nested(LEVELS_MAX - LEVELS_ABOVE + 1) };
      await kit.refusedUnreceipted(await kit.message(kit.conversation('too-deep'), { head }));
      // No writer of JSON goes so deep: it is written by hand.
      const spelled = (json: string) => json.replace('{', `{"a":${'['.repeat(VERY_DEEP)}${']'.repeat(VERY_DEEP)},`);
      await kit.refusedUnreceipted(await kit.message(kit.conversation('very-deep'), { spelled }));
      await kit.stored(await kit.message(kit.conversation('behind-too-deep')));
    },
  },
  {
    id: 'conversation-longest',
    requires: `会话名称${CONVERSATION_MAX}个字符，收下`,
    source: headField('conversation'),
    after: READ,
    look: async (kit) => {
      await kit.stored(await kit.message(kit.conversation('name', CONVERSATION_MAX)));
    },
  },
  {
    id: 'conversation-too-long',
    requires: `会话名称${CONVERSATION_MAX + 1}个字符，不收`,
    source: headField('conversation'),
    after: [],
    look: async (kit) => {
      await kit.refusedUnreceipted(await kit.message(kit.conversation('name', CONVERSATION_MAX + 1)));
    },
  },
  {
    id: 'attachments-most',
    requires: `${ATTACHMENTS_MAX}个附件，收下`,
    source: headField('attachments'),
    after: READ,
    look: async (kit) => {
      await kit.stored(await kit.message(kit.conversation('files'), { head: { attachments: files(ATTACHMENTS_MAX) } }));
    },
  },
  {
    id: 'attachments-too-many',
    requires: `${ATTACHMENTS_MAX + 1}个附件，不收`,
    source: headField('attachments'),
    after: [],
    look: async (kit) => {
      await kit.refusedUnreceipted(
        await kit.message(kit.conversation('more-files'), { head: { attachments: files(ATTACHMENTS_MAX + 1) } }),
      );
    },
  },
];
