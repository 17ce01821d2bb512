import { expect, test } from 'vitest';
import { readCommitmentList } from '../../src-renderer/features/targets/commitment-paste';

const table = (text: string) => text.split('\n').map((line) => line.split('|'));
const read = (text: string) => readCommitmentList(table(text), '2018-09');

test('a list is read by its heads, wherever they stand and however they are worded', () => {
  const list = read(`昌邑区责任压实清单||||||
序号|工作任务（措施）|项目名称|责任 单位|责任人|完成时限|完成情况
1|补齐施工合同备案|江澜产业园|住建局|李勇|2018.9.20|已收
合计||||||`);
  expect(list?.known).toEqual(['工作任务（措施）', '项目名称', '责任 单位', '责任人', '完成时限', '完成情况']);
  expect(list?.left).toEqual([]);
  expect(list?.doubts).toEqual([]);
  expect(list?.rows).toEqual([
    {
      line: 3,
      place: null,
      project: '江澜产业园',
      set: {
        matter: '补齐施工合同备案',
        unit: '住建局',
        person: '李勇',
        due: '2018-09-20',
        result: '已收',
        state: 'open',
        done_on: null,
      },
    },
  ]);
});

test.each([
  ['9月20日前', '2018-09-20'],
  ['9月20日', '2018-09-20'],
  ['9月底', '2018-09-30'],
  ['9月底前', '2018-09-30'],
  ['11月中旬', '2018-11-20'],
  ['2018年12月上旬', '2018-12-10'],
  ['2019年2月底', '2019-02-28'],
  ['2018/9/5', '2018-09-05'],
  ['2018-09-05前完成', '2018-09-05'],
])('a limit of %s is the last day that it means', (text, day) => {
  expect(read(`事项|责任人|时限\n某事|李勇|${text}`)?.rows[0]?.set.due).toBe(day);
});

test('what has a day on which it was done is done; words that leave it open are named', () => {
  const list = read(`事项|责任人|完成时限|完成状态|实际完成时间
甲|李勇|9月20日|已完成|9月18日
乙|李勇|9月20日|完成|
丙|李勇|9月20日|差不多|
丁|李勇|9月20日|否|9月19日
戊|李勇|9月20日|已取消|`);
  expect(list?.rows.map(({ set }) => [set.state, set.done_on])).toEqual([
    ['done', '2018-09-18'],
    ['done', null],
    ['open', null],
    ['done', '2018-09-19'],
    ['dropped', null],
  ]);
  expect(list?.doubts).toEqual(['第 4 行“完成状态”是“差不多”：不知道算不算完成，这一格不写入']);
});

test('merged cells of place, unit and person go on; lines without a limit are left out and said', () => {
  const list = read(`属地|任务|责任单位|责任人|完成时间
昌邑区|甲|住建局|李勇|9月20日
|乙||韩冬梅|9月21日
市直部门|丙|市统计局||9月22日
月球|丁|某局|某人|9月23日
昌邑区|戊|住建局|李勇|`);
  expect(list?.rows.map(({ set, place }) => [set.matter, place, set.unit, set.person])).toEqual([
    ['甲', '220202', '住建局', '李勇'],
    ['乙', '220202', '住建局', '韩冬梅'],
    ['丙', 'city', '市统计局', undefined],
    ['丁', null, '某局', '某人'],
  ]);
  expect(list?.doubts).toEqual([
    '第 5 行“属地”是“月球”：没有这个县（市）区、开发区，这一格不写入',
    '第 6 行：没有完成时限，这一行不写入',
  ]);
});

test('a table without matters is none', () => {
  expect(read('项目名称|本月完成\n甲|100')).toBeNull();
  expect(read('')).toBeNull();
});

test('rows without a head stand in the usual order, with a serial number or without', () => {
  const known = ['事项', '责任单位', '责任人', '完成时限', '项目'];
  const bare = read('补齐施工合同备案|住建局|李勇|9月20日前|江澜产业园\n排查用电|项目中心||9月底|');
  expect(bare?.known).toEqual(known);
  expect(
    bare?.rows.map(({ line, project, set }) => [line, set.matter, set.unit, set.person, set.due, project]),
  ).toEqual([
    [1, '补齐施工合同备案', '住建局', '李勇', '2018-09-20', '江澜产业园'],
    [2, '排查用电', '项目中心', undefined, '2018-09-30', ''],
  ]);
  const numbered = read('1|补齐施工合同备案|住建局|李勇|9月20日前\n2|排查用电|项目中心|韩冬梅|9月底');
  expect(numbered?.known).toEqual(known.slice(0, 4));
  expect(numbered?.left).toEqual([]);
  expect(numbered?.rows.map(({ set }) => set.person)).toEqual(['李勇', '韩冬梅']);
});

test('no order is guessed where a row does not fit it, or heads stand there that are not enough', () => {
  expect(read('补齐备案|住建局|李勇|9月20日\n排查用电|项目中心|韩冬梅|尽快')).toBeNull();
  expect(read('|住建局|李勇|9月20日')).toBeNull();
  expect(read('甲|住建局|李勇|9月20日|江澜|另一列')).toBeNull();
  expect(read('内容|责任单位|责任人|完成时限\n甲|住建局|李勇|9月20日')).toBeNull();
});
