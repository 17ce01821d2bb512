import type { SiteVisit } from '../../../src-shared/contract/survey-methods';
import { formatDay } from '../../../src-shared/terms/format';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import { FieldsDialog } from '../problems/fields-dialog';

/** What was found on a site as a problem of its project, with the words of the finding to go on from. */
export function FindingDialog({ site, today, onClose }: { site: SiteVisit; today: string; onClose: () => void }) {
  const day = typeof site.record.visited_on === 'string' ? site.record.visited_on : today;
  return (
    <FieldsDialog
      title={`登记问题：${site.project.name}`}
      note="登记后从秘书层级起算时限；编号由市发改委统一确认。"
      entity="problem"
      today={today}
      size={520}
      fields={[
        { name: 'description', required: true, hint: '什么事、卡在哪里、影响什么' },
        { name: 'category' },
        { name: 'request', hint: '要谁做什么、什么时候要' },
        { name: 'responsible_unit' },
      ]}
      initial={{ description: site.record.finding }}
      confirm="登记"
      save={async (values) => {
        const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
        const result = await run('problems.register', {
          set: {
            ...set,
            project: site.project.id,
            source: `踏查发现（${formatDay(day)}未入统踏查）`,
            reported_on: day,
          } as never,
        });
        if (!result.ok) return result.error;
        showDone('已登记为问题，时限开始计算', { undo: true });
        return null;
      }}
      onClose={onClose}
    />
  );
}
