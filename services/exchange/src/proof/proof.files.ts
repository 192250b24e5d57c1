import { Injectable } from '@nestjs/common';
import { digestOf, leafOf, merklePath, readReceipt, withoutBody, type ProofFile, type PublicKeys } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerKeys, partnerOf } from '../partners/partners.rows.js';
import { entryOf, ROOT_SUITE } from './proof.roots.js';
import { leafOfMessage, leavesUnder, rootRow } from './proof.rows.js';

interface Handed {
  readonly partner: string;
  readonly wire: string | null;
  readonly receipt: string | null;
}
const handed: Statement = {
  name: 'exchange.handed-message',
  text: `select partner, wire, receipt from message_out where id = $1 and state in ('sent', 'dropped') union all
    select partner, wire, receipt from message_in where id = $1`,
};
const business: Statement = {
  name: 'exchange.business-receipts-of',
  text: 'select receipt from business_receipt where message_id = $1 order by at',
};

/** Files by which anybody can check that a message was handed over, and when. */
@Injectable()
export class ProofFiles {
  constructor(
    private readonly db: DataSource,
    private readonly keys: NodeKeys,
  ) {}

  /** @throws MESSAGE_UNKNOWN where it was never handed over, or its text is kept no more, PROOF_UNSIGNED, PROOF_NOT_YET */
  async of(messageId: string): Promise<ProofFile> {
    const tx = this.db.manager;
    const [message] = await sql<Handed>(tx, handed, [messageId]);
    if (!message?.wire || message.receipt === null) throw exchangeError('MESSAGE_UNKNOWN');
    if ((await partnerOf(tx, message.partner))?.way === 'rows') throw exchangeError('PROOF_UNSIGNED');
    const leaf = await leafOfMessage(tx, messageId, digestOf(readReceipt(message.receipt).read.suite, message.receipt));
    if (leaf?.root == null) throw exchangeError('PROOF_NOT_YET');
    const root = await rootRow(tx, leaf.root);
    if (!root) throw exchangeError('PROOF_NOT_YET');
    const leaves = await leavesUnder(tx, root);
    const hashes = leaves.map((one) => leafOf(ROOT_SUITE, entryOf(one)));
    const sent = withoutBody(message.wire);
    const receipts = await sql<{ receipt: string }>(tx, business, [messageId]);
    return {
      version: 1,
      message: sent,
      receipt: message.receipt,
      business: receipts.map(({ receipt }) => receipt),
      entry: entryOf(leaf),
      index: leaf.place ?? 0,
      path: merklePath(ROOT_SUITE, hashes, leaf.place ?? 0),
      root: root.signed,
      keys: await this.named([sent, message.receipt, root.signed, ...receipts.map(({ receipt }) => receipt)], message.partner),
    };
  }

  /** The keys that signed the texts, of both nodes. */
  private async named(texts: readonly string[], partner: string): Promise<PublicKeys[]> {
    const signers = new Set(texts.map(signerOf));
    const own = this.keys.all.map(({ keyId, suite, signing, encryption }) => ({ keyId, suite, signing, encryption }));
    const theirs = await partnerKeys(this.db.manager, [partner]);
    const all = [...own, ...theirs.map(({ keyId, suite, signing, encryption }) => ({ keyId, suite, signing, encryption }))];
    return all.filter(({ keyId }) => signers.has(keyId));
  }
}

/** Of a compact JWS, as its header names the key. */
const signerOf = (text: string): string =>
  (JSON.parse(Buffer.from(text.slice(0, text.indexOf('.')), 'base64url').toString('utf8')) as { kid: string }).kid;
