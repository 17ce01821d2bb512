import { regionName } from '../../../src-shared/catalogues/regions';
import type { Identity } from '../../../src-shared/contract/ledger-methods';

const doubleSurnames = /^(欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯)/;

/** 昌邑区 → 昌邑, 北大壶开发区 → 北大壶. */
function shortRegion(code: string): string {
  const name = regionName(code);
  const short = name.replace(/(食品区|开发区|[区县市])$/, '');
  return short.length >= 2 ? short : name;
}

/** What no file system and no shell minds. */
function clean(part: string): string {
  return part
    .normalize('NFC')
    .replace(/[\p{Cc}\s\\/:*?"<>|.]/gu, '')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24);
}

/** A secretary with a region is known by her surname there; everybody else by the name as it stands. */
function shortPerson({ person, region, role }: Identity): string {
  if (!region || role !== 'secretary' || !/^\p{Script=Han}{2,4}$/u.test(person)) return person;
  return doubleSurnames.exec(person)?.[0] ?? person.slice(0, 1);
}

/** File name of a report: 昌邑-王-0032.wubao. */
export function packageName(identity: Identity, number: number): string {
  const place = clean(identity.region ? shortRegion(identity.region) : identity.unit) || '本机';
  const person = clean(shortPerson(identity)) || '上报';
  return `${place}-${person}-${String(number).padStart(4, '0')}.wubao`;
}

/** 市 for the whole city's commission, 省 for a province's, else its region: 昌邑. */
function shortCommission({ region, unit }: Identity): string {
  if (region) return clean(shortRegion(region)) || '市';
  return unit.startsWith('省') ? '省' : '市';
}

/** File name of what goes down: 市-返-0017-昌邑王.wubao. `whole` names the person in full, where two would be called the same. */
export function returnName(identity: Identity, number: number, recipient: Identity, whole = false): string {
  const place = recipient.region ? shortRegion(recipient.region) : recipient.unit;
  const person = whole ? recipient.person : shortPerson(recipient);
  const who = clean(`${place}${person}`) || '设备';
  return `${shortCommission(identity)}-返-${String(number).padStart(4, '0')}-${who}.wubao`;
}

/** File name of what goes up to a superior commission with all that came in: 市-汇-0004.wubao. */
export function snapshotName(identity: Identity, number: number): string {
  return `${shortCommission(identity)}-汇-${String(number).padStart(4, '0')}.wubao`;
}

/** Running number in a package's name, or undefined where somebody renamed it. */
export function packageNumber(name: string): number | undefined {
  const digits = /-(\d{4,6})(?:[-_ (（][^.]*)?\.wubao$/i.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
