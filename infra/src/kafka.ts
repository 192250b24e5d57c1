import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { commandOf } from '@sunshine/postgres';
import { Keeper, Parts } from './keeper.js';
import { freePorts } from './ports.js';
import { signal } from './signal.js';

const run = promisify(execFile);
const infra = dirname(dirname(fileURLToPath(import.meta.url)));
const READY_MS = 60_000;
const JAVA = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/** A reason not to start that the person at the terminal can act on. */
export class KafkaRefusal extends Error {
  override name = 'KafkaRefusal';
}

export interface KafkaOptions {
  /** Holds the broker's data and log; created when missing. */
  folder: string;
  /** Holds the broker's jars, fetched once; `.cache/kafka` of the repository by default. */
  cache?: string;
  /** A free port by default. */
  port?: number;
  /** A second listener besides the open one, for users with rights of their own; none by default. */
  secure?: SecureListener;
  /** Is told when the broker ends and is started again; nobody by default. */
  parts?: Parts;
  progress?: (line: string) => void;
}

/** TLS with SCRAM (SHA-256 and SHA-512), and access lists: who comes by the open listener may do everything. */
export interface SecureListener {
  /** File with the private key (PKCS 8) and the certificate of 127.0.0.1, both in PEM. */
  readonly pem: string;
  /** Passwords by user; they are written when the broker's files are made, and not afterwards. */
  readonly users: Readonly<Record<string, string>>;
}

export interface Kafka {
  /** Value for `KAFKA_BROKERS`. */
  readonly brokers: string;
  /** The same of the secure listener; null without one. */
  readonly secureBrokers: string | null;
  /** Of the broker now: another one after it has died. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** What a broker needs and this machine lacks, as one sentence; null when nothing is missing. */
export async function kafkaLacks(cache = defaultCache()): Promise<string | null> {
  const java = await versionOf('java', ['-version']);
  const major = Number(/version "(\d+)/.exec(java ?? '')?.[1] ?? 0);
  if (!java) return 'Java 17 or later is missing (on Debian: apt install openjdk-17-jre-headless)';
  if (major < 17) return `Java 17 or later is needed, found ${major}`;
  if (!existsSync(await jarsFolder(cache)) && !(await versionOf('mvn', ['-v'])))
    return "Maven is missing, which fetches Kafka's jars once (on Debian: apt install maven)";
  return null;
}

/**
 * Starts one broker on 127.0.0.1. Fetches its jars on the first run (about 45 MB) and writes a class archive at the first stop,
 * which halves later starts. Takes the place of a broker that a killed process left in the same folder. One that ends is started again
 * with the same ports and data.
 * @throws KafkaRefusal
 */
export async function startKafka({
  folder: given,
  cache = defaultCache(),
  port,
  secure,
  parts = new Parts(),
  progress,
}: KafkaOptions): Promise<Kafka> {
  const lacks = await kafkaLacks(cache);
  if (lacks) throw new KafkaRefusal(`${lacks}. Or set KAFKA_BROKERS to a running Kafka.`);
  const folder = resolve(given);
  await mkdir(folder, { recursive: true });
  const jars = await fetchJars(cache, progress);
  const classPath = await classPathOf(jars);
  const [free, controllerPort, securePort] = await freePorts(3);
  const own = port ?? free!;
  const properties = join(folder, 'server.properties');
  const template = await readFile(join(infra, 'kafka', 'server.properties'), 'utf8');
  const values: Record<string, string> = {
    port: String(own),
    controllerPort: String(controllerPort),
    securePort: String(securePort),
    data: join(folder, 'data').replaceAll('\\', '/'),
  };
  await writeFile(
    properties,
    template.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name]!) + (secure ? secureLines(values, secure.pem) : ''),
  );
  if (!existsSync(join(folder, 'data', 'meta.properties'))) await format(classPath, properties, clusterId(), secure?.users);

  const archive = `${jars}.jsa`;
  const draft = `${archive}.${process.pid}`;
  const launch = async () => {
    await endFormer(folder);
    const sharing = existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`, '-Xshare:auto'] : [`-XX:ArchiveClassesAtExit=${draft}`];
    const log = await open(join(folder, 'kafka.log'), 'a');
    const child = spawn('java', ['-Xms256m', '-Xmx256m', ...JAVA, ...sharing, '-cp', classPath, 'kafka.Kafka', properties], {
      cwd: folder,
      stdio: ['ignore', log.fd, log.fd],
    });
    await log.close();
    await writeFile(join(folder, 'kafka.pid'), String(child.pid));
    return child;
  };
  progress?.('starting Kafka');
  const keeper = await Keeper.start('kafka', { launch, answering: (child) => answering(child, own, folder) }, parts);
  try {
    await keeper.answering();
  } catch (error) {
    await keeper.stop();
    throw error;
  }
  keeper.keep();
  return {
    brokers: `127.0.0.1:${own}`,
    secureBrokers: secure ? `127.0.0.1:${securePort}` : null,
    get pid() {
      return keeper.pid;
    },
    async stop() {
      await keeper.stop();
      await rm(join(folder, 'kafka.pid'), { force: true });
      if (existsSync(draft)) await rename(draft, archive);
    },
  };
}

const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];

/** What the properties say anew for a secure listener: of two lines with one name the later one counts. */
function secureLines({ port, controllerPort, securePort }: Record<string, string>, pem: string): string {
  const own = 'listener.name.secure';
  return [
    '',
    `listeners=PLAINTEXT://127.0.0.1:${port},SECURE://127.0.0.1:${securePort},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port},SECURE://127.0.0.1:${securePort}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL',
    `${own}.sasl.enabled.mechanisms=${MECHANISMS.join()}`,
    ...MECHANISMS.map(
      (mechanism) => `${own}.${mechanism.toLowerCase()}.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;`,
    ),
    `${own}.ssl.keystore.type=PEM`,
    `${own}.ssl.keystore.location=${pem.replaceAll('\\', '/')}`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users=User:ANONYMOUS',
    '',
  ].join('\n');
}

const defaultCache = () => join(dirname(infra), '.cache', 'kafka');

async function versionOf(command: string, args: string[]): Promise<string | null> {
  try {
    const { stdout, stderr } = await run(command, args);
    return `${stdout}${stderr}`;
  } catch {
    return null; // not installed, or not able to run: to the caller the same
  }
}

/** A change of the pom is another folder. */
async function jarsFolder(cache: string): Promise<string> {
  const pom = await readFile(join(infra, 'kafka', 'pom.xml'));
  return join(resolve(cache), createHash('sha256').update(pom).digest('hex').slice(0, 12));
}

export async function classPathOf(jars: string): Promise<string> {
  const names = (await readdir(jars)).filter((name) => name.endsWith('.jar'));
  return names
    .sort()
    .map((name) => join(jars, name))
    .join(delimiter);
}

/** @returns the folder of the broker's jars. @throws KafkaRefusal */
export async function fetchJars(cache = defaultCache(), progress?: (line: string) => void): Promise<string> {
  const jars = await jarsFolder(cache);
  if (existsSync(jars)) return jars;
  progress?.("fetching Kafka's jars with Maven (about 45 MB, once)");
  const draft = `${jars}.${process.pid}`; // renamed when complete, so that a kill in between leaves no half folder
  await mkdir(draft, { recursive: true });
  try {
    await run('mvn', [
      '-B',
      '-q',
      '-f',
      join(infra, 'kafka', 'pom.xml'),
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${draft}`,
    ]);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw new KafkaRefusal("Maven could not fetch Kafka's jars; is the network there? Or set KAFKA_BROKERS to a running Kafka.", { cause });
  }
  await rename(draft, jars).catch((error: NodeJS.ErrnoException) => {
    if (!existsSync(jars)) throw error; // another process was faster
  });
  return jars;
}

/**
 * An id as Kafka's own `random-uuid` makes it: a random UUID in base64url, never one that begins with `-`, which the storage tool would
 * read as an option.
 */
export function clusterId(make: () => string = randomUUID): string {
  for (;;) {
    const id = Buffer.from(make().replaceAll('-', ''), 'hex').toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/** Makes the files of a new broker in the data folder that `properties` names. @throws KafkaRefusal with the last lines of the tool */
export async function format(
  classPath: string,
  properties: string,
  id: string,
  users: Readonly<Record<string, string>> = {},
): Promise<void> {
  const scram = Object.entries(users).flatMap(([name, password]) =>
    MECHANISMS.flatMap((mechanism) => ['--add-scram', `${mechanism}=[name=${name},password=${password}]`]),
  );
  const tool = ['-Xmx128m', ...JAVA, '-cp', classPath, 'kafka.tools.StorageTool'];
  try {
    await run('java', [...tool, 'format', '--ignore-formatted', '-t', id, '-c', properties, ...scram]);
  } catch (cause) {
    const { stdout = '', stderr = '', message } = cause as Error & { stdout?: string; stderr?: string };
    const said = lastLines(`${stdout}\n${stderr}`) || message;
    throw new KafkaRefusal(`Kafka could not make its files in ${dirname(properties)}: ${said}`, { cause });
  }
}

const lastLines = (text: string) => text.trim().split('\n').slice(-3).join(' | ');

/** Ends the broker that a killed process left behind in this folder. @throws KafkaRefusal where that cannot be told or done */
async function endFormer(folder: string): Promise<void> {
  const file = join(folder, 'kafka.pid');
  const pid = Number(await readFile(file, 'utf8').catch(() => 0));
  if (!pid) return;
  const ours = (command: string | null) => command !== null && command.includes(folder) && command.includes('kafka.Kafka');
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
    const command = await commandOf(pid);
    if (command === undefined)
      throw new KafkaRefusal(`Process ${pid} may be the broker of ${folder}; this machine does not tell. If it is not, remove ${file}.`);
    if (!ours(command)) return;
    signal(pid, 'SIGKILL');
  }
  throw new KafkaRefusal(`The former broker of ${folder}, process ${pid}, does not end.`);
}

async function answering(child: ChildProcess, port: number, folder: string): Promise<void> {
  for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (
      await new Promise<boolean>((done) => {
        const socket = connect(port, '127.0.0.1', () => done(true)).once('error', () => done(false));
        socket.once('connect', () => socket.destroy());
      })
    )
      return;
  }
  child.kill('SIGKILL');
  const tail = lastLines(await readFile(join(folder, 'kafka.log'), 'utf8'));
  throw new KafkaRefusal(`Kafka did not start in ${folder}. Its log ends: ${tail}`);
}

// Alone: `node infra/dist/kafka.js FOLDER [SECURE]` starts a broker, SECURE a SecureListener as JSON, prints its addresses as one JSON line, and stops it when standard input ends.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const progress = (line: string) => void process.stderr.write(`${line}\n`);
    const secure = process.argv[3] === undefined ? {} : { secure: JSON.parse(process.argv[3]) as SecureListener };
    const kafka = await startKafka({ folder: process.argv[2]!, ...secure, parts: new Parts(progress), progress });
    process.stdout.write(`${JSON.stringify({ brokers: kafka.brokers, secureBrokers: kafka.secureBrokers, pid: kafka.pid })}\n`);
    process.stdin.resume().once('end', () => void kafka.stop().then(() => process.exit(0)));
  } catch (error) {
    if (!(error instanceof KafkaRefusal)) throw error;
    process.stdout.write(`${JSON.stringify({ refused: error.message })}\n`);
  }
}
