import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { exchangePlan, newPartKey, openPart, readEnvelope, sealPart } from '@sunshine/envelope';
import {
  ArrivedFileTaken,
  ArrivedFileWanted,
  HandlingGiven,
  MatterGiven,
  OpinionServed,
  OrganSaved,
  PetitionRegistered,
  PetitionRouted,
  type ArrivedFileGiven,
  type DataOf,
  type MatterWanted,
} from '@sunshine/events';
import { BlobStore } from '@sunshine/files';
import { Time } from '@sunshine/platform';
import { FILING_LIMITS } from '@sunshine/words';
import { BUREAU, LinkedNode, linked, OPERATOR, OTHER as REGISTRAR, settle, uuid, type Way } from '../../test/link.js';
import { MatterTeller } from '../matters/matter.teller.js';
import { recordMatter } from '../matters/matters.rows.js';
import { IncomingFiles } from './incoming.js';

const LONG = 240_000;
const KEYS = 'x1=value:exchange-secret-of-tests-0123456789';
const [CITY_BUREAU, CITY_PETITION] = [uuid(20), uuid(701)];
const { partBytes, window, tries } = exchangePlan.files;
const MB = 1_048_576;
const MARK = '附件里的话';

interface Sent {
  readonly blobId: string;
  readonly key: Buffer;
  readonly content: Buffer;
  readonly digest: string;
}
interface File {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly partsHere: number;
  readonly parts: number | null;
  readonly code: string | null;
}

let time: Time;
let province: LinkedNode;
let city: LinkedNode;
let link: { way: Way };
let petitions = 500;

/** Two nodes that list each other with these terms. */
async function meet(provinceTerms: object = {}, cityTerms: object = {}): Promise<void> {
  time = new Time();
  [province, city] = [await LinkedNode.open({ node: 'province.990000', time }), await LinkedNode.open({ node: 'city.990100', time })];
  link = linked(province, city);
  await province.list(city, 'international', provinceTerms);
  await city.list(province, 'international', cityTerms);
  await place(province);
}

async function place(node: LinkedNode): Promise<void> {
  const organ = {
    organId: CITY_BUREAU,
    parentId: uuid(BUREAU),
    kind: 'petition_bureau' as const,
    name: '甲市信访局',
    shortName: '甲市信访局',
  };
  await node.hear(CITY_BUREAU, OrganSaved.create({ ...organ, division: '990100', reviewedBy: null, closedOn: null }));
  const placed = await node.act(OPERATOR, 'placePartner', { node: city.node, organIds: [CITY_BUREAU], receivedByOrganId: uuid(BUREAU) });
  if ('code' in placed) throw new Error(String(placed['code']));
}

/** A file as intake of a node keeps it. */
async function stored(bytes: number, node = province): Promise<Sent> {
  const content = randomBytes(bytes);
  if (bytes > 100) content.write(MARK, 10);
  const blobs = new BlobStore(node.filesFolder);
  const [blobId, key] = [crypto.randomUUID(), randomBytes(32)];
  await blobs.create(blobId);
  await blobs.append(
    blobId,
    key,
    (async function* () {
      yield content;
    })(),
  );
  return { blobId, key, content, digest: createHash('sha256').update(content).digest('hex') };
}

/** The province sends a matter on, with what intake says of its files. @returns the number */
async function handOver(
  files: readonly Sent[],
  change: (named: Record<string, unknown>) => object = (named) => named,
  at = (petitions += 1),
): Promise<string> {
  const [petitionId, number] = [uuid(at), `990000-20250305-000${at}`];
  const routed = PetitionRouted.create({ petitionId, kind: 'TRANSFER', fromOrganId: uuid(BUREAU), toOrganId: CITY_BUREAU, reportBy: null });
  const [told] = await province.hear(petitionId, routed, 'case');
  const { wantId, key } = told!.event.data as DataOf<typeof MatterWanted>;
  const attachments = files.map(({ digest, content }, place) =>
    change({ name: `附件${place + 1}.pdf`, mediaType: 'application/pdf', bytes: content.length, digest, role: 'ATTACHMENT' }),
  );
  const matter = { number, kind: 'CLAIM', summary: '反映拖欠工资', receivedOn: '2025-03-05', petitioners: [{ name: '申甲' }], attachments };
  const given = files.map(({ digest, blobId, key: own, content }) => ({
    digest,
    blobId,
    key: own.toString('base64'),
    bytes: content.length,
  }));
  const part = await sealPart(key, wantId, { division: '990100', matter, files: given });
  await province.hear(petitionId, MatterGiven.create({ petitionId, wantId, sealed: part }), 'intake');
  await province.hear(
    petitionId,
    HandlingGiven.create({ petitionId, wantId, sealed: await sealPart(key, wantId, { reason: '属该市管辖' }) }),
    'case',
  );
  return number;
}

async function messageOf(number: string): Promise<string> {
  const [row] = (await city.db.query('select message_id id from arrived_matter where number = $1', [number])) as { id: string }[];
  return row!.id;
}

async function filesOf(number: string): Promise<File[]> {
  const input = { messageId: await messageOf(number), purpose: '登记来文前核对' };
  const opened = await city.act(REGISTRAR, 'openArrivedMatter', input, 'files { id name state partsHere parts code }');
  return opened['files'] as File[];
}

const pieceOf = (messageId: string, fileId: string, piece: number, person: number = REGISTRAR) =>
  city.act(person, 'openArrivedFile', { messageId, fileId, piece }, 'piece pieces content');

async function bytesAt(number: string, { id }: File): Promise<Buffer> {
  const messageId = await messageOf(number);
  const found: Buffer[] = [];
  for (let [piece, pieces] = [1, 1]; piece <= pieces; piece += 1) {
    const answer = (await pieceOf(messageId, id, piece)) as { pieces: number; content: string };
    pieces = answer.pieces;
    found.push(Buffer.from(answer.content, 'base64'));
  }
  return Buffer.concat(found);
}

const outgoing = async () =>
  (await province.db.query('select state, code, tries, source from file_out order by opened_at, id')) as Record<string, unknown>[];
const later = (ms: number) => time.set(new Date(time.now().getTime() + ms));
const kindOf = (text: string): string => readEnvelope(text).head.kind;

/** The registrar of the city registers the matter. */
async function registered(number: string, petitionId = CITY_PETITION): Promise<void> {
  const [messageId, day] = [await messageOf(number), '2025-03-06'];
  await city.hear(
    petitionId,
    PetitionRegistered.create({
      ...{ petitionId, number: '990100-20250306-000001', kind: 'CLAIM', channel: 'TRANSFER_IN', division: '990100', receivedOn: day },
      ...{
        registeredOn: day,
        organId: uuid(BUREAU),
        organKind: 'petition_bureau',
        addressUnclear: false,
        anonymous: false,
        peopleCount: 1,
      },
      ...{ requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
      transferIn: { reportBy: null, arrivedMessageId: messageId },
    }),
    'intake',
  );
}
const published = async (type: string) => (await city.published()).filter((one) => one['type'] === type);

describe('files of a matter that is handed to another node', () => {
  beforeEach(() => meet(), LONG);

  it(
    'of 9 MB go in parts, and after the link was cut and the node restarted only those that are missing; the bytes are the same',
    async () => {
      const file = await stored(9 * MB);
      const number = await handOver([file]);
      const count = Math.ceil((9 * MB) / partBytes);
      const delivered: number[] = [];
      let cut = false;
      link.way = async (text, to, path) => {
        if (kindOf(text) !== 'attachment') return to.receive(text, path);
        if (cut) throw new Error('ECONNRESET');
        const answer = await to.receive(text, path);
        delivered.push(readEnvelope(text).head.sequence);
        cut = delivered.length === 5;
        return answer;
      };
      await settle(province, city);
      expect(delivered).toEqual([1, 2, 3, 4, 5]);
      expect(await filesOf(number)).toMatchObject([{ name: '附件1.pdf', state: 'awaited', partsHere: 5, parts: count }]);

      const restarted = await province.openedAgain(KEYS);
      link = linked(restarted, city);
      link.way = (text, to, path) => {
        if (kindOf(text) === 'attachment') delivered.push(readEnvelope(text).head.sequence);
        return to.receive(text, path);
      };
      later(60_000);
      await settle(restarted, city);
      expect(delivered).toEqual(Array.from({ length: count }, (_, at) => at + 1));
      const [whole] = await filesOf(number);
      expect(whole).toMatchObject({ state: 'complete', partsHere: count, code: null });
      expect((await bytesAt(number, whole!)).equals(file.content)).toBe(true);
      expect(await outgoing()).toEqual([{ state: 'held', code: null, tries: 1, source: null }]);
    },
    LONG,
  );

  it(
    'never hold up what is said of the matter, and no more parts than a window are lined up at once',
    async () => {
      link.way = async (text, to, path) => {
        if (kindOf(text) === 'attachment') throw new Error('ECONNRESET');
        return to.receive(text, path);
      };
      const number = await handOver([await stored(9 * MB), await stored(9 * MB)]);
      await settle(province, city);
      const lined = (await province.db.query(`select count(*)::int n from message_out where kind = 'attachment'`)) as { n: number }[];
      expect(lined).toEqual([{ n: window }]);
      await province.say(city, { purpose: '了解' }, { conversation: number, kind: 'status-query' });
      await settle(province, city);
      expect((await province.states('message_out')).filter((line) => line.startsWith(number))).toEqual([
        `${number} 1 sent`,
        `${number} 2 sent`,
      ]);
    },
    LONG,
  );

  it(
    'leave nothing that can be read on the bus, in the tables or on the disk of either node, and no part once it was read',
    async () => {
      const file = await stored(2 * partBytes);
      const number = await handOver([file]);
      await settle(province, city);
      expect(await filesOf(number)).toMatchObject([{ state: 'complete' }]);
      const kept = [file.key.toString('base64'), MARK, '附件1'];
      for (const node of [province, city])
        for (const table of [
          'file_out',
          'file_in',
          'file_named',
          'file_part_in',
          'file_answer',
          'outbox',
          'message_out',
          'arrived_matter',
        ]) {
          const text = JSON.stringify(await node.db.query(`select * from ${table}`));
          for (const mark of kept) expect(text).not.toContain(mark);
        }
      for (const [node, table] of [
        [province, 'message_out'],
        [city, 'message_in'],
      ] as const)
        expect(await node.db.query(`select wire from ${table} where kind = 'attachment' and strpos(wire, '~') > 0`)).toEqual([]);
      expect(await readdir(join(city.filesFolder, 'exchange'), { recursive: true })).not.toEqual([]);
    },
    LONG,
  );

  it(
    'are opened by the registrar at whose desk the matter waits, whole ones alone, each piece on record first',
    async () => {
      const number = await handOver([await stored(3 * MB + 5), await stored(7)]);
      link.way = async (text, to, path) => {
        if (readEnvelope(text).head.conversation.startsWith('file.') && text.length > 100_000) throw new Error('ECONNRESET');
        return to.receive(text, path);
      };
      await settle(province, city);
      const [large, small] = await filesOf(number);
      const messageId = await messageOf(number);
      expect(large).toMatchObject({ state: 'awaited', partsHere: 0, parts: null });
      expect(await pieceOf(messageId, large!.id, 1)).toEqual({ code: 'ARRIVED_FILE_NOT_COMPLETE' });
      expect(await pieceOf(messageId, uuid(1), 1)).toEqual({ code: 'ARRIVED_FILE_UNKNOWN' });
      for (const piece of [0, 2]) expect(await pieceOf(messageId, small!.id, piece)).toEqual({ code: 'ARRIVED_FILE_PIECE' });
      expect(await pieceOf(messageId, small!.id, 1, OPERATOR)).toEqual({ code: 'ACT_NOT_YOURS' });
      expect(await pieceOf(uuid(1), small!.id, 1)).toEqual({ code: 'ARRIVAL_UNKNOWN' });
      expect(await pieceOf(messageId, small!.id, 1)).toMatchObject({ piece: 1, pieces: 1 });
      link.way = (text, to, path) => to.receive(text, path);
      later(60_000);
      await settle(province, city);
      expect(await pieceOf(messageId, large!.id, 2)).toMatchObject({ piece: 2, pieces: 2 });
      await registered(number);
      expect(await pieceOf(messageId, small!.id, 1)).toEqual({ code: 'ARRIVAL_ENDED' });
    },
    LONG,
  );

  it(
    'come spoilt: they are refused by a signed receipt, asked for again, and refused for good after the last try',
    async () => {
      const file = await stored(partBytes + 10);
      const other = await stored(partBytes + 10);
      // What intake gives is not what it named.
      const number = await handOver([{ ...file, blobId: other.blobId, key: other.key }]);
      await settle(province, city);
      expect(await filesOf(number)).toMatchObject([{ state: 'refused', code: 'FILE_DIGEST_OTHER', partsHere: 0 }]);
      expect(await outgoing()).toEqual([{ state: 'refused', code: 'FILE_DIGEST_OTHER', tries, source: null }]);
      const conversations = (await province.db.query(
        `select distinct conversation c from message_out where kind = 'attachment' order by 1`,
      )) as {
        c: string;
      }[];
      expect(conversations.map(({ c }) => c.at(-1))).toEqual(Array.from({ length: tries }, (_, at) => String(at + 1)));
      const answers = (await province.db.query(`select answer, items from business_receipt where not given order by at`)) as {
        answer: string;
        items: { code: string }[];
      }[];
      expect(answers.map(({ answer, items }) => [answer, items[0]!.code])).toEqual(
        Array.from({ length: tries }, () => ['refused', 'FILE_DIGEST_OTHER']),
      );
    },
    LONG,
  );

  it(
    'of which an operator gave a part up are said not to be whole, and go once more; the part that made it whole and the last one are answered',
    async () => {
      const file = await stored(3 * partBytes);
      const number = await handOver([file]);
      await city.db.query(`update partner set receives = jsonb_set(receives, '{kinds}', '["transfer"]')`);
      await settle(province, city);
      const halted = (await province.db.query(`select id from message_out where kind = 'attachment' and state = 'refused'`)) as {
        id: string;
      }[];
      expect(halted).toHaveLength(1);
      const dropped = await province.act(OPERATOR, 'dropParkedMessage', { messageId: halted[0]!.id, reason: '核对后放弃' }, 'state');
      expect(dropped).toEqual({ state: 'dropped' });
      await city.db.query(`update partner set receives = jsonb_set(receives, '{kinds}', '["*"]')`);
      await settle(province, city);
      const answers = (await province.db.query(`select items from business_receipt where not given order by at`)) as {
        items: { code?: string }[];
      }[];
      expect(answers.map(({ items }) => items[0]!.code ?? null)).toEqual(['FILE_INCOMPLETE_THERE', null, null]);
      const [whole] = await filesOf(number);
      expect((await bytesAt(number, whole!)).equals(file.content)).toBe(true);
      expect(await outgoing()).toMatchObject([{ state: 'held', tries: 2 }]);
    },
    LONG,
  );

  it(
    'a part whose text was changed on its way is no message of the partner, and nothing of it is kept',
    async () => {
      const number = await handOver([await stored(30)]);
      const codes: (string | null)[] = [];
      link.way = async (text, to, path) => {
        if (kindOf(text) !== 'attachment') return to.receive(text, path);
        const [header, payload, rest] = text.split('.') as [string, string, string];
        const said = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sequence: number };
        said.sequence += 1;
        const changed = text.replace(
          `${header}.${payload}.${rest}`,
          [header, Buffer.from(JSON.stringify(said)).toString('base64url'), rest].join('.'),
        );
        codes.push(await to.refusal(changed));
        return to.receive(changed, path);
      };
      await settle(province, city);
      expect(codes[0]).toBe('ENVELOPE_SIGNATURE_WRONG');
      expect(await filesOf(number)).toMatchObject([{ state: 'awaited', partsHere: 0 }]);
    },
    LONG,
  );

  it(
    'that are larger than a node takes, or that nobody named, are refused by code',
    async () => {
      const number = await handOver([await stored(50)], (named) => ({ ...named, bytes: FILING_LIMITS.fileBytes + 1 }));
      await settle(province, city);
      expect(await filesOf(number)).toMatchObject([{ state: 'refused', code: 'FILE_TOO_LARGE_HERE' }]);
      expect(await outgoing()).toMatchObject([{ state: 'refused', code: 'FILE_TOO_LARGE_HERE' }]);

      const part = { digest: 'a'.repeat(64), part: 1, parts: 1, content: 'AAAA' };
      await province.say(city, part, { conversation: 'file.other', kind: 'attachment' });
      await settle(province, city);
      expect(await city.states('message_in')).toContain('file.other 1 parked FILE_NOT_ASKED');
    },
    LONG,
  );

  it(
    'beyond what is awaited of one partner are refused',
    async () => {
      const files = city.get(IncomingFiles);
      const most = Math.ceil(exchangePlan.files.awaitedBytes / FILING_LIMITS.fileBytes);
      const named = Array.from({ length: most }, (_, at) => ({
        name: `附件${at}.pdf`,
        mediaType: 'application/pdf',
        bytes: FILING_LIMITS.fileBytes,
        digest: at.toString(16).padStart(64, '0'),
      }));
      await city.db.transaction((tx) => files.expect(tx, { partner: province.node, messageId: uuid(9_001), petitionId: null }, named));
      expect(await city.db.query('select state, code, count(*)::int n from file_in group by 1, 2 order by 1')).toEqual([
        { state: 'awaited', code: null, n: most - 1 },
        { state: 'refused', code: 'FILES_OF_PARTNER_FULL', n: 1 },
      ]);
    },
    LONG,
  );

  it(
    'whose parts come before the message that names them are taken as soon as it was read',
    async () => {
      const file = await stored(40);
      const part = { digest: file.digest, part: 1, parts: 1, content: file.content.toString('base64') };
      await province.say(city, part, { conversation: 'file.early', kind: 'attachment' });
      await settle(province, city);
      expect(await city.states('message_in')).toEqual(['file.early 1 parked FILE_NOT_ASKED']);
      const number = await handOver([file]);
      await settle(province, city);
      expect(await filesOf(number)).toMatchObject([{ state: 'complete' }]);
      expect(await city.states('message_in')).toContain('file.early 1 applied');
    },
    LONG,
  );

  it(
    'do not come of a matter that the registrar refuses; what came is destroyed, and what is underway is given up',
    async () => {
      const [one, two] = [await stored(60), await stored(70)];
      const number = await handOver([one]);
      await settle(province, city);
      const messageId = await messageOf(number);
      const refused = await city.act(REGISTRAR, 'refuseArrivedMatter', { messageId, reason: '不属本市管辖' }, 'state');
      expect(refused).toEqual({ state: 'refused' });
      await settle(province, city);
      expect(await city.db.query('select state, code from file_in')).toEqual([{ state: 'refused', code: 'FILE_MATTER_REFUSED' }]);
      expect(await city.db.query('select * from file_part_in')).toEqual([]);
      const left = await readdir(join(city.filesFolder, 'exchange'), { recursive: true, withFileTypes: true });
      expect(left.filter((each) => each.isFile())).toEqual([]);

      link.way = async (text, to, path) => {
        if (kindOf(text) === 'attachment') throw new Error('ECONNRESET');
        return to.receive(text, path);
      };
      const other = await handOver([two]);
      await settle(province, city);
      const waits = await messageOf(other);
      await city.act(REGISTRAR, 'refuseArrivedMatter', { messageId: waits, reason: '不属本市管辖' }, 'state');
      await settle(province, city);
      expect((await outgoing()).at(-1)).toMatchObject({ state: 'refused', code: 'FILE_MATTER_REFUSED', source: null });
      expect((await province.states('message_out')).filter((line) => line.startsWith('file.')).at(-1)).toMatch(/ dropped$/);
    },
    LONG,
  );

  it(
    'of a matter that waits here already are not taken from a second handing over',
    async () => {
      await handOver([await stored(60)]);
      await settle(province, city);
      await handOver([await stored(70)], undefined, petitions);
      await settle(province, city);
      expect(await city.db.query('select state, code from file_in order by opened_at')).toEqual([
        { state: 'complete', code: null },
        { state: 'refused', code: 'FILE_MATTER_REFUSED' },
      ]);
      expect(await outgoing()).toMatchObject([{ state: 'held' }, { state: 'refused', code: 'FILE_MATTER_REFUSED' }]);
      expect(await city.states('message_in')).not.toContainEqual(expect.stringContaining('parked'));
    },
    LONG,
  );

  it(
    'whose bytes intake has destroyed meanwhile do not go, and hold nothing up',
    async () => {
      const file = await stored(80);
      await new BlobStore(province.filesFolder).remove(file.blobId);
      const number = await handOver([file]);
      await settle(province, city);
      expect(await outgoing()).toEqual([{ state: 'refused', code: 'FILE_DESTROYED', tries: 1, source: null }]);
      expect(await filesOf(number)).toMatchObject([{ state: 'awaited' }]);
    },
    LONG,
  );
});

describe('a file of what is told of the handling', () => {
  beforeEach(() => meet(), LONG);

  it(
    'goes up with it and becomes one of the petition there',
    async () => {
      const number = await handOver([]);
      await settle(province, city);
      await registered(number);
      await settle(province, city);
      const [opinionId, petitionerId, receiptFileId] = [uuid(901), uuid(8), uuid(903)];
      const served = {
        petitionId: CITY_PETITION,
        opinionId,
        petitionerId,
        way: 'in_person' as const,
        servedOn: '2025-04-01',
        receiptFileId,
      };
      const [told] = await city.hear(CITY_PETITION, OpinionServed.create({ ...served, reviewRequestLastDay: null }), 'case');
      const { wantId, key, fileIds, messageKind } = told!.event.data as DataOf<typeof MatterWanted>;
      expect({ messageKind, fileIds }).toEqual({ messageKind: 'service', fileIds: [receiptFileId] });

      const { digest, blobId, key: own, content } = await stored(500, city);
      const given = {
        petitioners: [{ petitionerId, name: '申甲' }],
        attachments: [{ name: '送达回证1.pdf', mediaType: 'application/pdf', bytes: content.length, digest, role: 'RECEIPT' }],
        files: [{ digest, blobId, key: own.toString('base64'), bytes: content.length }],
      };
      const part = await sealPart(key, wantId, given);
      await city.hear(CITY_PETITION, MatterGiven.create({ petitionId: CITY_PETITION, wantId, sealed: part }), 'intake');
      const handling = await sealPart(key, wantId, { opinionNumber: '甲信复〔2025〕1号' });
      await city.hear(CITY_PETITION, HandlingGiven.create({ petitionId: CITY_PETITION, wantId, sealed: handling }), 'case');
      await settle(province, city);
      expect(await province.db.query('select state, digest from file_in')).toEqual([{ state: 'complete', digest }]);
      const offered = (await province.published()).filter(({ type }) => type === 'ArrivedFileComplete');
      expect(offered).toMatchObject([{ petitionId: uuid(petitions) }]);
      expect(await city.db.query('select state from file_out')).toEqual([{ state: 'held' }]);
    },
    LONG,
  );
});

describe('what goes on from node to node', () => {
  it(
    'names no file that stays with the node between: nobody waits for one that never comes',
    async () => {
      await meet();
      await handOver([]);
      await settle(province, city);
      const petitionId = uuid(petitions);
      const came = {
        petitionId,
        partner: city.node,
        way: 'came' as const,
        organId: uuid(BUREAU),
        kind: 'transfer',
        state: 'held' as const,
      };
      await recordMatter(province.db.manager, { ...came, conversation: 'T-1', division: '990100', openedAt: time.now() });
      const heard = city.hears('opinion');
      const attachments = [{ name: '意见书.pdf', mediaType: 'application/pdf', bytes: 5, digest: 'a'.repeat(64) }];
      const body = { paper: { issuedOn: '2025-04-01' }, text: '经查属实', attachments };
      await province.db.transaction((tx) => province.get(MatterTeller).passOn(tx, petitionId, 'up', 'opinion', body));
      await settle(province, city);
      expect(heard.map((message) => message.body)).toEqual([{ paper: { issuedOn: '2025-04-01' }, text: '经查属实' }]);
    },
    LONG,
  );
});

describe('files of a matter for a node that nothing reaches', () => {
  it(
    'are fetched by it, part by part',
    async () => {
      await meet({ endpoint: null }, { pulled: true });
      const file = await stored(3 * partBytes + 1);
      const number = await handOver([file]);
      for (let round = 0; round < 8; round += 1) {
        while (await city.fetch());
        await settle(province, city);
      }
      const [whole] = await filesOf(number);
      expect(whole).toMatchObject({ state: 'complete', parts: 4 });
      expect((await bytesAt(number, whole!)).equals(file.content)).toBe(true);
      expect(await outgoing()).toMatchObject([{ state: 'held', tries: 1 }]);
    },
    LONG,
  );

  it(
    'are carried in ferry files, and go on where the last one ended',
    async () => {
      await meet({ endpoint: null, way: 'ferry' }, { endpoint: null, way: 'ferry' });
      const file = await stored(11 * partBytes);
      const number = await handOver([file]);
      let carried = 0;
      for (let round = 0; round < 12; round += 1)
        for (const [from, to] of [
          [province, city],
          [city, province],
        ] as const) {
          const made = await from.act(OPERATOR, 'exportFerry', { node: to.node }, 'envelopes file');
          if (made['code'] === 'FERRY_NOTHING') continue;
          if (from === province) carried += Number(made['envelopes']);
          const report = await to.act(OPERATOR, 'importFerry', { file: made['file'] }, 'duplicates refused');
          expect(report).toEqual({ duplicates: 0, refused: 0 });
          await settle(province, city);
        }
      const [whole] = await filesOf(number);
      expect(whole).toMatchObject({ state: 'complete', parts: 11 });
      expect((await bytesAt(number, whole!)).equals(file.content)).toBe(true);
      expect(await outgoing()).toMatchObject([{ state: 'held', tries: 1 }]);
      expect(carried).toBe(12);
    },
    LONG,
  );
});

describe('files of a matter that was registered', () => {
  beforeEach(() => meet(), LONG);

  it(
    'are offered to intake, those too that become whole later; their key goes to the key of the taking alone, and once they are taken nothing of them stays here',
    async () => {
      const [small, large] = [await stored(90), await stored(4 * partBytes)];
      const number = await handOver([small, large]);
      link.way = async (text, to, path) => {
        if (kindOf(text) === 'attachment' && text.length > 100_000) throw new Error('ECONNRESET');
        return to.receive(text, path);
      };
      await settle(province, city);
      const [first, second] = await filesOf(number);
      await registered(number);
      await settle(province, city);
      expect((await published('ArrivedFileComplete')).map(({ fileId }) => fileId)).toEqual([first!.id]);
      link.way = (text, to, path) => to.receive(text, path);
      later(60_000);
      await settle(province, city);
      expect((await published('ArrivedFileComplete')).map(({ fileId }) => fileId)).toEqual([first!.id, second!.id]);

      const { open: key, secret } = await newPartKey();
      const about = { petitionId: CITY_PETITION, fileId: second!.id, wantId: uuid(800) };
      expect(await city.hear(CITY_PETITION, ArrivedFileWanted.create({ ...about, petitionId: uuid(702), key }), 'intake')).toEqual([]);
      const [told] = await city.hear(CITY_PETITION, ArrivedFileWanted.create({ ...about, key }), 'intake');
      const { sealed } = told!.event.data as DataOf<typeof ArrivedFileGiven>;
      const given = (await openPart({ open: key, secret }, about.wantId, sealed)) as {
        digest: string;
        role: string;
        key: string;
        parts: { blobId: string; bytes: number }[];
      };
      expect(given).toMatchObject({ digest: large.digest, role: 'ATTACHMENT', bytes: large.content.length });
      const blobs = new BlobStore(join(city.filesFolder, 'exchange'));
      const read = await Promise.all(
        given.parts.map(({ blobId, bytes }) => blobs.readFrom(blobId, Buffer.from(given.key, 'base64'), 0, bytes)),
      );
      expect(Buffer.concat(read).equals(large.content)).toBe(true);

      for (const { id } of [first!, second!])
        await city.hear(CITY_PETITION, ArrivedFileTaken.create({ petitionId: CITY_PETITION, fileId: id, refusedAs: null }), 'intake');
      await settle(province, city);
      expect(await city.db.query('select distinct state from file_in')).toEqual([{ state: 'gone' }]);
      expect(await city.db.query('select * from file_part_in')).toEqual([]);
      expect(await city.hear(CITY_PETITION, ArrivedFileWanted.create({ ...about, key }), 'intake')).toEqual([]);
    },
    LONG,
  );
});
