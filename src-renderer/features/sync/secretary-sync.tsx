import { Link, useLocation, useSearch } from 'wouter';
import type { LedgerStatus } from '../../../src-shared/contract/ledger-methods';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone, showFailure } from '../../components/toast';
import { call, demand, failureOf, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { CamePanel } from './came-panel';
import { CommissionDialog } from './commission-dialog';
import { DropZone } from './drop-zone';
import { FingerprintWords } from './fingerprint';
import { HandoverPanel } from './handover-panel';
import { ImportLogPanel } from './import-log-panel';
import { OutcomeTable, outcomeSummary } from './outcomes';
import { OwnDeviceLine } from './own-device';
import { ReportPanel } from './report-panel';
import styles from './sync.module.css';
import { useIntake } from './use-intake';

/** One button up, a place to drop what comes back, and the register of both. */
export function SecretarySync({ status }: { status: LedgerStatus }) {
  const [, navigate] = useLocation();
  // What has just come is shown, whatever stood there before.
  const intake = useIntake(false, () => navigate('/sync?tab=came', { replace: true }));
  const trust = useLedgerQuery('devices.own', {}, { keep: true }).data?.trust;
  const asked = new URLSearchParams(useSearch()).get('tab');
  const { outcomes } = intake;
  const tabs = [
    ...(outcomes ? [{ name: 'came', label: '刚才收到的' }] : []),
    { name: 'handover', label: '交接登记' },
    { name: 'log', label: '收包记录' },
    { name: 'own', label: '登记本机' },
  ];
  // Until the two know each other the enrolment is what there is to do.
  const usual = trust === 'waiting' ? 'own' : 'handover';
  const tab = tabs.find(({ name }) => name === asked)?.name ?? usual;
  return (
    <>
      <div className={styles.up}>
        <ReportPanel status={status} />
        <section className={styles.in} aria-label="收返还包">
          <div className={styles.head}>
            <h2 className="title">收返还包</h2>
            {intake.outcomes && (
              <span className="right sub-fg">{outcomeSummary(intake.outcomes.map((outcome) => outcome.outcome))}</span>
            )}
          </div>
          <DropZone intake={intake} title="把收到的 .wubao 拖到这里" hint="先验签名，再告诉你并入了什么" />
          <OwnDeviceLine />
        </section>
      </div>
      <div className="split">
        <CamePanel />
        <section className={styles.reg} aria-label="收发与登记">
          <nav className="tabs" aria-label="收发与登记">
            {tabs.map(({ name, label }) => (
              <Link
                key={name}
                to={`/sync?tab=${name}`}
                replace
                className={tab === name ? 'on' : ''}
                aria-current={tab === name ? 'page' : undefined}
              >
                {label}
              </Link>
            ))}
          </nav>
          {tab === 'came' && intake.outcomes && (
            <ScrollRegion label="刚才收到的">
              <OutcomeTable outcomes={intake.outcomes} />
            </ScrollRegion>
          )}
          {tab === 'handover' && <HandoverPanel isCommission={false} />}
          {tab === 'log' && <ImportLogPanel />}
          {tab === 'own' && <Enrolment status={status} isMutual={trust === 'mutual'} />}
        </section>
      </div>
      {intake.applicant && (
        <CommissionDialog key={intake.applicant.id} commission={intake.applicant} onClose={intake.next} />
      )}
    </>
  );
}

/** How this machine becomes known to the Commission. */
function Enrolment({ status, isMutual }: { status: LedgerStatus; isMutual: boolean }) {
  const write = useLedgerCommand('devices.writeEnrolment', { onFailure: showFailure });
  const save = async () => {
    try {
      const name = `登记-${status.identity?.person ?? '本机'}.wubao`;
      const target = await demand('files.chooseSave', { purpose: 'enrolment', name });
      if (!target) return;
      await write.mutateAsync({ file: target.token });
      showDone(`已写好 ${target.name}，请交给市发改委`);
      void call('files.reveal', { token: target.token });
    } catch (error) {
      if (!write.isError) showFailure(failureOf(error));
    }
  };
  return (
    <div className={styles.enrolment}>
      <p>
        {isMutual
          ? '本机已与市发改委互认，不用再登记。要登记到另一个发改委时，把登记文件交过去；对方打电话来，请把下面四个词念给对方听。换钥匙在“设置”里。'
          : '第一次上报前，把登记文件和上报包一起交给市发改委。对方收下时会打电话来，请把下面四个词念给对方听，一个不差才批准。'}
      </p>
      <dl className="dl">
        <dt>姓名</dt>
        <dd>{status.identity?.person}</dd>
        <dt>单位</dt>
        <dd>{status.identity?.unit}</dd>
        <dt>指纹</dt>
        <dd className="strong">
          <FingerprintWords fingerprint={status.fingerprint} />
        </dd>
        <dt>代码</dt>
        <dd>{status.fingerprint.hex}</dd>
      </dl>
      <button type="button" className="btn" disabled={write.isPending} onClick={() => void save()}>
        导出登记文件
      </button>
    </div>
  );
}
