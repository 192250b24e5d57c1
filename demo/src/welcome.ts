import { accounts, DEMO_PASSWORD } from './city.js';

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
