import { Injectable } from '@nestjs/common';
import { ENVELOPE_BYTES_MAX, exchangePlan } from '@sunshine/envelope';

/** What a partner answered: a signed receipt where the status is 200, a refusal in words else. */
export interface WireAnswer {
  readonly status: number;
  readonly text: string;
}

/** The way to the partners. */
@Injectable()
export class Wire {
  /**
   * Sends an envelope. Rejects where nothing was answered in twenty seconds, nobody is there, or the answer is longer than an envelope may be.
   * No redirection is followed: where a partner is, its entry says.
   * @param endpoint of the partner, to whose path `/messages` is added
   */
  async post(endpoint: string, envelope: string): Promise<WireAnswer> {
    const answer = await fetch(`${endpoint.replace(/\/$/, '')}/messages`, {
      method: 'POST',
      body: envelope,
      headers: { 'content-type': 'application/jose' },
      redirect: 'error',
      signal: AbortSignal.timeout(exchangePlan.answerMs),
    });
    return { status: answer.status, text: await shortText(answer) };
  }
}

async function shortText({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += (part as Uint8Array).byteLength;
    if (bytes > ENVELOPE_BYTES_MAX) throw new Error('the answer is too long');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}
