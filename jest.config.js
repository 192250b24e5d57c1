import { availableParallelism } from 'node:os';

const swc = (tsx) => ({
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
});

const shared = {
  testEnvironment: '<rootDir>/libs/testing/jest/environment.mjs',
  // Workspaces run from their sources, not from dist.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['/dist/', '/.data/', '/.cache/', '/.nx/'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc(false)], '^.+\\.tsx$': ['@swc/jest', swc(true)] },
  setupFiles: ['reflect-metadata', '<rootDir>/libs/testing/src/setup.ts'],
  setupFilesAfterEnv: ['<rootDir>/libs/testing/src/equality.ts'],
};

const withDatabase = {
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.mjs',
};

export default {
  // ES modules of a finished file are never given back: a worker is replaced before it runs out of memory.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/libs/testing/jest/sequencer.mjs',
  // Two workers left a sixth of two cores idle: they wait for browsers, the database and timers of pages.
  maxWorkers: availableParallelism() + 1,
  testTimeout: 30_000, // two cores, shared by three workers, a database and often a broker
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/*.unit.spec.ts'] },
    { ...shared, ...withDatabase, displayName: 'int', testMatch: ['**/*.int.spec.ts'] },
    // Whole nodes run as tools/run.mjs starts them.
    {
      ...shared,
      ...withDatabase,
      displayName: 'e2e',
      testMatch: ['**/*.e2e.spec.ts'],
      setupFiles: ['<rootDir>/libs/testing/jest/production.mjs', ...shared.setupFiles],
    },
    // Takes the pictures of docs/screens, and fails where one shows what it must not: no part of the tests.
    ...(process.env.SCREENS ? [{ ...shared, ...withDatabase, displayName: 'screens', testMatch: ['**/test/web/screens.ts'] }] : []),
  ],
};
