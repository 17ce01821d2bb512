import type { FundingApplication } from '../../../src-shared/entities/funding-application';
import { type FundingStage, fundingStageLabel } from '../../../src-shared/rules/funding-stages';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';

/** Makes an application with the papers of its policy; answers its id, or null where it was refused. */
export async function applyFor(policy: string, project: string, name: string): Promise<string | null> {
  const result = await run('funding.apply', { policy, project });
  if (!result.ok) {
    showFailure(result.error);
    return null;
  }
  showDone(`已为“${name}”发起申报`, { undo: true });
  return result.value.id;
}

/** Moves an application; the reason of a step back stands in the history, that of a refusal in the application too. */
export async function moveApplication(
  application: Pick<FundingApplication, 'id'>,
  to: FundingStage,
  today: string,
  reason = '',
): Promise<boolean> {
  const label = fundingStageLabel(to);
  const result = await run('records.revise', {
    entity: 'funding_application',
    id: application.id,
    set: { stage: to, stage_since: today, ...(to === 'refused' ? { refusal_reason: reason } : {}) },
    source: (reason ? `转到${label}：${reason}` : `推进到${label}`).slice(0, 200),
  });
  if (!result.ok) {
    showFailure(result.error);
    return false;
  }
  showDone(`现在是“${label}”阶段`, { undo: true });
  return true;
}

export async function deleteApplication(application: Pick<FundingApplication, 'id' | 'title'>): Promise<boolean> {
  const result = await run('funding.withdraw', { id: application.id });
  if (!result.ok) showFailure(result.error);
  else showDone(`已删除申报“${application.title ?? ''}”和它的材料`, { undo: true });
  return result.ok;
}
