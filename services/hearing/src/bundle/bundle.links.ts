import { Inject, Injectable } from '@nestjs/common';
import { Signer } from '@sunshine/files';
import { Time } from '@sunshine/platform';
import { HEARING_CONFIG, type HearingConfig } from '../config.js';
import { hearingError } from '../domain/hearing.errors.js';
import type { View } from './bundle.file.js';

const LINK_MS = 60_000;

/** Links to the file of a hearing, each good for a minute: the organ's for one person, a party's for whoever was given it. */
@Injectable()
export class BundleLinks {
  private readonly signer: Signer;

  constructor(
    @Inject(HEARING_CONFIG) { HEARING_KEYS }: HearingConfig,
    private readonly time: Time,
  ) {
    this.signer = new Signer(HEARING_KEYS, 'hearing bundle link');
  }

  /** @param personId empty for a party's */
  to(hearingId: string, view: View, personId: string): string {
    const signature = this.signer.sign([hearingId, view, personId], this.time.now().getTime() + LINK_MS);
    return `/exports/hearing/${hearingId}?view=${view}&link=${signature}`;
  }

  /** @throws BUNDLE_LINK_INVALID, BUNDLE_LINK_EXPIRED */
  check(hearingId: string, view: View, personId: string, link: string): void {
    const verdict = this.signer.check(link, [hearingId, view, personId], this.time.now().getTime());
    if (verdict === 'wrong') throw hearingError('BUNDLE_LINK_INVALID');
    if (verdict === 'late') throw hearingError('BUNDLE_LINK_EXPIRED');
  }
}
