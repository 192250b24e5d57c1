import type { BusConfig } from './config.js';
import type { Engine } from './engine.js';
import type { Reader } from './reader.js';
import type { Source } from './sources.js';

export class KafkaEngine implements Engine {
  constructor(_reader: Reader, _self: Source, _sources: readonly Source[], _config: BusConfig, _onLag: (source: Source, events: number) => void) {}
  start(): Promise<void> { throw new Error('x'); }
  stop(): Promise<void> { throw new Error('x'); }
  news(): void {}
  problem(): string | null { return null; }
}
