import { Button, Menu, Modal, Textarea } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { FundingApplication } from '../../../src-shared/entities/funding-application';
import type { FundingMaterial } from '../../../src-shared/entities/funding-material';
import {
  type FundingStage,
  fundingMoves,
  fundingStageLabel,
  fundingWay,
  moveWarning,
  stageOf,
} from '../../../src-shared/rules/funding-stages';
import classes from './funding.module.css';
import { moveApplication } from './funding-actions';

/** The way of an application with where it stands, and the steps that are open from there. Nothing here is blocked by what is missing. */
export function StageLine({
  application,
  materials,
  today,
  writable,
}: {
  application: FundingApplication;
  materials: readonly FundingMaterial[];
  today: string;
  writable: boolean;
}) {
  const [asking, setAsking] = useState<FundingStage | null>(null);
  const stage = stageOf(application);
  const way = fundingWay(application.channel);
  const stages = stage === 'refused' || way.includes(stage) ? way : [...way, stage];
  const at = stages.indexOf(stage);
  const moves = fundingMoves(application);
  const warning = moves.forward && moveWarning(application, moves.forward, materials);
  return (
    <section aria-label="申报阶段">
      <ol className={classes.way}>
        {stages.map((code, index) => (
          <li
            key={code}
            data-state={index < at ? 'done' : index === at ? 'present' : 'open'}
            aria-current={index === at ? 'step' : undefined}
          >
            <i>{index < at && <IconCheck className="icon" aria-hidden="true" />}</i>
            <span>{fundingStageLabel(code)}</span>
          </li>
        ))}
      </ol>
      {stage === 'refused' && (
        <p className="note r">未通过{application.refusal_reason ? `：${application.refusal_reason}` : ''}</p>
      )}
      {writable && (
        <div className={classes.moves}>
          {moves.forward && (
            <Button
              size="compact-xs"
              variant="filled"
              rightSection={<IconArrowRight className="icon" aria-hidden="true" />}
              onClick={() => void moveApplication(application, moves.forward as FundingStage, today)}
            >
              推进到{fundingStageLabel(moves.forward)}
            </Button>
          )}
          {moves.back.length > 0 && (
            <Menu position="bottom-start">
              <Menu.Target>
                <Button size="compact-xs">{stage === 'refused' ? '重新申报' : '退回'}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {moves.back.map((code) => (
                  <Menu.Item key={code} onClick={() => setAsking(code)}>
                    {stage === 'refused' ? '从' : '退回'}
                    {fundingStageLabel(code)}
                    {stage === 'refused' ? '重新开始' : ''}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          {moves.refuse && (
            <Button size="compact-xs" onClick={() => setAsking('refused')}>
              未通过
            </Button>
          )}
          {warning && <span className="yellow-fg">{warning}</span>}
        </div>
      )}
      {asking && (
        <ReasonDialog
          to={asking}
          onClose={() => setAsking(null)}
          onDone={(reason) => moveApplication(application, asking, today, reason)}
        />
      )}
    </section>
  );
}

/** Asks why: it stands in the history of the application. */
function ReasonDialog({
  to,
  onClose,
  onDone,
}: {
  to: FundingStage;
  onClose: () => void;
  onDone: (reason: string) => Promise<boolean>;
}) {
  const [reason, setReason] = useState('');
  const title = to === 'refused' ? '申报未通过' : `转到“${fundingStageLabel(to)}”`;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() && (await onDone(reason.trim()))) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={440}>
      <form className={classes.dialog} onSubmit={(event) => void submit(event)}>
        <Textarea
          label="原因"
          description="写入历史，上级和接手的人看得到"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>取消</Button>
          <Button type="submit" variant="filled" disabled={!reason.trim()}>
            确定
          </Button>
        </div>
      </form>
    </Modal>
  );
}
