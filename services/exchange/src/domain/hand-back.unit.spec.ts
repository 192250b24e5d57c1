import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comesBack, isOut, onRecall, onRegistration, requireAgreed, type AskState, type MatterState } from './hand-back.js';
import type { ArrivedState } from './arrived.js';

/** A word on its way from one node to the other, about one hand-over. */
type Word =
  | { readonly kind: 'transfer'; readonly id: number }
  | { readonly kind: 'recall'; readonly of: number }
  | { readonly kind: 'objection'; readonly of: number }
  | { readonly kind: 'decision'; readonly of: number; readonly upheld: boolean }
  | { readonly kind: 'return'; readonly of: number }
  /** What the receiver's registrar says of the hand-over, and what its node says to a recall. */
  | { readonly kind: 'receipt'; readonly to: 'transfer' | 'recall'; readonly of: number; readonly accepted: boolean };

/** A hand-over as the receiver has it. */
interface Come {
  arrived: ArrivedState;
  /** Registered at its desk; the exchange hears of it later. */
  registered: boolean;
  came: 'none' | 'held' | 'returned';
  /** The case of the receiver has told the petitioner: it is bound. */
  told: boolean;
  objected: AskState | null;
}

/** Two nodes, the ways between them, and what is on its way inside the receiver. Each way keeps its order, and no other. */
class Nodes {
  handed = 0;
  sent: { state: MatterState; messageId: string | null } = { state: 'returned', messageId: null };
  ask: { kind: 'objection'; state: AskState } | null = null;
  readonly come = new Map<number, Come>();
  readonly out: Word[] = [];
  readonly back: Word[] = [];
  readonly receipts: Word[] = [];
  /** Questions of the receiver's exchange to its case, and registrations of which it has not heard. */
  readonly inside: (() => void)[] = [];

  inCharge(): ('sender' | 'receiver')[] {
    const receiver = [...this.come.values()].some(({ came }) => came === 'held');
    return [...(isOut(this.sent.state) ? [] : (['sender'] as const)), ...(receiver ? (['receiver'] as const) : [])];
  }

  private get latest(): Come | undefined {
    return this.come.get(this.handed);
  }

  handOver(): void {
    if (isOut(this.sent.state)) return;
    this.handed += 1;
    this.sent = { state: 'received', messageId: `${this.handed}` };
    this.ask = null;
    this.out.push({ kind: 'transfer', id: this.handed });
  }

  recall(): void {
    if (isOut(this.sent.state)) this.out.push({ kind: 'recall', of: this.handed });
  }

  decide(upheld: boolean): void {
    if (this.ask?.state !== 'asked' || !isOut(this.sent.state)) return;
    this.ask = { kind: 'objection', state: upheld ? 'agreed' : 'declined' };
    this.out.push({ kind: 'decision', of: this.handed, upheld });
  }

  register(): void {
    const { latest } = this;
    if (!latest || latest.registered) return;
    const of = this.handed;
    latest.registered = true;
    this.inside.push(() => {
      if (onRegistration(latest.arrived) === 'sent-back') return;
      Object.assign(latest, { arrived: 'registered', came: 'held' });
      this.receipts.push({ kind: 'receipt', to: 'transfer', of, accepted: true });
    });
  }

  refuse(): void {
    const { latest } = this;
    if (latest?.arrived !== 'waiting') return;
    latest.arrived = 'refused';
    this.receipts.push({ kind: 'receipt', to: 'transfer', of: this.handed, accepted: false });
  }

  tell(): void {
    if (this.latest?.came === 'held') this.latest.told = true;
  }

  object(): void {
    const { latest } = this;
    if (latest?.came !== 'held' || latest.told || latest.objected) return;
    latest.objected = 'asked';
    this.back.push({ kind: 'objection', of: this.handed });
  }

  private arriveThere(word: Word): void {
    if (word.kind === 'transfer') {
      this.come.set(word.id, { arrived: 'waiting', registered: false, came: 'none', told: false, objected: null });
      return;
    }
    if (word.kind !== 'recall' && word.kind !== 'decision') return;
    const come = this.come.get(word.of);
    const { of } = word;
    const given = (): boolean => {
      const goes = come?.came === 'held' && !come.told;
      if (goes) come.came = 'returned';
      return goes;
    };
    if (word.kind === 'recall') {
      const what = onRecall(come?.arrived ?? null, come?.came === 'held');
      const answer = (accepted: boolean) => this.receipts.push({ kind: 'receipt', to: 'recall', of, accepted });
      if (what === 'end' && come) come.arrived = 'recalled';
      if (what === 'ask') this.inside.push(() => answer(given() || come?.came !== 'held'));
      else answer(true);
      return;
    }
    if (!come || come.objected !== 'asked') return;
    come.objected = word.upheld ? 'agreed' : 'declined';
    if (word.upheld) this.inside.push(() => given() && this.back.push({ kind: 'return', of }));
  }

  private arriveHere(word: Word): void {
    if (word.kind === 'objection') {
      if (comesBack(this.sent, `${word.of}`)) this.ask = { kind: 'objection', state: 'asked' };
    } else if (word.kind === 'return') {
      if (!comesBack(this.sent, `${word.of}`)) return;
      requireAgreed(this.ask);
      this.sent = { ...this.sent, state: 'returned' };
    } else if (word.kind === 'receipt' && comesBack(this.sent, `${word.of}`)) {
      if (word.to === 'transfer') this.sent = { ...this.sent, state: word.accepted ? 'held' : 'refused' };
      else if (word.accepted) this.sent = { ...this.sent, state: 'returned' };
    }
  }

  /** The next of a way comes. @returns whether there was one */
  next(way: 'out' | 'back' | 'receipts' | 'inside'): boolean {
    if (way === 'inside') {
      const step = this.inside.shift();
      step?.();
      return step !== undefined;
    }
    const word = this[way].shift();
    if (!word) return false;
    if (way === 'out') this.arriveThere(word);
    else this.arriveHere(word);
    return true;
  }

  /** Everything that is on its way comes, and the registrar does what waits. */
  drain(): void {
    const ways = ['out', 'inside', 'back', 'receipts'] as const;
    for (let moved = true; moved;) {
      moved = ways.map((way) => this.next(way)).some(Boolean);
      if (!moved && this.latest?.arrived === 'waiting' && !this.latest.registered) {
        this.register();
        moved = true;
      }
    }
  }
}

const steps = {
  handOver: (nodes: Nodes) => nodes.handOver(),
  recall: (nodes: Nodes) => nodes.recall(),
  uphold: (nodes: Nodes) => nodes.decide(true),
  reject: (nodes: Nodes) => nodes.decide(false),
  register: (nodes: Nodes) => nodes.register(),
  refuse: (nodes: Nodes) => nodes.refuse(),
  tell: (nodes: Nodes) => nodes.tell(),
  object: (nodes: Nodes) => nodes.object(),
  out: (nodes: Nodes) => nodes.next('out'),
  back: (nodes: Nodes) => nodes.next('back'),
  receipts: (nodes: Nodes) => nodes.next('receipts'),
  inside: (nodes: Nodes) => nodes.next('inside'),
};
type Step = keyof typeof steps;
const walk = (...names: Step[]): Nodes => {
  const nodes = new Nodes();
  for (const name of names) steps[name](nodes);
  return nodes;
};

describe('law 4.1: one node is in charge of a matter that went from one to another', () => {
  it('never two, at any interleaving of hand-over, registration, recall, objection and what is told; one, once everything has come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...(Object.keys(steps) as Step[])), { maxLength: 60 }), (names) => {
        const nodes = new Nodes();
        for (const name of names) {
          steps[name](nodes);
          expect(nodes.inCharge().length).toBeLessThanOrEqual(1);
        }
        nodes.drain();
        expect(nodes.inCharge()).toHaveLength(1);
      }),
      { numRuns: 3_000 },
    );
  });

  it('a recall that crosses a registration takes the matter back; one that crosses what the petitioner was told does not', () => {
    const crossed = walk('handOver', 'out', 'recall', 'register', 'inside');
    crossed.drain();
    expect(crossed.inCharge()).toEqual(['sender']);
    const late = walk('handOver', 'out', 'recall', 'register', 'inside', 'tell');
    late.drain();
    expect(late.inCharge()).toEqual(['receiver']);
  });

  it('an objection that crosses a recall is about nothing any more, and a return that crosses one brings the matter back once', () => {
    const crossed = walk('handOver', 'out', 'register', 'inside', 'object', 'recall');
    crossed.drain();
    expect(crossed.inCharge()).toEqual(['sender']);
    const twice = walk('handOver', 'out', 'register', 'inside', 'object', 'back', 'uphold', 'recall');
    twice.drain();
    expect(twice.inCharge()).toEqual(['sender']);
  });

  it('a matter sent again to the same node is not touched by the answer to a recall of before', () => {
    const nodes = walk('handOver', 'out', 'recall', 'recall', 'out', 'receipts', 'handOver', 'out', 'out', 'receipts');
    expect(nodes.sent).toEqual({ state: 'received', messageId: '2' });
  });
});

describe('what a node does with a word about a matter', () => {
  it('a recall ends what waits for its registrar, asks of what is held, and finds nothing of what went', () => {
    expect(onRecall('waiting', false)).toBe('end');
    expect(onRecall('registered', true)).toBe('ask');
    for (const [arrived, held] of [
      ['registered', false],
      ['refused', false],
      ['recalled', false],
      [null, false],
    ] as const)
      expect(onRecall(arrived, held)).toBe('gone');
  });

  it('what is registered after a refusal or a recall goes back', () => {
    expect((['waiting', 'registered', 'refused', 'recalled'] as const).map(onRegistration)).toEqual([
      'held',
      'held',
      'sent-back',
      'sent-back',
    ]);
  });

  it('a return needs an objection that was upheld', () => {
    requireAgreed({ kind: 'objection', state: 'agreed' });
    const others = [
      { kind: 'objection', state: 'asked' },
      { kind: 'objection', state: 'declined' },
      { kind: 'recall', state: 'agreed' },
      null,
    ] as const;
    for (const ask of others) expect(() => requireAgreed(ask)).toThrow(expect.objectContaining({ code: 'RETURN_NOT_AGREED' }));
  });
});
