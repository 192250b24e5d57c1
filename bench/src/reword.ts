/** What a filing says. */
export interface Wording {
  readonly summary: string;
  readonly text: string;
  readonly request: string;
}

/** Words that say the same at a desk; each is exchanged for its neighbour. */
const SYNONYMS: readonly (readonly [string, string])[] = [
  ['反映', '投诉'],
  ['请求', '要求'],
  ['尽快', '抓紧'],
  ['处理', '解决'],
  ['至今', '到现在'],
  ['没有', '未'],
  ['多次', '好几次'],
  ['长期', '一直'],
  ['答复', '回复'],
  ['物业公司', '小区物业'],
  ['物业', '物管'],
  ['拖欠', '欠着'],
  ['工资', '工钱'],
  ['补偿款', '赔偿款'],
  ['补偿', '赔偿'],
  ['修建', '建设'],
  ['占用', '占了'],
  ['村民', '群众'],
  ['群众', '老百姓'],
  ['居民', '住户'],
  ['老人', '老年人'],
  ['孩子', '小孩'],
  ['公司', '单位'],
  ['楼房', '房子'],
  ['电话', '热线'],
  ['热线', '12345'],
  ['不同意', '不答应'],
  ['停运', '停用'],
  ['损失', '亏损'],
  ['污水', '脏水'],
  ['噪声', '噪音'],
  ['施工', '干活'],
  ['工地', '施工现场'],
  ['恢复', '重新开通'],
  ['公开', '公示'],
  ['查处', '处罚'],
  ['督促', '责成'],
  ['核实', '查清'],
  ['退还', '退回'],
  ['报销', '报账'],
  ['医院', '医疗机构'],
  ['学校', '校方'],
  ['站点', '车站'],
  ['积水', '淹水'],
  ['倾倒', '乱倒'],
  ['垃圾', '废弃物'],
  ['审批', '批准'],
  ['办理', '办'],
  ['购买', '买'],
  ['交付', '交房'],
  ['违法', '违规'],
  ['搭建', '加盖'],
  ['安排', '落实'],
  ['困难', '艰难'],
  ['影响', '妨碍'],
  ['经常', '时常'],
  ['附近', '周边'],
  ['夜里', '深夜'],
  ['晚上', '夜间'],
];

const ADDED = [
  '我们已经等了很久，实在等不下去了。',
  '这次再写信，是因为上次之后情况没有任何改变。',
  '现场照片可以提供。',
  '请不要再把信转来转去。',
  '如果需要，我可以到场说明。',
  '上次的工单显示办结，我不认可。',
  '为了这件事我请了好几次假。',
  '家里人都劝我算了，可是我想要个说法。',
  '听说别的地方同样的事早就办好了。',
  '希望派人实地看一看。',
];

const DIGITS = '零一二三四五六七八九';

/** 38 → 三十八, 320 → 三百二十; whole numbers from 1 to 9,999. */
export function inCharacters(number: number): string {
  const places = [
    [1_000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const;
  let text = '';
  let left = number;
  let gap = false;
  for (const [value, name] of places) {
    const digit = Math.floor(left / value);
    left %= value;
    if (digit === 0) gap = text !== '';
    else {
      text += `${gap ? '零' : ''}${digit === 1 && value === 10 && text === '' ? '' : DIGITS[digit]}${name}`;
      gap = false;
    }
  }
  return text;
}

/** Whole numbers in another format: large ones in ten thousands or with commas, small ones in characters. */
function renumbered(text: string, odd: boolean): string {
  return text.replace(/\d+/g, (digits, at: number, whole: string) => {
    const number = Number(digits);
    if (whole[at + digits.length] === '年') return digits;
    if (number >= 10_000) return odd ? `${number / 10_000}万` : number.toLocaleString('en-US');
    return number > 0 && odd ? inCharacters(number) : digits;
  });
}

const replaced = (text: string, pairs: readonly (readonly [string, string])[]) =>
  text.replace(new RegExp(pairs.map(([from]) => from).join('|'), 'g'), (word) => pairs.find(([from]) => from === word)?.[1] ?? word);

/**
 * The same matter told again by rule: other words, sentences in another order, one left out, one added, numbers written otherwise.
 * The same `variant` rewords in the same way.
 */
export function reword({ summary, text, request }: Wording, variant: number): Wording {
  const pairs = SYNONYMS.filter((_, at) => (at + variant) % 4 !== 0);
  const change = (words: string) => renumbered(replaced(words, pairs), variant % 2 === 1);
  const sentences = text.split(/(?<=[。；])/).filter((sentence) => sentence.trim() !== '');
  if (sentences.length > 3) sentences.splice(1 + (variant % (sentences.length - 1)), 1);
  const from = variant % sentences.length;
  const turned = [...sentences.slice(from), ...sentences.slice(0, from)];
  turned.splice(variant % (turned.length + 1), 0, ADDED[variant % ADDED.length] as string);
  return {
    summary: variant % 3 === 0 ? change(`再次${summary}`) : change(summary),
    text: change(turned.join('')),
    request: change(request),
  };
}
