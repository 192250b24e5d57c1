import { resolve } from 'node:path';
import { z } from 'zod';
import { loadConfig } from './config.js';
import { caFile } from './peer.js';

/**
 * `DATABASE_TLS` `verify-full`: every connection to PostgreSQL over TLS, the certificate of the server signed by a known CA and for the
 * host of the address; `off`: none. By default verify-full where `DATABASE_CA_FILE` is given, else what the address itself says.
 * `DATABASE_CA_FILE` certificates of the CA in PEM; without it those that Node knows.
 */
const tlsShape = z
  .object({
    DATABASE_TLS: z.enum(['verify-full', 'off']).optional(),
    DATABASE_CA_FILE: caFile.optional(),
  })
  .refine(({ DATABASE_TLS, DATABASE_CA_FILE }) => !(DATABASE_TLS === 'off' && DATABASE_CA_FILE), {
    path: ['DATABASE_CA_FILE'],
    message: 'DATABASE_TLS=off has no use for it',
  });

/** What of an address contradicts TLS with the server verified; null where nothing does. */
function contradiction({ searchParams: says }: URL, ca: string | undefined): string | null {
  if (says.get('host')?.startsWith('/')) return 'is a socket of this machine, where DATABASE_TLS cannot be';
  const other = ['sslmode', 'ssl', 'sslrootcert'].find((name) => {
    const expected = { sslmode: ['verify-full'], ssl: ['true', '1'], sslrootcert: ca ? [ca] : [] }[name]!;
    return says.has(name) && !expected.includes(says.get(name)!);
  });
  return other ? `says ${other} otherwise than DATABASE_TLS and DATABASE_CA_FILE; leave it out of the address` : null;
}

/**
 * A variable that holds the address of a PostgreSQL, with the TLS of the environment laid into it (`sslmode`, `sslrootcert`): whoever is
 * handed the address cannot connect without.
 * @throws ConfigError where the variables of TLS are wrong by themselves
 */
export function databaseAddress(env: NodeJS.ProcessEnv) {
  const { DATABASE_TLS, DATABASE_CA_FILE } = loadConfig(tlsShape, env);
  const ca = DATABASE_CA_FILE && resolve(DATABASE_CA_FILE.path);
  const mode = DATABASE_TLS ?? (ca && 'verify-full');
  return z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://role:password@host:port/database')
    .transform((text, ctx) => {
      if (!mode) return text;
      const url = URL.parse(text);
      const wrong =
        url === null
          ? 'is no address'
          : mode === 'verify-full'
            ? contradiction(url, ca)
            : ['sslmode', 'ssl', 'sslrootcert'].some((name) => url.searchParams.has(name))
              ? 'asks for TLS, which DATABASE_TLS=off forbids; leave it out of one of the two'
              : null;
      if (url === null || wrong) {
        ctx.addIssue({ code: 'custom', message: wrong! });
        return z.NEVER;
      }
      if (mode === 'off') return text;
      url.searchParams.set('sslmode', mode);
      if (ca) url.searchParams.set('sslrootcert', ca);
      return url.href;
    });
}
