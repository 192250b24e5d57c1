import { Inject, Injectable } from '@nestjs/common';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { codeFrom, secretFrom } from '../domain/tracking/query-code.js';
import { KeyedHash } from '../sealing/keyed-hash.js';

export interface IssuedCode {
  readonly queryCode: string;
  readonly secret: string;
}

/**
 * Query codes and secrets. They are derived from a key that is in no database, so that a repeated request gets the same answer
 * although only keyed hashes are stored.
 */
@Injectable()
export class QueryCodes {
  private readonly issuing: KeyedHash;
  private readonly finding: KeyedHash;

  constructor(@Inject(INTAKE_CONFIG) config: IntakeConfig) {
    this.issuing = new KeyedHash(config.INTAKE_CODE_KEYS, 'query code issue');
    this.finding = new KeyedHash(config.INTAKE_CODE_KEYS, 'query code find');
  }

  /** Id of the key for new codes; stored with their holder. */
  get keyId(): string {
    return this.issuing.newestKeyId;
  }

  /**
   * The code and secret of a holder, the same each time.
   * @param holderId the petition, the mandate of an agent, or a petitioner of a joint petition
   * @param round how often the code was reissued
   */
  of(holderId: string, keyId: string, round = 0): IssuedCode {
    const bytes = this.issuing.bytes(keyId, holderId, ...(round > 0 ? [String(round)] : []));
    return { queryCode: codeFrom(bytes.subarray(0, 11)), secret: secretFrom(bytes.subarray(16, 22)) };
  }

  /** The digests stored for a code. */
  kept({ queryCode, secret }: IssuedCode): { codeDigest: string; secretDigest: string } {
    return {
      codeDigest: this.finding.newest('code', queryCode).digest,
      secretDigest: this.finding.newest('secret', queryCode, secret).digest,
    };
  }

  /** The digests of a code under each live key. */
  codeDigests(queryCode: string): string[] {
    return this.finding.all('code', queryCode).map(({ digest }) => digest);
  }

  secretDigests(queryCode: string, secret: string): string[] {
    return this.finding.all('secret', queryCode, secret).map(({ digest }) => digest);
  }

  /** Addresses are counted by their digest and never stored. */
  addressDigest(address: string): string {
    return this.finding.newest('address', address).digest;
  }
}
