import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

interface Bus {
  readonly tx: { query(text: string, values: readonly unknown[]): Promise<unknown> };
  /** Left out where no handler acts or publishes. */
  readonly act?: object;
  readonly emit?: (key: string, ...events: never[]) => void;
}

type Handler = (envelope: object, bus: Bus) => Promise<void>;

/** What an application does with each type of event, as its bus would call it; the bus itself need not run. */
export function handlersOf(app: INestApplicationContext): ReadonlyMap<string, Handler> {
  const controllers = [...app.get(ModulesContainer, { strict: false }).values()].flatMap((module) => [...module.controllers.values()]);
  const found = new Map<string, Handler>();
  for (const { instance } of controllers) {
    const consumer = instance as Readonly<Record<string, Handler>>;
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(consumer) as object)) {
      const patterns = (Reflect.getMetadata('microservices:pattern', consumer[name] as object) ?? []) as string[];
      for (const pattern of patterns)
        found.set(pattern, async (envelope, bus) => {
          const last: Promise<unknown>[] = [];
          const addRow = ({ text }: { readonly text: string }, row: object) => last.push(bus.tx.query(text, [JSON.stringify([row])]));
          const works = new Set<(events: readonly object[]) => Promise<void>>();
          const given = Object.create(bus, {
            envelope: { value: envelope },
            behind: { value: (work: (events: readonly object[]) => Promise<void>) => works.add(work) },
            last: { value: (sent: Promise<unknown>) => last.push(sent) },
            addRow: { value: addRow },
          }) as Bus;
          await (consumer[name] as Handler).call(consumer, envelope, given);
          await Promise.all(last);
          for (const work of works) await work([given]);
        });
    }
  }
  return found;
}
