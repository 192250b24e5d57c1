import { Injectable } from '@nestjs/common';
import { Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { recordRefused, type Refused } from './receiving.rows.js';

const A_MINUTE = 100;

/** The record of what nobody signed that is listed here. So many a minute go on it: anybody can send such. */
@Injectable()
export class Strangers {
  private minute = 0;
  private count = 0;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
  ) {}

  async record(refused: Refused): Promise<void> {
    const now = this.time.now();
    const minute = Math.floor(now.getTime() / 60_000);
    this.count = minute === this.minute ? this.count + 1 : 1;
    this.minute = minute;
    if (this.count <= A_MINUTE) await recordRefused(this.db.manager, now, refused);
  }
}
