import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

type Handler = (envelope: object, bus: object) => Promise<void>;

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
          const given = Object.create(bus, { last: { value: (statement: Promise<unknown>) => last.push(statement) } }) as object;
          await (consumer[name] as Handler).call(consumer, envelope, given);
          await Promise.all(last);
        });
    }
  }
  return found;
}
