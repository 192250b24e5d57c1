import type { Act, Actor } from '@sunshine/events';

/** The instant (ISO 8601, UTC) at which a clock in Shanghai shows this day and time. */
export function shanghai(day: string, time = '09:00'): string {
  return new Date(`${day}T${time}:00+08:00`).toISOString();
}

/** An act on a legal day (Asia/Shanghai), done and recorded at nine in the morning of that day. */
export function actOnDay(day: string, actor: Actor = { kind: 'person', id: '018f0000-0000-7000-8000-000000000001' }): Act {
  const at = shanghai(day);
  return { actor, at, on: day, recordedAt: at, correlationId: `test-${day}` };
}
