import type { Icon } from '@tabler/icons-react';
import {
  IconChartBar,
  IconCoin,
  IconFileSpreadsheet,
  IconFileText,
  IconGitCompare,
  IconHistory,
  IconLayoutList,
  IconMessages,
  IconMoon,
  IconNews,
  IconPencil,
  IconPlus,
  IconPuzzle,
  IconRefresh,
  IconRoute,
  IconRubberStamp,
  IconSettings,
  IconSun,
  IconTable,
  IconTableShare,
  IconTargetArrow,
  IconTrendingUp,
  IconTrophy,
} from '@tabler/icons-react';
import type { LedgerStatus } from '../../src-shared/contract/ledger-methods';
import { ledgerAddress, ledgerViews } from './rail';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Initials of the label in pinyin, for a few letters typed in a hurry. */
  readonly initials: string;
  readonly icon: Icon;
  /** Path that it leads to, or one of the window's own deeds. */
  readonly to?: string;
  readonly deed?: 'new-project' | 'quick-log' | 'dark' | 'light';
}

const viewInitials: Record<string, string> = {
  all: 'qbxm',
  construction: 'ykg',
  'not-listed': 'wrt',
  'planned-start': 'jhkg',
  signed: 'zsqy',
  negotiation: 'zdzs',
  reserve: 'mhcb',
  small: '5000wyx',
  aside: 'tgzz',
};

/** What may be done from anywhere, for this person. */
export function generalCommands(status: LedgerStatus | undefined, shown: 'light' | 'dark'): Command[] {
  const writable = status?.state === 'open';
  return [
    { id: 'desk', label: '工作台', detail: '逾期、本周、下周', initials: 'gzt', icon: IconLayoutList, to: '/' },
    {
      id: 'problems',
      label: '问题破解',
      detail: '看板、时限、督办单、销号',
      initials: 'wtpj',
      icon: IconPuzzle,
      to: '/problems',
    },
    {
      id: 'meetings',
      label: '联席会议',
      detail: '议题、议定事项、会前一页纸',
      initials: 'lxhy',
      icon: IconPuzzle,
      to: '/problems/meetings',
    },
    {
      id: 'month',
      label: '月报',
      detail: '组织推进，本期填报、检查提示',
      initials: 'ybzztj',
      icon: IconTrendingUp,
      to: '/progress',
    },
    { id: 'funding', label: '政策争取', detail: '政策、申报、资金', initials: 'zczq', icon: IconCoin, to: '/funding' },
    {
      id: 'permit-roads',
      label: '手续办理',
      detail: '路线图、最迟报件、浮动',
      initials: 'sxblxt',
      icon: IconRubberStamp,
      to: '/permits',
    },
    ...ledgerViews.map(
      (ledger): Command => ({
        id: `view-${ledger.view}`,
        label: ledger.label,
        detail: `台账，${(status?.counts[ledger.view] ?? 0).toLocaleString('zh-CN')} 项`,
        initials: viewInitials[ledger.view] ?? ledger.title,
        icon: IconTable,
        to: ledgerAddress(ledger),
      }),
    ),
    ...(writable
      ? ([
          {
            id: 'quick-log',
            label: '记一笔',
            detail: '工作纪实，Ctrl J',
            initials: 'jyb',
            icon: IconPencil,
            deed: 'quick-log',
          },
          {
            id: 'new-project',
            label: '新建项目',
            detail: '填名称和属地',
            initials: 'xjxm',
            icon: IconPlus,
            deed: 'new-project',
          },
          {
            id: 'import',
            label: '导入 Excel',
            detail: '先看认出了什么，再写入',
            initials: 'drexcel',
            icon: IconFileSpreadsheet,
            to: '/import',
          },
        ] as const)
      : []),
    {
      id: 'templates',
      label: '填上级的表',
      detail: '上级表样，教过一次的一键填好',
      initials: 'tsjdbsjby',
      icon: IconTableShare,
      to: '/templates',
    },
    {
      id: 'liaison',
      label: '沟通联络',
      detail: '工作纪实、下一步、联系人',
      initials: 'gtllgzjs',
      icon: IconMessages,
      to: '/liaison',
    },
    {
      id: 'contacts',
      label: '联系人',
      detail: '各部门、各项目的人和电话',
      initials: 'lxrdh',
      icon: IconMessages,
      to: '/liaison/contacts',
    },
    {
      id: 'sync',
      label: '同步',
      detail: status?.identity?.role === 'commission' ? '收包、冲突、登记设备' : '生成上报包、收回执',
      initials: 'tbscsbb',
      icon: IconRefresh,
      to: '/sync',
    },
    {
      id: 'handover',
      label: '交接登记',
      detail: '包交给了谁、打印交接单、扫回执',
      initials: 'jjdj',
      icon: IconRefresh,
      to: '/sync?tab=handover',
    },
    {
      id: 'import-log',
      label: '收包记录',
      detail: '每次收了什么、结果怎样',
      initials: 'sbjl',
      icon: IconRefresh,
      to: '/sync?tab=log',
    },
    ...(status?.identity?.role === 'commission'
      ? [
          {
            id: 'dispatch',
            label: '调度',
            detail: '四率、排名、通报',
            initials: 'ddtb',
            icon: IconChartBar,
            to: '/dispatch',
          } as const,
          {
            id: 'compare',
            label: '两期比较',
            detail: '冻结的两期之间什么数动了，谁改的',
            initials: 'lqbj',
            icon: IconGitCompare,
            to: '/dispatch/compare',
          } as const,
          {
            id: 'evaluation',
            label: '考评',
            detail: '得分、名次、规则，哪些项目能提升名次',
            initials: 'kpmc',
            icon: IconTrophy,
            to: '/dispatch/evaluation',
          } as const,
          {
            id: 'papers',
            label: '公文',
            detail: '通报、专报、纪要、发文登记',
            initials: 'gwfw',
            icon: IconFileText,
            to: '/dispatch/papers',
          } as const,
          {
            id: 'surveys',
            label: '未入统踏查',
            detail: '待编、路线、结果写回入统',
            initials: 'wrttc',
            icon: IconRoute,
            to: '/dispatch/surveys',
          } as const,
          {
            id: 'publicity',
            label: '宣传',
            detail: '宣传一页纸、全市月页',
            initials: 'xcyyz',
            icon: IconNews,
            to: '/dispatch/publicity',
          } as const,
          {
            id: 'targets',
            label: '目标',
            detail: '目标、项目建设月、压实清单、开工时间表',
            initials: 'mbysqd',
            icon: IconTargetArrow,
            to: '/dispatch/targets',
          } as const,
          {
            id: 'charts',
            label: '图表',
            detail: '投资曲线、签约漏斗、报送热力、问题时长',
            initials: 'tb',
            icon: IconChartBar,
            to: '/dispatch/charts',
          } as const,
          {
            id: 'document-templates',
            label: '公文模板',
            detail: '本市自己的 .docx 格式',
            initials: 'gwmb',
            icon: IconFileText,
            to: '/dispatch/templates',
          } as const,
        ]
      : []),
    {
      id: 'settings',
      label: '设置',
      detail: '我是谁、备份、指纹',
      initials: 'szbf',
      icon: IconSettings,
      to: '/settings',
    },
    shown === 'light'
      ? { id: 'dark', label: '换成深色', detail: '外观', initials: 'hcss', icon: IconMoon, deed: 'dark' }
      : { id: 'light', label: '换成浅色', detail: '外观', initials: 'hcqs', icon: IconSun, deed: 'light' },
  ];
}

/** What may be done with the project that is selected. */
export function projectCommands(id: string, name: string): Command[] {
  const at = (tab: string) => `/projects/${id}/${tab}`;
  return [
    { id: 'progress', label: '填进度', detail: name, initials: 'tjd', icon: IconTrendingUp, to: at('progress') },
    { id: 'permits', label: '看手续', detail: name, initials: 'ksx', icon: IconRubberStamp, to: at('permits') },
    { id: 'problems', label: '看问题', detail: name, initials: 'kwt', icon: IconPuzzle, to: at('problems') },
    { id: 'liaison', label: '看纪实', detail: name, initials: 'kjs', icon: IconMessages, to: at('liaison') },
    {
      id: 'history',
      label: '看历史',
      detail: `${name}，谁改过什么`,
      initials: 'kls',
      icon: IconHistory,
      to: at('history'),
    },
  ];
}

export function matches(command: Command, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  return (
    wanted === '' ||
    command.label.toLowerCase().includes(wanted) ||
    command.initials.includes(wanted) ||
    command.detail.includes(wanted)
  );
}
