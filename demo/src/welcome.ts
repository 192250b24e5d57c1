import { accounts, DEMO_PASSWORD } from './city.js';
import { LEVEL_NAMES, LEVELS, type LevelName } from './levels/levels.js';

const SHOWN = [
  'registrar.city',
  'dispatcher.city',
  'handler.housing',
  'checker.housing',
  'issuer.housing',
  'head.housing',
  'auditor.city',
  'supervisor.city',
];

/** What a newcomer needs first: address, accounts, next steps. */
export function welcome({ url, dataDir, seconds }: { url: string; dataDir: string; seconds: number }): string {
  const pages = new URL(url).origin;
  const people = accounts().filter(({ account }) => SHOWN.includes(account));
  return `
Ready in ${seconds.toFixed(1)} s

  群众信访门户 (citizens):   ${pages}/
  工作台 (staff):            ${pages}/work/
  GraphQL:                  ${url}

  Demo accounts (password ${DEMO_PASSWORD}):
${people.map(({ account, name, organ }) => `    ${account.padEnd(16)} ${name} ${organ}`).join('\n')}

  Next, in another terminal:
    npm run tour       one petition from filing to a served opinion, step by step
    npm run --silent due -- --pack CN-2022 --term HANDLE --start 2025-03-03
  Data is kept in ${dataDir}. Stop with Ctrl-C.
`;
}

const SHOWN_OF: Readonly<Record<LevelName, readonly string[]>> = {
  province: ['registrar.province', 'dispatcher.province', 'head.bureau.province'],
  city: ['registrar.city', 'dispatcher.city', 'handler.housing'],
  county: ['registrar.xiling', 'dispatcher.xiling', 'handler.land.xiling'],
};

/** As `welcome`, of the three nodes of `npm run start:levels`. */
export function welcomeLevels(
  urls: Readonly<Record<LevelName, { readonly url: string }>>,
  { folder, seconds }: { folder: string; seconds: number },
): string {
  const nodes = LEVEL_NAMES.map((name) => {
    const { title, node, operator } = LEVELS[name];
    return `  ${title} (${node})
    工作台 (staff):   ${new URL(urls[name].url).origin}/work/
    accounts:         ${[...SHOWN_OF[name], operator].join(', ')}`;
  });
  return `
Ready in ${seconds.toFixed(1)} s

${nodes.join('\n')}

  Password of all accounts: ${DEMO_PASSWORD}
  Next: as dispatcher.province, assign a matter of division 990100 to ${LEVELS.city.title}; it waits under 来文登记 of registrar.city.
  What passed between the nodes stands under 交换监测 of ${LEVEL_NAMES.map((name) => LEVELS[name].operator).join(', ')}.
  In another terminal: npm run tour -- levels     one matter through all three, step by step, on nodes of its own
  Data is kept in ${folder}. Stop with Ctrl-C.
`;
}
