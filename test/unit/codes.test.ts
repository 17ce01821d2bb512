import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeDoubt } from '../../src-shared/rules/code-doubts';
import { creditCodeWarning } from '../../src-shared/rules/credit-code';
import {
  codeGeneration,
  normaliseProjectCode,
  projectCodeCheck,
  projectCodeWarning,
} from '../../src-shared/rules/project-code';

// Published codes of real projects.
const published = {
  new: ['2106-220203-04-01-950623', '2108-440305-04-01-333721', '2106-440100-04-01-237448', '2605-440306-04-01-117059'],
  old: [
    '2018-440305-70-02-719006',
    '2019-441303-26-02-005879',
    '2020-441303-26-03-103763',
    '2018-350122-26-03-007365',
    '2018-220200-48-03-012345',
  ],
};

describe('project code', () => {
  test('published codes of both generations raise no warning', () => {
    for (const code of [...published.new, ...published.old]) expect(projectCodeWarning(code), code).toBeNull();
    for (const code of published.new) expect(codeGeneration(code)).toBe('new');
    for (const code of published.old) expect(codeGeneration(code)).toBe('old');
  });

  test('a suffix of a part, full-width digits, blanks and long dashes are tolerated', () => {
    expect(projectCodeWarning('2106-440100-04-01-237448-2001')).toBeNull();
    expect(projectCodeWarning(' ２１０６—220203–04-01-950623 ')).toBeNull();
    expect(normaliseProjectCode('２１０６—220203–04-01-950623')).toBe('2106-220203-04-01-950623');
    expect(projectCodeWarning('')).toBeNull();
  });

  test('every single wrong digit of a new code is noticed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...published.new),
        fc.integer({ min: 4, max: 19 }),
        fc.integer({ min: 1, max: 9 }),
        (code, at, shift) => {
          const digits = [...code.replaceAll('-', '')];
          digits[at] = String((Number(digits[at]) + shift) % 10);
          const [a, b, c, d, e] = [
            [0, 4],
            [4, 10],
            [10, 12],
            [12, 14],
            [14, 20],
          ].map(([from, to]) => digits.slice(from, to).join(''));
          expect(projectCodeWarning([a, b, c, d, e].join('-'))).toMatch(/校验位不符/);
        },
      ),
    );
  });

  test('MOD 11,10 gives a check digit for any 19 digits, and only that one fits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }), (digits) => {
        // Straight from ISO 7064: the check digit brings the last product to 1.
        let product = 10;
        for (const digit of digits) product = (((product + digit) % 10 || 10) * 2) % 11;
        expect((product + projectCodeCheck(digits.join(''))) % 10).toBe(1);
      }),
    );
  });

  test.each([
    ['2017-130000-01-01-00001', /一般写成/],
    ['无', /一般写成/],
    ['2014-220200-48-03-012345', /既不是年份也不是年月/],
    ['2113-220203-04-01-950623', /既不是年份也不是年月/],
    ['2018-220200-48-04-012345', /第四段/],
  ])('%s is warned about', (code, sentence) => {
    expect(projectCodeWarning(code)).toMatch(sentence);
  });
});

describe('a project code beside what else the project says', () => {
  const bearer = { code_state: 'has', approval_type: 'filing', region: '220202' };
  const code = '2018-220202-28-03-004217';

  test('agrees', () => {
    expect(projectCodeWarning(code, bearer)).toBeNull();
    // A zone has no national code and uses its neighbours'; the city's own code says nothing of a district.
    expect(projectCodeWarning(code, { ...bearer, region: '2202-gaoxin' })).toBeNull();
    expect(projectCodeWarning('2018-220214-28-03-004217', bearer)).toBeNull();
    expect(projectCodeWarning('2018-220200-48-03-012345', bearer)).toBeNull();
    expect(projectCodeWarning(code, { code_state: null, approval_type: null, region: null })).toBeNull();
    // The new form has another meaning at the fourth place.
    expect(projectCodeWarning('2106-220203-04-01-950623', { ...bearer, region: '220203' })).toBeNull();
  });

  test('names what does not agree', () => {
    expect(projectCodeWarning(code, { ...bearer, approval_type: 'approval' })).toBe(
      '项目代码写的是备案，立项方式填的是审批，请核对。',
    );
    expect(projectCodeWarning(code, { ...bearer, region: '220203' })).toBe(
      '项目代码里的区划是昌邑区，属地填的是龙潭区，请核对。',
    );
    expect(projectCodeWarning('2019-441303-26-03-005879', bearer)).toBe(
      '项目代码里的区划 441303 不是吉林市的，请核对。',
    );
  });

  test('any form is taken from a code that is marked as an old one', () => {
    expect(projectCodeWarning('吉发改备字[2014]12号', { ...bearer, code_state: 'legacy' })).toBeNull();
    expect(projectCodeWarning('2106-220203-04-01-950624', { ...bearer, code_state: 'legacy' })).toMatch(/校验位不符/);
  });
});

describe('doubts by field', () => {
  const record = { code: '２０１８-220202—28-03-004217', code_state: 'pending', credit_code: '91100000100003962t' };

  test('a code that is right but written otherwise can be put right with one click', () => {
    expect(codeDoubt('project', 'code', record)?.suggestion?.value).toBe('2018-220202-28-03-004217');
    expect(codeDoubt('project', 'credit_code', record)?.suggestion?.value).toBe('91100000100003962T');
    expect(codeDoubt('project', 'credit_code', { credit_code: ' 91100000100003962T ' })).toBeNull();
    expect(codeDoubt('project', 'credit_code', { credit_code: '91220201MA14Y7OK2R' })?.suggestion?.label).toBe(
      '改为数字 0',
    );
  });

  test('a state that the code belies, a telephone, and silence everywhere else', () => {
    expect(codeDoubt('project', 'code_state', record)?.sentence).toMatch(/已填/);
    expect(codeDoubt('project', 'code_state', { code: null, code_state: 'has' })?.sentence).toMatch(/未填/);
    expect(codeDoubt('project', 'code_state', { code: null, code_state: 'none' })).toBeNull();
    for (const entity of ['project', 'contact'] as const) {
      expect(codeDoubt(entity, 'phone', { phone: '1380432123' })?.sentence).toMatch(/11 位/);
      expect(codeDoubt(entity, 'phone', { phone: '13804321234' })).toBeNull();
      expect(codeDoubt(entity, 'phone', { phone: null })).toBeNull();
    }
    expect(codeDoubt('project', 'name', { name: '1380432123' })).toBeNull();
    expect(codeDoubt('permit', 'phone', { phone: '1' })).toBeNull();
  });

  test('what is suggested raises no doubt of its own', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('code', 'credit_code'),
        fc.oneof(
          fc.constantFrom(...published.new, ...published.old, '91220201MA14Y7OK2R', '91100000100003962t'),
          fc.string(),
        ),
        fc.constantFrom('', ' ', '\u3000'),
        (field, text, blank) => {
          const value = `${text.slice(0, 4)}${blank}${text.slice(4)}`;
          const taken = codeDoubt('project', field, { [field]: value })?.suggestion?.value;
          if (taken === undefined) return;
          const again = codeDoubt('project', field, { [field]: taken });
          expect(again?.suggestion?.value).not.toBe(taken);
        },
      ),
    );
  });
});

describe('credit code', () => {
  test('published codes are right', () => {
    for (const code of ['91100000100003962T', '914403001922038216', '9144030071526726XG', '91330100799655058B']) {
      expect(creditCodeWarning(code), code).toBeNull();
    }
    expect(creditCodeWarning('')).toBeNull();
  });

  test('a letter that the code never has is named by its place, with the digit that is meant', () => {
    expect(creditCodeWarning('91220201MA14Y7OK2R')).toEqual({
      sentence: '第 15 位不能是字母 O。',
      suggestion: { label: '改为数字 0', value: '91220201MA14Y70K2R' },
    });
    expect(creditCodeWarning('91220201MA14Y7VK2R')).toEqual({ sentence: '第 15 位不能是字母 V。', suggestion: null });
    expect(creditCodeWarning('91220201MA14Y7-K2R')?.sentence).toBe('第 15 位不能是“-”。');
  });

  test('length and check character', () => {
    expect(creditCodeWarning('91100000100003962')?.sentence).toBe('信用代码应有 18 位，现在是 17 位。');
    expect(creditCodeWarning('91100000100003962U')?.sentence).toMatch(/校验不符/);
    expect(creditCodeWarning('９１１０００００１０ 0003962t')).toBeNull();
  });

  test('every single wrong character is noticed', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 30 }), (at, shift) => {
        const letters = [...'91100000100003962T'];
        letters[at] = alphabet[(alphabet.indexOf(letters[at] ?? '') + shift) % 31] ?? '';
        expect(creditCodeWarning(letters.join(''))).not.toBeNull();
      }),
    );
  });
});
