// Checks the proof file of a message. Needs no database and no network.
import { readFile } from 'node:fs/promises';
import { checkProof, type ProofReport } from './proof.js';

const ANSWERS: Readonly<Record<string, string>> = { accepted: '接收', refused: '不接收', objection: '异议', conflict: '冲突' };

/** The report as lines for a person who was not there. */
export function inWords({ message, receivedAt, business, root, keys, faults }: ProofReport): string[] {
  const proved = [
    ...(message
      ? [
          `${message.sender} 向 ${message.receiver} 发出 ${message.kind}（${message.conversation} 第 ${message.sequence} 件，编号 ${message.id}）`,
        ]
      : []),
    ...(receivedAt === null ? [] : [`接收方收到的时间：${receivedAt}（世界时），双方期限自此起算`]),
    ...business.map(({ at, answer }) => `接收方的答复：${ANSWERS[answer] ?? answer}，${at}（世界时）`),
    ...(root ? [`记入 ${root.node} 的存证：${root.from} 至 ${root.to}，共 ${root.size} 条`] : []),
  ];
  return [
    faults.length === 0 ? '已证明：' : '文件有错误，以下内容不能采信：',
    ...proved.map((line) => `  ${line}`),
    '未证明：',
    ...keys.map(({ keyId, node }) => `  密钥 ${keyId} 属于 ${node}：须另行核对`),
    '  报文的内容：以密文存证，须由接收方解密核对',
    ...(faults.length > 0 ? ['错误：', ...faults.map(({ code, text }) => `  ${text}（${code}）`)] : ['没有发现改动']),
  ];
}

/** @returns 0 where nothing was changed, 1 where something is wrong, 2 where there was nothing to check */
async function main([path, ...more]: readonly string[]): Promise<number> {
  if (path === undefined || more.length > 0) {
    process.stderr.write('npm run --silent verify-message -- FILE\n  FILE  报文的存证文件（.json）\n');
    return 2;
  }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    process.stderr.write(`${path} 读不到（${error.code}）\n`);
    return null;
  });
  if (text === null) return 2;
  const report = await checkProof(text);
  process.stdout.write(`${inWords(report).join('\n')}\n${JSON.stringify({ file: path, ...report })}\n`);
  return report.faults.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
