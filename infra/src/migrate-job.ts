import { databaseAddress, loadConfig, PeerRefusal } from '@sunshine/platform';
import { migrate } from '@sunshine/postgres';
import { z } from 'zod';
import { command } from './refusal.js';
import { plans } from './services.js';

/**
 * The migrations job of a deployment: roles, schemas, tables, readers' rights, on the server of `DATABASE_URL` (as a role that may
 * create roles and databases). `DATABASE_PASSWORD_<SCHEMA>` is the password of each room's role, that of the gateway (`GATEWAY`) among them. Safe to repeat.
 */
await command(async () => {
  const names = plans.map(({ schema }) => `DATABASE_PASSWORD_${schema.toUpperCase()}`);
  const config = loadConfig(
    z.object({
      DATABASE_URL: databaseAddress(process.env),
      NODE_DATABASE: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,40}$/)
        .default('sunshine'),
      ...Object.fromEntries(names.map((name) => [name, z.string().min(12)])),
    }),
    process.env,
  ) as { DATABASE_URL: string; NODE_DATABASE: string } & Record<string, string>;
  const ran = await migrate({
    adminUrl: config.DATABASE_URL,
    database: config.NODE_DATABASE,
    plans,
    password: (role) => config[`DATABASE_PASSWORD_${role.replace(/^svc_/, '').toUpperCase()}`] ?? '',
    progress: (line) => process.stdout.write(`${line}\n`),
  }).catch((error: unknown) => {
    throw PeerRefusal.or('PostgreSQL', error);
  });
  process.stdout.write(`${JSON.stringify(ran)}\n`);
  return 0;
});
