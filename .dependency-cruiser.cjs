/** Which room may know which. Workspaces resolve to their sources, so a path tells the room. */
const spec = '[.]spec[.]tsx?$|/test/';

/**
 * Rooms of the rules of a service, the lowest first: each knows the rooms before it, and the ground (files beside the rooms) knows none.
 * @param rooms what several of them share lies below them; the README of the service has the ladder
 * @param above files beside the rooms that stand above all of them
 * @param ground what the ground may know of a room
 */
function ladder(service, rooms, { above = 'none', ground = 'none' } = {}) {
  const rules = `^services/${service}/src/domain/`;
  const looksDown = (from, to) => ({ name: `${service}-rooms-look-down`, severity: 'error', from, to });
  return [
    ...rooms
      .slice(0, -1)
      .map((room, rung) =>
        looksDown({ path: `${rules}${room}/`, pathNot: spec }, { path: `${rules}(${rooms.slice(rung + 1).join('|')})/`, pathNot: spec }),
      ),
    looksDown(
      { path: `${rules}[^/]+$`, pathNot: `${spec}|/(${above})[.]ts$` },
      { path: `${rules}[^/]+/`, pathNot: `/[^/]+[.](${ground})[.]ts$` },
    ),
    {
      name: `${service}-room-on-the-ladder`,
      severity: 'error',
      from: { path: `${rules}[^/]+/`, pathNot: `${rules}(${rooms.join('|')})/` },
      to: {},
    },
  ];
}

module.exports = {
  forbidden: [
    {
      name: 'service-knows-no-service',
      comment: 'A service listens to the events of another and keeps a copy of what it needs.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'service-knows-libs-only',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^(gateway|infra|demo|web|bench)/' },
    },
    {
      name: 'lib-knows-libs-only',
      severity: 'error',
      from: { path: '^libs/', pathNot: spec },
      to: { path: '^(services|gateway|infra|demo|web|bench)/' },
    },
    {
      name: 'gateway-knows-no-service',
      comment: 'The gateway knows nothing of petitions; its end-to-end specs start a node by infra.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: spec },
      to: { path: '^(services|infra|demo|bench)/' },
    },
    {
      name: 'web-knows-libs-only',
      comment: 'Pages ask the graph; what a browser gets knows of the rest only its texts and pure libs.',
      severity: 'error',
      from: { path: '^web/', pathNot: spec },
      // What a service prints of its acts is data, as the graph is.
      to: { path: '^(services|gateway|infra|demo|bench)/', pathNot: '^services/[^/]+/acts[.]json$' },
    },
    {
      name: 'infra-knows-no-demo',
      comment: 'What runs a node takes its first people as a function; what fills one stands above it, and the programs that do both.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(demo|bench)/' },
    },
    {
      name: 'demo-knows-no-bench',
      severity: 'error',
      from: { path: '^demo/' },
      to: { path: '^bench/' },
    },
    {
      name: 'only-tests-use-testing',
      severity: 'error',
      from: { pathNot: `${spec}|^libs/testing/|^test/` },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'domain/ imports its own folder, errors, procedure, event definitions, the words of codes and what finds identifiers in a text.',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/domain/', pathNot: spec },
      // Of uuid the linter lets through `validate` alone.
      to: { pathNot: '^services/$1/src/domain/|^libs/(errors|procedure|events|words|redaction)/|node_modules/uuid/' },
    },
    {
      name: 'procedure-is-pure',
      comment: 'The law knows no framework, database or bus.',
      severity: 'error',
      from: { path: '^libs/(procedure|errors|chance|redaction)/', pathNot: spec },
      to: { path: 'node_modules/(@nestjs|@apollo|typeorm|pg|kafkajs|graphql|fastify)/|^libs/(?!procedure|errors|chance|redaction)' },
    },
    {
      name: 'kafkajs-in-one-file',
      severity: 'error',
      // The contract of a broker with access lists makes users and lists, which no program of ours may.
      from: { pathNot: '^libs/messaging/(src/kafka|test/allow)\\.ts$' },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'public-face-only',
      comment: 'Another workspace is imported by its package name, which is its src/index.ts.',
      severity: 'error',
      // Jest's global set-up runs outside Jest and before any build.
      from: { path: '^(libs/[^/]+|services/[^/]+|gateway|web|infra|demo|bench)/', pathNot: '^libs/testing/jest/' },
      to: {
        path: '^(libs/[^/]+|services/[^/]+|gateway|web|infra|demo|bench)/src/',
        pathNot: ['^$1/', '^(libs/[^/]+|services/[^/]+|gateway|web|infra|demo|bench)/src/index\\.ts$'],
      },
    },
    {
      name: 'no-cycle',
      comment: 'Of types neither: where two files name each other, what both need belongs to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    // The ground knows of a room only its kinds of record; what an officer can do now and choose from stands above all rooms.
    ...ladder(
      'case',
      ['hearing', 'review', 'papers', 'groups', 'routing', 'handling', 'opinion', 'exits', 'closing', 'reviewing', 'levels'],
      {
        above: 'acts-now|choices',
        ground: 'records',
      },
    ),
    ...ladder('intake', [
      'files',
      'register',
      'tracking',
      'visits',
      'registration',
      'record',
      'holders',
      'repeats',
      'split',
      'pending',
      'publication',
      'same-matter',
    ]),
    {
      name: 'runs-without-dev-packages',
      comment: 'A node is installed without devDependencies; only tests, tools, and what is bundled or composed at build time import them.',
      severity: 'error',
      from: {
        path: '^(libs|services|gateway|web|infra|demo|bench)/',
        pathNot: `${spec}|^libs/testing/|^web/(client/|vite[.])|^infra/src/compose[.]ts$`,
      },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'declared',
      comment: 'What is imported stands in package.json, or it is there by chance.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^([.]|@sunshine)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    combinedDependencies: true, // what all workspaces use stands in the root's package.json
    exclude: { path: '(^|/)(dist|dist-client|\\.cache|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
