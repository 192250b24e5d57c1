import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const CLOCK = 'The instant comes from ctx.at or the Time provider, so that tests, imports and replays can choose it.';
const PURE = 'domain/ is pure: state and command in, state and events out.';

const noClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: CLOCK },
];

const noChance = ['error', { object: 'Math', property: 'random', message: PURE }];

/** @param outside paths that lead out of domain/ */
const pure = (outside) => ({
  'no-restricted-globals': [
    'error',
    ...[
      'Date',
      'performance',
      'process',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'queueMicrotask',
      'crypto',
      'fetch',
      'Buffer',
      'console',
    ].map((name) => ({ name, message: PURE })),
    { name: 'Temporal', message: 'Node has no global Temporal: days are YYYY-MM-DD strings, rules use libs/procedure.' },
  ],
  'no-restricted-properties': noChance,
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          group: [
            'node:*',
            '@nestjs/*',
            '@apollo/*',
            'typeorm',
            'pg',
            'kafkajs',
            'graphql',
            'rxjs',
            'fastify',
            'pino',
            'lru-cache',
            'dataloader',
            'jose',
          ],
          message: PURE,
        },
        { group: ['uuid'], allowImportNames: ['validate'], message: PURE },
        {
          group: ['@sunshine/*', ...['errors', 'events', 'procedure', 'redaction', 'words'].map((lib) => `!@sunshine/${lib}`)],
          message: PURE,
        },
        { group: [outside], message: `${PURE} It imports its own folder only.` },
      ],
    },
  ],
});

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/dist-client/**',
      'web/client/workbench/graph/schema.d.ts',
      '**/node_modules/**',
      '.data/**',
      '.cache/**',
      '.nx/**',
      'coverage/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-empty-object-type': 'error',
      'no-console': 'error',
      'no-debugger': 'error',
      'no-fallthrough': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-unreachable': 'error',
      'no-self-compare': 'error',
      'no-unsafe-finally': 'error',
      'no-unused-expressions': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-empty': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-globals': [
        'error',
        { name: 'Temporal', message: 'Node has no global Temporal: days are YYYY-MM-DD strings, rules use libs/procedure.' },
      ],
    },
  },
  // The clock: read in one place of a service. Ground libs that wait, sweep or measure, and tools, may read it themselves.
  {
    files: ['services/**/src/**/*.ts', 'libs/{access,clocks,procedure,events}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noClock] },
  },
  {
    files: ['**/src/domain/**/*.ts', 'libs/procedure/src/**/*.ts', 'libs/events/src/**/*.ts', 'libs/errors/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-properties': noChance },
  },
  { files: ['**/src/domain/*.ts'], ignores: ['**/*.spec.ts'], rules: pure('../*') },
  { files: ['**/src/domain/*/*.ts'], ignores: ['**/*.spec.ts'], rules: pure('../../*') },
  // What is written about reports is sealed.
  {
    files: ['services/case/src/**/*.ts'],
    ignores: ['**/domain/**', '**/*.spec.ts', 'services/case/src/sealing/sql.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: '@sunshine/platform', importNames: ['sql'], message: 'What case keeps is read by sealing/sql.ts, which opens it.' },
          ],
        },
      ],
    },
  },
  // Pages: words in one catalogue, hooks in their order.
  {
    files: ['web/**/*.{ts,tsx}'],
    ignores: ['web/src/texts/**', '**/*.spec.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': [
        'error',
        ...[
          'Literal[value=/[\\u4e00-\\u9fff]/]',
          'TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]',
          'JSXText[value=/[\\u4e00-\\u9fff]/]',
        ].map((selector) => ({
          selector,
          message: 'Words that people read stand in web/src/texts.',
        })),
      ],
    },
  },
  // Command-line entries speak to a terminal.
  { files: ['infra/src/**/*.ts', 'demo/src/**/*.ts', 'bench/**/*.ts', 'libs/procedure/src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    rules: {
      'no-var': 'error',
      'prefer-const': 'error',
      'no-unreachable': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
);
