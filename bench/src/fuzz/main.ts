import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { allRead, checkData, command, StartRefusal } from '@sunshine/infra';
import { buildSchema, type GraphQLField, type GraphQLSchema } from 'graphql';
import pg from 'pg';
import { ask, signIn, tokenOf, type Heard } from '../attack/asking.js';
import { NodeChild } from '../attack/node-child.js';
import { Inputs } from './inputs.js';
import { GUESS_SLOW_MS, judge, REACHED, SLOW_MS, type Judgement } from './judge.js';
import { KnownHere } from './known.js';
import { Random } from './random.js';

const usage = `npm run fuzz -- [--short] [--inputs 30] [--seed TEXT] [--field NAME,NAME]

Every query and mutation of the supergraph, as six roles of the demo city and as nobody, with inputs of the right shape in which one to
three values are hostile. The last line is JSON; the same --seed draws the same inputs.
`;

/** A role each; nobody is null. */
const CALLERS = ['registrar.city', 'dispatcher.city', 'handler.housing', 'head.housing', 'supervisor.city', 'sysadmin', null] as const;
type Caller = (typeof CALLERS)[number];

const INPUTS = { full: 30, short: 3 };
/** Fields by which a secret can be guessed at. */
const GUESSES = new Set(['signIn', 'changePassword', 'trackPetition']);
/** Documents of one field and caller: each is planned anew, so they are not as many as inputs. */
const DOCUMENTS = 3;
const TEXT_MAX = 50_000_000;

interface Asked {
  readonly kind: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
}

/** Queries first and the directory's mutations last: they close organs and send the fuzz's own people away. */
function fieldsOf(schema: GraphQLSchema): Asked[] {
  const of = (kind: 'query' | 'mutation') =>
    Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).map((field) => ({
      kind,
      field,
    }));
  const late = ({ field }: Asked) =>
    field.astNode?.directives?.some(({ arguments: given }) => given?.some(({ value }) => 'value' in value && value.value === 'DIRECTORY'))
      ? 1
      : 0;
  return [...of('query'), ...of('mutation').sort((a, b) => late(a) - late(b))];
}

interface Finding {
  readonly field: string;
  readonly as: string;
  readonly what: string;
  readonly put: readonly string[];
}

class Fuzz {
  inputs = 0;
  readonly findings: Finding[] = [];
  readonly slowest: { ms: number; field: string; as: string; put: readonly string[] }[] = [];
  readonly counts = { internal: 0, neither: 0, nameless: 0, slow: 0 };
  readonly reached = Object.fromEntries(REACHED.map((each) => [each, 0])) as Record<Judgement['reached'], number>;
  readonly codes: Record<string, number> = {};
  /** Fields that some input got through, or to a rule of the matter. */
  readonly deep = new Set<string>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });
  private readonly tokens = new Map<Caller, string>();
  private readonly known = new Map<Caller, KnownHere>();
  private addresses = 0;

  constructor(
    private readonly node: NodeChild,
    private readonly seed: string,
    private readonly perField: number,
    private readonly today: string,
  ) {}

  async begin(): Promise<void> {
    for (const caller of CALLERS) {
      await this.signedIn(caller);
      this.known.set(caller, await KnownHere.of(this.node.ready, this.tokens.get(caller) ?? null));
    }
  }

  end(): void {
    this.agent.destroy();
  }

  async field(asked: Asked): Promise<void> {
    await Promise.all(CALLERS.map((caller) => this.fieldAs(asked, caller)));
  }

  private async fieldAs({ kind, field }: Asked, caller: Caller): Promise<void> {
    const known = this.known.get(caller) as KnownHere;
    if (kind === 'mutation') await known.refresh();
    const random = new Random(`${this.seed}/${field.name}/${caller}`);
    const accepted = this.node.ready.accepted[field.name] ?? [];
    const shapes = Array.from({ length: Math.min(DOCUMENTS, this.perField) }, () =>
      new Inputs(random, known.for(field.name, random), this.today).operation(kind, field),
    );
    for (let n = 0; n < this.perField && this.node.alive; n += 1) {
      const inputs = new Inputs(random, known.for(field.name, random), this.today);
      const { document, slots } = shapes[n % shapes.length]!;
      const variables = Object.fromEntries(slots.map(({ variable, argument }) => [variable, inputs.base(argument)]));
      const [first] = slots;
      if (first?.argument.name === 'input' && accepted.length > 0 && random.chance(0.7))
        variables[first.variable] = inputs.renewed(first.argument, random.of(accepted));
      const put = inputs.spoil(slots, variables);
      const judged = await this.ask(document, variables, caller, GUESSES.has(field.name) ? GUESS_SLOW_MS : SLOW_MS);
      this.note(field.name, caller, put, judged);
      if (judged.reached === 'door' && judged.kind === 'UNAUTHENTICATED' && caller !== null) await this.signedIn(caller);
    }
  }

  private async ask(
    document: string,
    variables: object,
    caller: Caller,
    slowMs: number,
  ): Promise<Judgement & { ms: number; kind: string }> {
    const body = JSON.stringify({ query: document, variables });
    const once = () => this.once(body, caller);
    const heard = await once();
    const { judged, kind } = read(heard, slowMs);
    if (!judged.slow) return { ...judged, ms: heard.ms, kind };
    // A pause of the machine is not the fault of the input: what is slow by itself is slow again.
    const again = await once();
    return { ...judged, slow: read(again, slowMs).judged.slow, ms: Math.min(heard.ms, again.ms), kind };
  }

  private once(body: string, caller: Caller): Promise<Heard> {
    const token = this.tokens.get(caller);
    this.addresses += 1;
    return ask(this.node.origin, {
      path: '/graphql',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body,
      from: `10.${10 + ((this.addresses >> 16) & 127)}.${(this.addresses >> 8) & 255}.${this.addresses & 255}`,
      agent: this.agent,
      textMax: TEXT_MAX,
    });
  }

  private note(field: string, caller: Caller, put: readonly string[], judged: Judgement & { ms: number }): void {
    const as = caller ?? 'nobody';
    this.inputs += 1;
    this.reached[judged.reached] += 1;
    if (judged.reached === 'done' || judged.reached === 'rule') this.deep.add(field);
    this.codes[judged.code] = (this.codes[judged.code] ?? 0) + 1;
    for (const what of ['internal', 'neither', 'nameless', 'slow'] as const) {
      if (!judged[what]) continue;
      this.counts[what] += 1;
      this.findings.push({ field, as, what: what === 'nameless' ? `nameless ${judged.code}` : what, put });
    }
    this.slowest.push({ ms: Math.round(judged.ms), field, as, put });
    this.slowest.sort((a, b) => b.ms - a.ms).splice(3);
  }

  private async signedIn(caller: Caller): Promise<void> {
    if (caller === null) return;
    const heard = await signIn(this.node.origin, caller, DEMO_PASSWORD, { from: '10.9.1.1' });
    // The fuzz itself may have sent this person away; then the rest of the fields is asked by a stranger with an old token.
    if (heard.what === '200 ok') this.tokens.set(caller, tokenOf(heard));
  }
}

function read({ status, text, ms }: Heard, slowMs: number): { judged: Judgement; kind: string } {
  let body: { data?: unknown; errors?: { extensions?: { kind?: string } }[] } | null;
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    body = null; // judged as neither
  }
  return { judged: judge({ status, body, ms }, slowMs), kind: body?.errors?.[0]?.extensions?.kind ?? '' };
}

/** The same place and value at the same field is one finding, whoever asked. */
function grouped(findings: readonly Finding[]): string[] {
  const groups = new Map<string, { count: number; as: Set<string> }>();
  for (const { field, as, what, put } of findings) {
    const name = `${what} | ${field} | ${put.map((each) => each.replace(/\.\d+/g, '.#')).join(' and ')}`;
    const group = groups.get(name) ?? { count: 0, as: new Set<string>() };
    group.count += 1;
    groups.set(name, { count: group.count, as: group.as.add(as) });
  }
  return [...groups].map(([name, { count, as }]) => `${name} | ${count} × as ${[...as].join(', ')}`);
}

/** Whether all that the services wrote fits together, when every event is read. */
async function checked(adminUrl: string): Promise<{ wrong: number }> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await allRead(admin);
  } finally {
    await admin.end();
  }
  return checkData(adminUrl, (line) => void (line.startsWith('错') && process.stdout.write(`${line}\n`)));
}

const schema = () =>
  buildSchema(readFileSync(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8'), {
    assumeValid: true,
    assumeValidSDL: true,
  });

await command(async () => {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      inputs: { type: 'string' },
      seed: { type: 'string', default: randomBytes(4).toString('hex') },
      field: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const wanted = values.field?.split(',');
  const all = fieldsOf(schema());
  const missing = wanted?.filter((name) => !all.some(({ field }) => field.name === name)) ?? [];
  if (missing.length > 0) throw new StartRefusal(`The supergraph has no field ${missing.join(', ')}.\n${usage}`);
  const fields = all.filter(({ field }) => !wanted || wanted.includes(field.name));
  const perField = Number(values.inputs ?? (values.short ? INPUTS.short : INPUTS.full));
  process.stdout.write(`seed ${values.seed}; ${fields.length} fields, ${perField} inputs each as ${CALLERS.length} callers\n`);
  const started = performance.now();
  const node = await NodeChild.start({ mode: 'in-process', brokers: null, demo: true });
  try {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const fuzz = new Fuzz(node, values.seed, perField, today);
    await fuzz.begin();
    for (const asked of fields) {
      if (!node.alive) break;
      await fuzz.field(asked);
    }
    fuzz.end();
    const ready = node.alive && (await node.isReady());
    const sound = ready ? await checked(node.ready.adminUrl) : null;
    for (const line of grouped(fuzz.findings).slice(0, 200)) process.stdout.write(`${line}\n`);
    const codes = Object.entries(fuzz.codes).sort(([, a], [, b]) => b - a);
    process.stdout.write(
      `answered ${codes
        .slice(0, 20)
        .map(([code, n]) => `${n} × ${code}`)
        .join(', ')}; ${codes.length} codes in all\n`,
    );
    for (const { ms, field, as, put } of fuzz.slowest) process.stdout.write(`slowest: ${ms} ms ${field} as ${as}, ${put.join(' and ')}\n`);
    if (!ready) process.stderr.write(`the node's last words:\n${await node.lastWords()}\n`);
    const share = (each: Judgement['reached']) => Math.round((1_000 * fuzz.reached[each]) / Math.max(1, fuzz.inputs)) / 10;
    const figures = {
      fields: fields.length,
      inputs: fuzz.inputs,
      ...fuzz.counts,
      alive: node.alive,
      ready,
      unsound: sound?.wrong ?? null,
      reachedPercent: Object.fromEntries(REACHED.map((each) => [each, share(each)])),
      fieldsReached: fuzz.deep.size,
      slowestMs: fuzz.slowest.map(({ ms }) => ms),
      seed: values.seed,
      seconds: Math.round((performance.now() - started) / 1_000),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return Object.values(fuzz.counts).every((count) => count === 0) && ready && sound?.wrong === 0 && fuzz.inputs > 0 ? 0 : 1;
  } finally {
    await node.close();
  }
});
