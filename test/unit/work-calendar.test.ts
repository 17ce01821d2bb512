import { describe, expect, test } from 'vitest';
import { dayNumber, dayText, knownYears, WorkCalendar } from '../../src-shared/rules/work-calendar';
import { readCalendarFile } from '../../src-shared/rules/work-calendar-file';

describe('the calendar', () => {
  const calendar = new WorkCalendar();
  const on = (date: string) => dayNumber(date);

  test('knows days off, make-up days and weekends', () => {
    expect(calendar.isWorkday('2018-09-30')).toBe(true);
    expect(calendar.isWorkday('2018-10-05')).toBe(false);
    expect(calendar.isWorkday('2018-09-16')).toBe(false);
    expect(calendar.holidayName('2018-10-01')).toBe('国庆节');
    expect(dayText(calendar.onOrAfter(on('2018-10-01')))).toBe('2018-10-08');
    expect(dayText(calendar.onOrBefore(on('2018-10-07')))).toBe('2018-09-30');
    expect(dayText(calendar.onOrAfter(on('2018-10-08')))).toBe('2018-10-08');
    expect(() => calendar.onOrAfter(on('2100-01-02'))).toThrow(RangeError);
  });

  test('a gap in the years ends what is known through, and each arranged year is known for itself', () => {
    const year = { holidays: { '2028-01-01': '元旦' }, workdays: [] };
    const gap = new WorkCalendar({ ...knownYears, 2028: year });
    expect(gap.knownFrom).toBe('2018-01-01');
    expect(gap.knownThrough).toBe('2026-12-31');
    expect([gap.isKnown('2026-06-01'), gap.isKnown('2027-06-01'), gap.isKnown('2028-06-01')]).toEqual([
      true,
      false,
      true,
    ]);
    const whole = new WorkCalendar({ ...knownYears, 2027: year, 2028: year });
    expect(whole.knownThrough).toBe('2028-12-31');
  });
});

describe('a year as a file', () => {
  const year = {
    year: '2027',
    value: { holidays: { '2027-01-01': '元旦', '2027-02-06': '春节' }, workdays: ['2027-02-14'] },
  };

  test('in each of the three forms', () => {
    for (const form of [
      { year: 2027, holidays: year.value.holidays, workdays: ['2027-02-14'] },
      {
        holidays: { '2027-01-01': "New Year's Day,元旦,1", '2027-02-06': 'Spring Festival,春节,4' },
        workdays: { '2027-02-14': 'Spring Festival,春节,4' },
        inLieuDays: { '2027-02-08': 'Spring Festival,春节,4' },
      },
      {
        year: 2027,
        days: [
          { name: '元旦', date: '2027-01-01', isOffDay: true },
          { name: '春节', date: '2027-02-06', isOffDay: true },
          { name: '春节', date: '2027-02-14', isOffDay: false },
        ],
      },
    ]) {
      expect(readCalendarFile(`\uFEFF${JSON.stringify(form)}`)).toEqual({ ok: true, file: year });
    }
  });

  test('is refused with a reason', () => {
    const faultOf = (value: unknown) => {
      const read = readCalendarFile(typeof value === 'string' ? value : JSON.stringify(value));
      return read.ok ? null : read.fault;
    };
    expect(faultOf('{')).toBe('不是 JSON 文件');
    expect(faultOf([])).toBe('里面没有节假日安排');
    expect(faultOf({})).toBe('里面没有放假的日子');
    expect(faultOf({ holidays: 3 })).toBe('里面没有节假日安排');
    expect(faultOf({ holidays: { '2027-02-30': '春节' } })).toBe('里面的“2027-02-30”不是日期');
    expect(faultOf({ year: 2028, holidays: { '2027-01-01': '元旦' } })).toContain('一个文件只放一年');
    expect(faultOf({ holidays: { '2027-01-01': '元旦', '2027-01-02': '元旦', '2029-01-01': '元旦' } })).toContain(
      '一个文件只放一年',
    );
    expect(faultOf({ holidays: { '2027-01-01': '元旦' }, workdays: ['2027-01-01'] })).toBe('2027-01-01 又放假又上班');
    expect(faultOf({ year: 'x', holidays: { '2027-01-01': '元旦' } })).toContain('不是 2000 至 2099 年的年份');
  });
});
