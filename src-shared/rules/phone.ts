/** Numbers of one field: parted by 、 , ; / or by blanks between numbers that are long enough to stand alone. */
function numbersIn(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/[—–－−]/g, '-')
    .split(/[、,;/\n]|(?<=\d{7})\s+(?=\d{3})/)
    .map((number) => number.trim())
    .filter((number) => number !== '');
}

/** What is wrong with one number, without what people write around it (手机, 电话, 转 12). */
function faultOf(written: string): string | null {
  const number = written
    .replace(/^(?:手机|电话|办公|座机|办|宅)?[:\s]*/, '')
    .replace(/(?:转|-?ext\.?|#)\s*\d{1,6}$/i, '')
    .replace(/^\(?\+?(?:0{2})?86\)?[-\s]*(?=[01])/, '')
    .replace(/[()\s]/g, '');
  const stray = /[^\d-]/.exec(number);
  if (stray) return `“${written}”里有“${stray[0]}”，不是电话号码`;
  const digits = number.replace(/-/g, '');
  if (digits === '') return `“${written}”不是电话号码`;
  if (digits.startsWith('1') && digits.length > 5) {
    if (digits.length !== 11) return `手机号应为 11 位，“${written}”是 ${digits.length} 位`;
    return /^1[3-9]/.test(digits) ? null : `“${written}”不像手机号，第 2 位应为 3 至 9`;
  }
  if (/^[48]00/.test(digits) && digits.length === 10) return null;
  if (digits.startsWith('0')) {
    // An extension stands behind a second dash: 0432-62012345-801.
    const [area = '', local = ''] = number.split('-');
    const whole = number.includes('-') && area.length <= 4 ? `${area}${local}` : digits;
    const areaLength = /^0(?:10|2\d)/.test(whole) ? 3 : 4;
    const rest = whole.length - areaLength;
    if (/^0432/.test(whole) && rest !== 8) return `吉林市的固定电话应为 0432 加 8 位，“${written}”是 ${rest} 位`;
    return rest === 7 || rest === 8
      ? null
      : `固定电话应为区号加 7 或 8 位，“${written}”区号后是 ${Math.max(0, rest)} 位`;
  }
  // Local numbers, short numbers of a cluster and 12345.
  return /^\d{7,8}(?:-\d{1,6})?$/.test(number) || (digits.length >= 3 && digits.length <= 6)
    ? null
    : `“${written}”位数不对：手机号 11 位，固定电话写成 0432-8 位`;
}

/**
 * A sentence about a telephone field that does not look right, null where it does or is empty. Mobile numbers have 11 digits and begin with
 * 13 to 19; fixed ones have an area code and 7 or 8 digits (0432: 8). Several numbers may stand in one field. It warns, it never blocks.
 */
export function checkPhone(text: string): string | null {
  for (const number of numbersIn(text)) {
    const fault = faultOf(number);
    if (fault) return fault;
  }
  return null;
}
