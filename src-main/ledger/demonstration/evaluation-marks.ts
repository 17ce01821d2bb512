import { regionCode } from '../../../src-shared/catalogues/regions';
import type { DemonstrationLedger } from './ledger';

interface Proposal {
  readonly region: string;
  readonly kind: 'bonus' | 'deduction' | 'veto';
  readonly item: string;
  /** Hundredths of a point. */
  readonly points: number;
  readonly reason: string;
  readonly evidence: string;
  /** Who decided, and how; null while it is being checked. */
  readonly decided: { readonly person: string; readonly approve: boolean } | null;
}

const han = { person: '韩主任', approve: true };

// biome-ignore format: a table
const proposals: readonly Proposal[] = [
  { region: '高新区', kind: 'bonus', item: '投产项目', points: 100, reason: '两个项目三季度投产', evidence: '投产验收单两份', decided: han },
  { region: '高新区', kind: 'bonus', item: '上争资金', points: 100, reason: '专项债到位', evidence: '资金下达文件', decided: han },
  { region: '中新食品区', kind: 'bonus', item: '集中开工', points: 100, reason: '7月集中开工', evidence: '开工现场照片、签到表', decided: han },
  { region: '桦甸市', kind: 'bonus', item: '上争资金', points: 50, reason: '省级专项到位', evidence: '资金下达文件', decided: han },
  { region: '磐石市', kind: 'bonus', item: '集中开工', points: 50, reason: '8月集中开工', evidence: '开工现场照片', decided: han },
  { region: '龙潭区', kind: 'bonus', item: '上争资金', points: 100, reason: '中央预算内投资到位', evidence: '资金下达文件', decided: han },
  { region: '船营区', kind: 'bonus', item: '投产项目', points: 100, reason: '仓储项目投产', evidence: '投产验收单', decided: han },
  { region: '昌邑区', kind: 'bonus', item: '集中开工', points: 50, reason: '8月集中开工', evidence: '开工现场照片', decided: han },
  { region: '蛟河市', kind: 'bonus', item: '投产项目', points: 50, reason: '报送为投产', evidence: '只有设备进场照片', decided: { person: '韩主任', approve: false } },
  { region: '经开区', kind: 'bonus', item: '投产项目', points: 100, reason: '化工项目试生产', evidence: '试生产方案备案回执', decided: null },
  { region: '永吉县', kind: 'veto', item: '弄虚作假', points: 0, reason: '群众反映一个项目没有动工却报了完成投资', evidence: '9月14日来信，待现场核查', decided: null },
];

/** Bonuses that were approved, one that was not, and what is still being checked: nothing of it counts before another person decided. */
export async function proposeMarks(commission: DemonstrationLedger): Promise<void> {
  for (const { region, decided, ...mark } of proposals) {
    const code = regionCode(region);
    if (code === undefined) throw new RangeError(`no region ${region}`);
    const { id } = await commission.call('evaluations.propose', { period: '2018-Q3', region: code, ...mark });
    if (decided) await commission.call('evaluations.decide', { id, ...decided });
  }
}
