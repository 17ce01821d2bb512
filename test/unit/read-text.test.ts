import { describe, expect, test } from 'vitest';
import { editText, plainWan } from '../../src-renderer/components/fields/edit-text';
import { readDate, readMoney, readText } from '../../src-renderer/components/fields/read-text';
import { entities } from '../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../src-shared/entities/field';

const fields = entities.project.fields;
const read = (field: Field, text: string) => {
  const reading = readText(field, text);
  return reading.ok ? reading.value : reading.message;
};

describe('amounts', () => {
  test.each([
    ['6,960', 69_600_000],
    ['６９６０', 69_600_000],
    ['0.0001', 1],
    ['3.5亿', 350_000_000],
    ['1.23456789 亿元', 123_456_789],
    ['128元', 128],
    ['−12.5', -125_000],
    ['.5', 5000],
    ['1,234.5万元', 12_345_000],
    // 1.005 万 is 10049.999… in binary: the digits must be shifted, not multiplied.
    ['1.005', 10_050],
  ])('%s', (text, yuan) => {
    expect(readMoney(text)).toEqual({ ok: true, value: yuan });
  });

  test.each(['abc', '12..3', '1.23456', '5角', '.', '99999999999999'])('%s is refused', (text) => {
    expect(readMoney(text).ok).toBe(false);
  });

  test('what is put into the editor is read back exactly', () => {
    for (const yuan of [0, 1, 9999, 10_000, 69_600_001, -125_000, 240_000_000, 999_999_999_999]) {
      expect(readMoney(plainWan(yuan))).toEqual({ ok: true, value: yuan });
    }
  });
});

describe('dates', () => {
  test.each([
    ['2018-9-16', '2018-09-16'],
    ['2018.09.16', '2018-09-16'],
    ['2018年9月16日', '2018-09-16'],
    ['20180916', '2018-09-16'],
    ['2018/9', '2018-09'],
    ['2018年9月底', '2018-09'],
    ['201809', '2018-09'],
  ])('%s', (text, iso) => {
    expect(readDate(text, 'day_or_month')).toEqual({ ok: true, value: iso });
  });

  test('days that do not exist are named', () => {
    expect(readDate('2018年13月1日', 'date')).toEqual({ ok: false, message: '没有 13月' });
    expect(readDate('2018-02-30', 'date')).toEqual({ ok: false, message: '2018年2月没有 30日' });
    expect(readDate('2018-09', 'date').ok).toBe(false);
    expect(readDate('去年', 'month').ok).toBe(false);
  });
});

test('choices, regions and texts', () => {
  expect(read(fields.lifecycle, '已开工')).toBe('construction');
  expect(read(fields.lifecycle, '在')).toBe('construction');
  expect(read(fields.lifecycle, '不知道')).toContain('没有“不知道”');
  expect(read(fields.tiers, '市，国家级')).toEqual(['national', 'city']);
  expect(read(fields.region, '昌邑')).toBe('220202');
  expect(read(fields.name, ' ')).toBe('“项目名称”不能为空');
  expect(read(fields.owner, ' ')).toBeNull();
  expect(read(fields.owner, '吉林市\n江澜公司')).toBe('吉林市 江澜公司');
  expect(read(fields.note, '一\r\n二')).toBe('一\n二');
  expect(read(fields.short_name, '长'.repeat(201))).toContain('最多 200 个字');
  expect(read(entities.progress.fields.stage_progress, '120')).toBe('请填 0 至 100');
});

test('every kind survives the way into the editor and back', () => {
  const values: [Field, FieldValue][] = [
    [fields.lifecycle, 'preparation'],
    [fields.tiers, ['province', 'county']],
    [fields.region, '2202-gaoxin'],
    [fields.planned_start, '2018-06'],
    [fields.signed_on, '2018-06-15'],
    [fields.total_investment, 680_000_000],
    [fields.note, '一\n二'],
  ];
  for (const [field, value] of values) expect(read(field, editText(field, value))).toEqual(value);
});
