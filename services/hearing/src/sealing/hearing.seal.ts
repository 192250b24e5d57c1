import { Inject, Injectable } from '@nestjs/common';
import { openUnder, sealUnder } from '@sunshine/sealing';
import { HEARING_CONFIG, type HearingConfig } from '../config.js';

const PURPOSE = 'hearing';

/** Seals ballots and what panels weigh. `place` binds a text to its row, so that none opens in the name of another. */
@Injectable()
export class HearingSeal {
  constructor(@Inject(HEARING_CONFIG) private readonly config: HearingConfig) {}

  /** With the first key; the id of the key stands before the ciphertext. */
  seal(place: string, text: string): string {
    if (this.config.HEARING_KEYS.length === 0) throw new Error('no key to seal ballots with');
    return sealUnder(this.config.HEARING_KEYS, PURPOSE, place, text);
  }

  /** @throws KeyNotLive, and NotOpened where the text belongs to another row */
  open(place: string, sealed: string): string {
    return openUnder(this.config.HEARING_KEYS, PURPOSE, place, sealed);
  }
}

export const ballotPlace = (hearingId: string, round: number, personId: string): string => `ballot|${hearingId}|${round}|${personId}`;
export const sealedPlace = (id: string): string => `sealed|${id}`;
export const codePlace = (followerId: string): string => `follower|${followerId}`;
