import type { ServiceDefinition } from '@sunshine/platform';

/** Where intake stands among the services: its name, its schema and whose events it reads. */
export const place = { name: 'intake', schema: 'intake', sources: ['directory', 'case'] } as const satisfies Pick<
  ServiceDefinition,
  'name' | 'schema' | 'sources'
>;
