import { regions } from '../catalogues/regions';
import type { Problem } from '../entities/problem';
import type { Project } from '../entities/project';
import { isFree, placesOf, type Span } from './work-log-spans';
import type { Found } from './work-log-words';

export type NamedProject = Pick<Project, 'id' | 'name' | 'short_name'>;

export type OpenProblem = Pick<
  Problem,
  'id' | 'project' | 'number' | 'description' | 'category' | 'request' | 'responsible_unit'
>;

/** 昌邑 of 昌邑区: names a place, never one project. */
export const regionStems: readonly string[] = [
  ...regions.map(({ name }) => name.replace(/(食品区|开发区|管委会|[市区县])$/, '')),
  ...regions.map(({ name }) => name),
  '吉林省',
  '吉林市',
  '吉林',
  '全市',
].sort((a, b) => b.length - a.length);

/** Words that stand in the names of many projects; alone they name none of them. */
const common = [
  '有限责任公司',
  '股份有限公司',
  '有限公司',
  '基础设施',
  '配套设施',
  '产业园区',
  '产业园',
  '工业园',
  '生产线',
  '开发区',
  '示范区',
  '综合体',
  '项目',
  '工程',
  '建设',
  '改造',
  '扩建',
  '新建',
  '续建',
  '迁建',
  '技改',
  '升级',
  '基地',
  '园区',
  '生产',
  '加工',
  '制造',
  '中心',
  '公司',
  '集团',
  '市场',
  '物流',
  '设备',
  '材料',
  '道路',
  '管网',
  '配套',
  '一期',
  '二期',
  '三期',
  '年产',
  '综合',
  '开发',
  '农业',
  '科技',
  '食品',
  '住宅',
  '小区',
  '房地产',
  '仓储',
  '智能',
  '环保',
  '能源',
  '供热',
  '供水',
  '供电',
  '供气',
  '污水',
  '处理',
  '服务',
  '旅游',
  '文化',
  '医院',
  '学校',
  '电话',
  '现场',
  '会议',
  '施工',
  '手续',
  '资金',
  '问题',
  '进度',
  '协调',
  '部门',
  '企业',
  '政府',
  '专线',
  '方案',
  '用电',
  '用地',
  '土地',
  '规划',
  '审批',
  '备案',
];
const commonWords = new RegExp(common.toSorted((a, b) => b.length - a.length).join('|'), 'g');
const regionWords = new RegExp(regionStems.join('|'), 'g');
const signs = /[\s\p{P}\p{S}\d]/gu;

/** What is left of a piece of a name when places, common words, numbers and signs are taken out. */
const distinctive = (piece: string) => piece.replace(regionWords, '').replace(commonWords, '').replace(signs, '');

interface Candidate {
  readonly id: string;
  readonly span: Span;
  readonly words: string;
}

/** The pieces of `name`, two characters and more, that stand in the text, each as long as it goes. */
function sharedPieces(pairs: ReadonlyMap<string, readonly number[]>, text: string, name: string): Span[] {
  const pieces: Span[] = [];
  for (let from = 0; from + 2 <= name.length; from += 1) {
    for (const at of pairs.get(name.slice(from, from + 2)) ?? []) {
      // A piece that goes on to the left was measured from there.
      if (from > 0 && at > 0 && name[from - 1] === text[at - 1]) continue;
      let length = 2;
      while (from + length < name.length && text[at + length] === name[from + length]) length += 1;
      pieces.push({ start: at, end: at + length });
    }
  }
  return pieces;
}

function pairsOf(text: string): Map<string, number[]> {
  const pairs = new Map<string, number[]>();
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    const known = pairs.get(pair);
    if (known) known.push(at);
    else pairs.set(pair, [at]);
  }
  return pairs;
}

const namesOf = (project: NamedProject) => [project.short_name, project.name].flatMap((name) => (name ? [name] : []));

/** What tells each name apart, remembered as long as the list of projects is. */
const keysOfProjects = new WeakMap<readonly NamedProject[], readonly { id: string; name: string; key: string }[]>();

/** Projects that have these words in a name, or their distinctive part in the distinctive part of a name. */
function ownersOf(projects: readonly NamedProject[], words: string, key: string): string[] {
  let keys = keysOfProjects.get(projects);
  if (!keys) {
    keys = projects.flatMap((project) =>
      namesOf(project).map((name) => ({ id: project.id, name, key: distinctive(name) })),
    );
    keysOfProjects.set(projects, keys);
  }
  const owners = keys.filter((each) => each.name.includes(words) || each.key.includes(key)).map(({ id }) => id);
  return [...new Set(owners)];
}

/** A project whose name or short name stands whole in the text; the longest name wins, then the first place. */
export function projectByName(
  text: string,
  projects: readonly NamedProject[],
  here: string | null,
): Found<string> | null {
  let best: Candidate | null = null;
  for (const project of projects) {
    for (const name of namesOf(project)) {
      if (name.length < 2) continue;
      const start = text.indexOf(name);
      if (start < 0 || (best !== null && name.length < best.words.length)) continue;
      const same = best !== null && name.length === best.words.length;
      if (same && best && (start > best.span.start || (start === best.span.start && project.id !== here))) continue;
      best = { id: project.id, span: { start, end: start + name.length }, words: name };
    }
  }
  return best && { value: best.id, span: best.span };
}

/**
 * A project that a piece of its name tells from all others: 松筑 of 松筑构件基地. Places, kinds of business and words of everyday work are no
 * such piece. Where several projects have the piece it means the one where the person is, else none.
 */
export function projectByStem(
  text: string,
  projects: readonly NamedProject[],
  here: string | null,
  taken: readonly Span[],
): Found<string> | null {
  const pairs = pairsOf(text);
  const candidates: (Candidate & { readonly key: string })[] = [];
  for (const project of projects) {
    for (const name of namesOf(project)) {
      for (const span of sharedPieces(pairs, text, name)) {
        const words = text.slice(span.start, span.end);
        const key = distinctive(words);
        if (key.length >= 2 && isFree(span, taken)) candidates.push({ id: project.id, span, words, key });
      }
    }
  }
  candidates.sort((a, b) => b.key.length - a.key.length || a.span.start - b.span.start || (a.id < b.id ? -1 : 1));
  const tried = new Set<string>();
  for (const { words, key, span } of candidates) {
    if (tried.has(words)) continue;
    tried.add(words);
    const owners = ownersOf(projects, words, key);
    const [only] = owners;
    if (owners.length === 1 && only) return { value: only, span };
    if (here !== null && owners.includes(here)) return { value: here, span };
  }
  return null;
}

/**
 * The open problem of the project that the sentence is about: its number, else the one that shares most of its words (description, category,
 * whose it is) with the text, else the only one where the text speaks of 问题. Null where two fit alike.
 */
export function problemIn(
  text: string,
  problems: readonly OpenProblem[],
  project: string | null,
  taken: readonly Span[],
): Found<string> | { readonly value: string; readonly span: null } | null {
  for (const { id, number } of problems) {
    const place = number && number.length >= 4 ? placesOf(text, number)[0] : undefined;
    if (place) return { value: id, span: place };
  }
  const own = problems.filter((problem) => project !== null && problem.project === project);
  const scored = own.map((problem) => {
    const places: Span[] = [];
    const words = [problem.description, problem.category, problem.request, problem.responsible_unit].join('，');
    const seen = new Set<string>();
    for (let at = 0; at + 2 <= words.length; at += 1) {
      const pair = words.slice(at, at + 2);
      if (seen.has(pair) || !/^\p{Script=Han}{2}$/u.test(pair) || idle.test(pair)) continue;
      seen.add(pair);
      const place = placesOf(text, pair).find((span) => isFree(span, taken));
      if (place) places.push(place);
    }
    return { id: problem.id, places: places.sort((a, b) => a.start - b.start) };
  });
  scored.sort((a, b) => b.places.length - a.places.length || (a.id < b.id ? -1 : 1));
  const [first, second] = scored;
  if (first && first.places.length > 0 && first.places.length > (second?.places.length ?? 0)) {
    const [place] = first.places;
    return place ? { value: first.id, span: place } : null;
  }
  const word = placesOf(text, '问题')[0];
  return own.length === 1 && first && word ? { value: first.id, span: word } : null;
}

/** Pairs that stand in any sentence and in many problems; places among them. */
const idle = new RegExp(
  `项目|工程|问题|协调|解决|公司|有限|部门|单位|企业|尽快|需要|目前|已经|没有|办理|情况|工作|进行|方案|政府|${regionStems
    .map((stem) => stem.slice(0, 2))
    .join('|')}`,
);
