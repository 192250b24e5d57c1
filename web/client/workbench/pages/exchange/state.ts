/** What the state of a link is read from. */
export interface Linked {
  readonly state: 'active' | 'suspended';
  readonly breaker: 'closed' | 'open' | 'half_open';
  readonly halted: number;
  readonly queue: number;
}

/** How a link stands, in one word. */
export function stateOf({ state, breaker, halted, queue }: Linked): 'suspended' | 'open' | 'half_open' | 'halted' | 'waiting' | 'closed' {
  if (state === 'suspended') return 'suspended';
  if (breaker !== 'closed') return breaker;
  if (halted > 0) return 'halted';
  return queue > 0 ? 'waiting' : 'closed';
}

const TONES = { closed: 'ok', waiting: 'ok', half_open: 'warn', halted: 'warn', open: 'bad', suspended: 'muted' } as const;

export const stateTone = (partner: Linked): string => TONES[stateOf(partner)];
