import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const CHINESE = /[\u4e00-\u9fff]/;
/** Stands for what a template puts in. */
const VALUE = '值';

/** A comma, colon, bracket, question mark or quotation mark of English beside a Chinese word or mark. */
const MIXED = /[\u4e00-\u9fff”》）〕、。，；：] ?[,;:?!()"]|[,;:?!()"] ?[\u4e00-\u9fff“《（〔]/;
/** Numbers of articles as the packs write them, and what stands between two sources. */
const NOTATION = /\d+\(\d+\)|(?<=\d)(; |-)/g;
/** English, SQL, styles: for machines and those who build them. */
const NOT_SAID = /[a-z]{2,} [a-z]{2,}|serif/i;
const EXPRESSION = /\(\?/;
/** Every file of a room is read by the compiler. */
const LONG = 120_000;

const filesIn = (folder: string, wanted: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => wanted.test(file) && !/\.spec\.|\/(migrations|node_modules|dist)\//.test(file));

/** Every text written in a file of code, templates with `VALUE` where something is put in. */
function textsOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && CHINESE.test(node.name.text)) found.push(node.name.text);
    if (ts.isJsxText(node)) found.push(node.text.trim());
    if (ts.isTemplateExpression(node))
      found.push([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(VALUE));
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      false,
      file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  );
  return found;
}

/** Every text of a file of data. */
function valuesOf(file: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(parse(readFileSync(join(root, file), 'utf8')));
  return found;
}

const saidIn = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => CHINESE.test(text.replaceAll(VALUE, '')) && !NOT_SAID.test(text));

const mixedIn = (files: readonly string[], read: (file: string) => readonly string[]): string[] =>
  files.flatMap((file) =>
    read(file)
      .filter((text) => MIXED.test(text.replace(NOTATION, '')) && !EXPRESSION.test(text))
      .map((text) => `${file}: ${text}`),
  );

/**
 * Words that people no longer read, each with the one that stands for the thing. A word of the law or of a form outside stays where it means
 * something else, as the pattern says.
 */
const FORMER: readonly (readonly [former: RegExp, instead: string])[] = [
  [/届满日|最后期限|名义期限|最后一日/, '到期日（工作人员）、最后一天（群众）'],
  [/超期/, '逾期'],
  [/口令/, '密码'],
  [/查询密码/, '密码'],
  [/承办单位/, '责任单位'],
  [/摘要|概要/, '概况'],
  [/信访登记册|督查看板/, '信访件查询、督查总览'],
  [/转送异议/, '可提异议（退回）截止；异议'],
  [/直接信访告知|转送交办事项告知/, '受理告知（直接收到）、受理告知（转送交办）'],
  [/拟议途径|提出途径|更正途径|复核途径/, '建议、拟定、变更分类处理途径'],
  [/记录送达|送出方式|送出凭据/, '登记送达、送达方式、送达凭据'],
  [/报告交办办结/, '报送交办结果'],
  [/尚待解决/, '限期解决事项'],
  [/现在可以办|谁能看到|打开姓名|打开信访人/, '可办操作、查阅权限、查看姓名'],
  [/依其自身规定|按自己的规定|自身规定/, '按专门规定'],
  [/记下来访|记一次来访|取号|排号/, '登记来访、排队号'],
  [/规则包|提议/, '规则版本、待生效变更'],
  [/重放/, '重新处理'],
  [/所在节点|全节点|整个节点/, '所属平台、全平台'],
  [/待我确认|等待复核|等待您确认/, '待我审批'],
  [/密存/, '密封'],
  [/信访部门|上级信访局/, '信访工作机构'],
  [/我该怎么走|我要提交|浏览器标记/, '我该找谁办、我要信访、Cookie'],
  [/告知您收到了/, '告知您是否受理'],
  [/被检举人(?!员)/, '被检举控告人、被检举控告的单位和个人'],
  [/历史导入/, '历史数据导入'],
  // Of days, files, values and papers it is another thing.
  [/(信访|事项)类型|类型[:：]申诉|^类型$/, '类别'],
  // A report is made on a period (阶段报告), and work has phases.
  [/(?<!现)阶段(?!报告|性|情况)/, '环节'],
  [/^(来电|代办|其他机关转来)$|信访形式/, '电话、代理代办、转入；渠道'],
  // The other ways of the law are 途径; 政府信息公开条例 39 is quoted.
  [/应当提出的渠道|该渠道的期限|诉讼等渠道|两渠道|开放的渠道|应当去的渠道/, '途径'],
];

/** Texts that hold a former word on purpose: links and saved views of before are still read. */
const READ_STILL = /libs\/filters\/src\/lists\.ts: (承办单位|类型|阶段|直接信访告知|转送交办事项告知|转送异议)$/;

const formerIn = (files: readonly string[], read: (file: string) => readonly string[]): string[] =>
  files.flatMap((file) =>
    read(file).flatMap((text) =>
      FORMER.filter(([former]) => former.test(text))
        .map(([former, instead]) => ({ line: `${file}: ${text}`, told: `${former.source} → ${instead}` }))
        .filter(({ line }) => !READ_STILL.test(line))
        .map(({ line, told }) => `${line} (${told})`),
    ),
  );

describe('one thing has one word', () => {
  it('in the pages of citizens and officers', () => {
    expect(formerIn(filesIn('web', /^web\/(src|client)\/.*\.tsx?$/), textsOf)).toEqual([]);
  });

  it.each(['libs', 'services', 'gateway', 'demo'])(
    'in what %s say, papers among it',
    (room) => {
      expect(formerIn(filesIn(room, /\/src\/.*\.ts$/), (file) => saidIn(textsOf(file)))).toEqual([]);
    },
    LONG,
  );

  it('in the rule packs', () => {
    expect(formerIn(filesIn('libs/procedure/packs', /\.ya?ml$/), (file) => saidIn(valuesOf(file)))).toEqual([]);
  });
});

describe('Chinese that people read bears Chinese marks', () => {
  it('in the texts of the pages, also where two values stand side by side', () => {
    expect(mixedIn(filesIn('web/src/texts', /\.ts$/), textsOf)).toEqual([]);
    const marks = filesIn('web/src/texts', /\.ts$/).flatMap((file) => textsOf(file).filter((text) => /^[,:;?!()]$/.test(text)));
    expect(marks).toEqual([]);
  });

  it.each(['libs', 'services', 'gateway'])(
    'in what %s say',
    (room) => {
      expect(mixedIn(filesIn(room, /\/src\/.*\.ts$/), (file) => saidIn(textsOf(file)))).toEqual([]);
    },
    LONG,
  );

  it('in the rule packs and calendars', () => {
    expect(mixedIn(filesIn('libs/procedure', /\.ya?ml$/), (file) => saidIn(valuesOf(file)))).toEqual([]);
  });
});
