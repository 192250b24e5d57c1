import { QUIET_LOG } from './launcher.js';
import { connected } from './migrate.js';

/** Values that log still less than ours. */
const QUIETER: Readonly<Record<string, readonly string[]>> = {
  log_min_messages: ['fatal', 'panic'],
  log_min_error_statement: ['fatal'],
};

/**
 * Settings by which a server may write into its log what people typed, as `name=value`; none for our own.
 * @param adminUrl as any role: these settings are nobody's secret
 */
export async function loudSettings(adminUrl: string): Promise<string[]> {
  return connected(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1) order by name',
      [Object.keys(QUIET_LOG)],
    );
    return rows
      .filter(({ name, setting }) => setting !== QUIET_LOG[name] && !QUIETER[name]?.includes(setting))
      .map(({ name, setting }) => `${name}=${setting}`);
  });
}
