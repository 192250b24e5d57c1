import { Inject, Injectable } from '@nestjs/common';
import { keyFrom, open, seal } from '@sunshine/sealing';
import { HEARING_CONFIG, type HearingConfig } from '../config.js';

/** Seals ballots and what panels weigh. `place` binds a text to its row, so that none opens in the name of another. */
@Injectable()
export class HearingSeal {
  constructor(@Inject(HEARING_CONFIG) private readonly config: HearingConfig) {}

  /** With the first key; the id of the key stands before the ciphertext. */
  seal(place: string, text: string): string {
    const [key] = this.config.HEARING_KEYS;
    if (!key) throw new Error('no key to seal ballots with');
    return `${key.id}.${seal(keyFrom(key.value, 'hearing'), place, text)}`;
  }

  /** Throws where the key is not live, or the text belongs to another row. */
  open(place: string, sealed: string): string {
    const dot = sealed.lastIndexOf('.');
    const key = this.config.HEARING_KEYS.find(({ id }) => id === sealed.slice(0, dot));
    if (!key) throw new Error(`key ${sealed.slice(0, dot)} is not live`);
    return open(keyFrom(key.value, 'hearing'), place, sealed.slice(dot + 1)).toString('utf8');
  }
}

export const ballotPlace = (hearingId: string, round: number, personId: string): string => `ballot|${hearingId}|${round}|${personId}`;
export const sealedPlace = (id: string): string => `sealed|${id}`;
export const codePlace = (followerId: string): string => `follower|${followerId}`;
