import { Counter } from 'prom-client';

/** What a launcher tells of a process it keeps alive. */
export interface PartState {
  /** How often it ended without having been told to. */
  readonly deaths: number;
  /** Why it is not there now, in words fit for an operator; null while it answers. */
  readonly down: string | null;
}

const deaths = new Counter({
  name: 'sunshine_part_deaths_total',
  help: 'Ends of a part of the node that was started again',
  labelNames: ['part'],
});

/** The parts of this node, as its launcher told them last. */
export class ToldParts {
  private states: Readonly<Record<string, PartState>> = {};

  /** Those of the launcher that started this process. */
  static by(launcher: NodeJS.Process): ToldParts {
    const told = new ToldParts();
    launcher.on('message', (message: { parts?: Readonly<Record<string, PartState>> }) => {
      if (message.parts) told.take(message.parts);
    });
    return told;
  }

  /** Readiness checks of the parts that have died: `launcher.<part>`. */
  checks(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.states).map(([part, { down }]) => [`launcher.${part}`, down ?? 'ok']));
  }

  take(states: Readonly<Record<string, PartState>>): void {
    for (const [part, state] of Object.entries(states)) {
      const more = state.deaths - (this.states[part]?.deaths ?? 0);
      if (more > 0) deaths.inc({ part }, more);
    }
    this.states = states;
  }
}
