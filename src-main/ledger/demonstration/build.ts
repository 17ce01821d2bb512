import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { regionCode } from '../../../src-shared/catalogues/regions';
import { assignLeaders } from './assignments';
import { demonstrationCity } from './city';
import { promiseWork } from './commitments';
import type { Draft } from './draft';
import { proposeMarks } from './evaluation-marks';
import { demonstrationNow, demonstrationPeriod, planYear, type RegionFigures, regionFigures } from './figures';
import { publishBefore, withCorrection } from './freezes';
import { recordId } from './ids';
import { DemonstrationLedger } from './ledger';
import { yuan } from './records';
import { earlier } from './step';
import { tellStories } from './stories';
import { regionSteps } from './story';
import { makeSurveys } from './surveys';
import { setTargets } from './targets';

export interface DemonstrationOptions {
  readonly folder: string;
  /** Folder of the numbered SQL files. */
  readonly migrations: string;
  /** All figures N times as large. */
  readonly scale?: number;
  readonly role?: string;
  readonly region?: string | null;
  readonly onProgress?: (step: string, done: number, total: number) => void;
}

export interface Demonstration {
  readonly projects: number;
  /** Reports and enrolments that the Commission got. */
  readonly packages: readonly string[];
  readonly documents: readonly string[];
  /** Folder of the ledger that `role` and `region` see. */
  readonly open: string;
}

const yearBegin = '2018-03-01T08:30:00+08:00';
const firstReportAt = '2018-08-31T16:20:00+08:00';
const enrolledAt = '2018-08-20T10:00:00+08:00';
const revisedAt = '2018-09-10T10:15:00+08:00';
const lastMergeAt = '2018-09-16T08:40:00+08:00';

/**
 * Makes the demonstration city: a ledger for each of 13 secretaries, the joint inspection's, one that nobody enrolled, and the
 * Commission's, which has enrolled, merged and found conflicts. Everything is done through real doors, so that what comes out is what
 * a year of work would have left. Ledgers stand still on 2018-09-16 afterwards.
 */
export async function buildDemonstration(options: DemonstrationOptions): Promise<Demonstration> {
  const { folder, scale = 1, onProgress = () => undefined } = options;
  const packages = path.join(folder, 'packages');
  const documents = path.join(folder, 'documents');
  for (const each of [packages, documents]) mkdirSync(each, { recursive: true });
  const city = demonstrationCity(scale);
  const total = regionFigures.length + 3;
  const make = (place: string, start: string, identity: Parameters<typeof DemonstrationLedger.make>[1]) =>
    DemonstrationLedger.make(path.join(folder, place), identity, { start, migrations: options.migrations });

  const ledgers: DemonstrationLedger[] = [];
  try {
    const enrolments: string[] = [];
    const reports: Report[] = [];
    for (const [index, figures] of regionFigures.entries()) {
      onProgress(`建立${figures.name}台账`, index, total);
      const { name, secretary: person, unit } = figures;
      const region = regionCode(name) ?? null;
      const ledger = await make(path.join('secretaries', name), yearBegin, { role: 'secretary', person, unit, region });
      ledgers.push(ledger);
      enrolments.push(ledger.enrolment);
      reports.push(...(await reportRegion(ledger, figures, city.get(name) ?? [], packages)));
    }

    onProgress('踏查和未登记的电脑', total - 3, total);
    const inspection = await make(path.join('inspection', '踏查二组'), '2018-09-14T08:00:00+08:00', {
      role: 'field',
      person: '郑工',
      unit: '踏查二组',
      region: null,
    });
    ledgers.push(inspection);
    enrolments.push(inspection.enrolment);
    reports.push(await reportInspection(inspection, city.get('龙潭区') ?? [], packages));
    const stranger = await make(path.join('strangers', '丰满区'), '2018-09-15T08:00:00+08:00', {
      role: 'secretary',
      person: '于秘书',
      unit: '丰满区旺起镇政府',
      region: regionCode('丰满区') ?? null,
    });
    ledgers.push(stranger);
    reports.push(await reportStranger(stranger, packages));

    onProgress('市发改委登记、合并', total - 2, total);
    const commission = await make('commission', yearBegin, {
      role: 'commission',
      person: '周科长',
      unit: '市发改委',
      region: null,
    });
    ledgers.push(commission);
    commission.at(enrolledAt);
    for (const file of enrolments) await commission.call('devices.enrol', { file, approve: true });
    // Her enrolment came too, but nobody has reached her by telephone yet.
    await commission.call('devices.enrol', { file: stranger.enrolment, approve: false });
    await mergeReports(commission, reports, city.get('船营区') ?? []);

    onProgress('生成通报', total - 1, total);
    commission.at(demonstrationNow);
    await proposeMarks(commission);
    await makeSurveys(commission);
    await assignLeaders(commission);
    await setTargets(commission, scale);
    await promiseWork(commission);
    await tellStories(commission);
    const written = await commission.call('bulletins.write', {
      period: demonstrationPeriod,
      folder: documents,
      freeze: false,
    });
    for (const ledger of ledgers) ledger.finish();
    onProgress('完成', total, total);
    return {
      projects: [...city.values()].reduce((sum, drafts) => sum + drafts.length, 0),
      packages: reports.map(({ file }) => file),
      documents: written.files,
      open: path.join(folder, placeOf(options.role ?? 'commission', options.region ?? null)),
    };
  } finally {
    for (const ledger of ledgers) ledger.close();
  }
}

/** Whose ledger a person of this role would have open. */
export function placeOf(role: string, region: string | null): string {
  if (role === 'field') return path.join('inspection', '踏查二组');
  if (role !== 'secretary') return 'commission';
  const known = regionFigures.find((figures) => figures.name === region || regionCode(figures.name) === region);
  return path.join('secretaries', known?.name ?? '昌邑区');
}

interface Report {
  /** When the file was made. */
  readonly at: string;
  readonly file: string;
}

/** A secretary's year with its reports, of August and of September; 舒兰市 has not reported since August. */
async function reportRegion(
  ledger: DemonstrationLedger,
  figures: RegionFigures,
  drafts: readonly Draft[],
  packages: string,
): Promise<Report[]> {
  const steps = withCorrection(figures, regionSteps(figures, drafts));
  const moments = [firstReportAt, figures.reportedAt].filter((at) => Date.parse(at) <= Date.parse(figures.reportedAt));
  const reports: Report[] = [];
  let done = 0;
  for (const at of moments) {
    const end = steps.filter((step) => Date.parse(step.at) <= Date.parse(at)).length;
    ledger.perform(steps.slice(done, end));
    done = end;
    reports.push({ at, ...(await ledger.at(at).call('packages.export', { file: packages })) });
  }
  ledger.perform(steps.slice(done));
  return reports;
}

/** Each report is merged on the day it came, then all of them once more in another order, as sticks are found in drawers. */
async function mergeReports(
  commission: DemonstrationLedger,
  reports: readonly Report[],
  chuanying: readonly Draft[],
): Promise<void> {
  const byTime = [...reports].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  let revised = false;
  for (const { at, file } of byTime) {
    await publishBefore(commission, at);
    if (!revised && Date.parse(at) > Date.parse(revisedAt)) {
      reviseAtCommission(commission, chuanying);
      revised = true;
    }
    await commission.at(earlier(at, -0.25)).call('packages.import', { files: [file] });
  }
  const files = byTime.map(({ file }) => file).reverse();
  await commission.at(lastMergeAt).call('packages.import', { files });
}

const recordIdOf = (draft: Draft) => recordId(`project/${draft.name}`, '2018-03-12T10:31:00+08:00');

/** The joint inspection saw the site of 大口钦 and asked when work began; it knows of the project what its route list says. */
async function reportInspection(
  ledger: DemonstrationLedger,
  drafts: readonly Draft[],
  packages: string,
): Promise<Report> {
  const draft = drafts.find(({ name }) => name === '大口钦现代物流园');
  if (!draft) throw new RangeError('no project for the inspection');
  const { name, owner } = draft;
  const known = { name, owner, region: regionCode(draft.region) ?? null, lifecycle: 'construction' };
  ledger.perform([
    {
      at: '2018-09-14T08:30:00+08:00',
      source: '踏查路线单',
      edits: [{ entity: 'project', id: recordIdOf(draft), create: true, set: known }],
    },
    {
      at: '2018-09-14T10:05:00+08:00',
      source: '9月14日现场踏查',
      edits: [{ entity: 'project', id: recordIdOf(draft), set: { actual_start: '2018-05-10' } }],
    },
  ]);
  const at = '2018-09-14T17:30:00+08:00';
  return { at, ...(await ledger.at(at).call('packages.export', { file: packages })) };
}

/** A machine that nobody has enrolled: its package waits in quarantine and counts nowhere. */
async function reportStranger(ledger: DemonstrationLedger, packages: string): Promise<Report> {
  ledger.perform([
    {
      at: '2018-09-15T09:20:00+08:00',
      source: '',
      edits: [
        {
          entity: 'project',
          id: recordId('project/旺起镇农产品集散中心', '2018-09-15T09:20:00+08:00'),
          create: true,
          set: {
            name: '旺起镇农产品集散中心',
            region: regionCode('丰满区') ?? null,
            owner: '吉林旺禾农产品有限公司',
            total_investment: yuan(6_200),
            lifecycle: 'reserve',
          },
        },
      ],
    },
  ]);
  const at = '2018-09-15T09:40:00+08:00';
  return { at, ...(await ledger.at(at).call('packages.export', { file: packages })) };
}

/** What 周科长 wrote while the secretary of 船营区 wrote something else: two conflicts. */
function reviseAtCommission(commission: DemonstrationLedger, drafts: readonly Draft[]): void {
  const idOf = (wanted: string) => {
    const draft = drafts.find(({ name }) => name === wanted);
    if (!draft) throw new RangeError(`no project ${wanted}`);
    return recordIdOf(draft);
  };
  commission.perform([
    {
      at: revisedAt,
      source: '导入 全市8月调度表.xlsx',
      edits: [
        { entity: 'project', id: idOf('欢喜乡冷链仓储'), set: { annual_plan: { [planYear]: yuan(8_600) } } },
        { entity: 'project', id: idOf('大绥河温泉度假区'), set: { owner: '吉林绥河温泉旅游度假有限公司' } },
      ],
    },
  ]);
}
