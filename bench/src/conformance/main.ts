import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { checkKeys, publicOf, SUITES, type PublicKeys, type Suite } from '@sunshine/envelope';
import { DomainError } from '@sunshine/errors';
import { command, StartRefusal } from '@sunshine/infra';
import { Kit, newOwn, type Own } from './kit.js';
import { UNHANDLED_KIND } from './refusals.js';
import { conformance, conforms, inWords } from './run.js';

const usage = `npm run conformance -- --endpoint URL --partner NODE --keys FILE [--node NODE] [--suite international|national] [--own FILE]
  [--division CODE] [--revoked] [--forbidden-kind KIND] [--report FILE]

  --endpoint        被检验节点的交换地址，如 https://xf.example.gov.cn/exchange
  --partner         被检验节点的编号
  --keys            被检验节点公钥的文件：{"keyId","suite","signing","encryption"}，或者这样的一个列表
  --node            检验工具自己的节点编号（conformance.kit）
  --suite           密码算法（international）
  --own             检验工具自己的密钥文件；没有时生成并打印，供被检验节点登记（.data/conformance-算法.json）
  --division        约定传递的区划（990100）
  --revoked         被检验节点已经登记并吊销检验工具的第二个密钥
  --forbidden-kind  被检验节点没有约定从检验工具接收的一个报文种类
  --report          报告另存为JSON文件
`;

const told = (error: unknown): string => (error as Error).message;

/** JSON of a file. @throws StartRefusal */
async function jsonOf(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new StartRefusal(`${path} 读不到，或者不是JSON：${told(error)}`);
  }
}

/** The keys of that suite. @throws StartRefusal */
async function keysIn(path: string, suite: Suite): Promise<PublicKeys> {
  const of = [await jsonOf(path)].flat() as PublicKeys[];
  const keys = of.findLast((one) => one?.suite === suite);
  if (!keys) throw new StartRefusal(`${path} 没有${suite}算法的公钥`);
  try {
    return checkKeys(keys);
  } catch (error) {
    throw error instanceof DomainError ? new StartRefusal(`${path}：${error.message}`) : error;
  }
}

/** What the partner enters of the kit, as the input of registerPartner; then it revokes the second key. */
function entryOf({ node, keys, revoked }: Own, division: string): object {
  const validFrom = new Date().toISOString();
  const told = [keys, revoked].map((each) => {
    const { keyId, signing, encryption } = publicOf(each);
    return { keyId, signing, encryption, validFrom };
  });
  const entry = { node, name: '符合性检验工具', endpoint: null, suite: keys.suite };
  const receives = { kinds: ['*'], divisions: [division] };
  return { register: { ...entry, sends: { kinds: [], divisions: [] }, receives, keys: told }, revoke: revoked.keyId };
}

/** The last line of standard output is the report as one JSON object. */
await command(async () => {
  const { values } = parseArgs({
    options: {
      endpoint: { type: 'string' },
      partner: { type: 'string' },
      keys: { type: 'string' },
      node: { type: 'string', default: 'conformance.kit' },
      suite: { type: 'string', default: 'international' },
      own: { type: 'string' },
      division: { type: 'string', default: '990100' },
      revoked: { type: 'boolean', default: false },
      'forbidden-kind': { type: 'string' },
      report: { type: 'string' },
    },
  });
  const { endpoint, partner, keys: keysFile, node, division, revoked, report: reportFile } = values;
  const suite = SUITES.find((one) => one === values.suite);
  if (endpoint === undefined || partner === undefined || keysFile === undefined || !suite || !URL.canParse(endpoint)) {
    process.stderr.write(usage);
    return 2;
  }
  const keys = await keysIn(keysFile, suite);
  const ownFile = values.own ?? `.data/conformance-${suite}.json`;
  const made = await newOwn(node, suite);
  await mkdir(dirname(ownFile), { recursive: true });
  const isNew = await writeFile(ownFile, JSON.stringify(made), { flag: 'wx', mode: 0o600 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw new StartRefusal(`${ownFile} 写不了：${told(error)}`);
    },
  );
  if (isNew) {
    process.stdout.write(`检验工具的密钥已生成，存于${ownFile}。请被检验节点登记以下内容，再运行一次：\n`);
    process.stdout.write(`${JSON.stringify(entryOf(made, division))}\n`);
    return 2;
  }
  const own = (await jsonOf(ownFile)) as Own;
  if (own.keys?.suite !== suite || own.node !== node)
    throw new StartRefusal(`${ownFile} 是另一节点编号或者另一算法的密钥，请以--own另指文件`);
  const forbiddenKind = values['forbidden-kind'] ?? null;
  if (forbiddenKind === UNHANDLED_KIND) throw new StartRefusal(`${UNHANDLED_KIND} 另有一项检验，请写别的种类`);
  const report = await conformance(new Kit(own, { endpoint, node: partner, keys, division, forbiddenKind, revoked }));
  if (reportFile !== undefined) await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${inWords(report).join('\n')}\n${JSON.stringify(report)}\n`);
  return conforms(report) ? 0 : 1;
});
