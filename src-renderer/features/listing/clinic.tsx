import { ScrollRegion } from '../../components/scroll-region';
import { CaseFacts, ReadyOffer } from './case-head';
import classes from './clinic.module.css';
import { ConsistencyTable } from './consistency-table';
import type { ListingFile } from './listing-file';
import { MaterialTable } from './material-table';
import { TwoSums } from './two-sums';
import { WindowLine } from './window-line';

/** Papers, statements side by side, both sums. */
function Findings({ file }: { file: ListingFile }) {
  return (
    <>
      <ReadyOffer file={file} />
      <MaterialTable file={file} />
      <ConsistencyTable file={file} />
      <TwoSums file={file} />
    </>
  );
}

function Foot() {
  return (
    <div className="foot">
      <span className="muted">不代企业填报联网直报</span>
      <span className="right" />
      <span className="muted">调度口径，不作统计数据使用</span>
    </div>
  );
}

/** The examination of a case. With `low` everything scrolls, as under the head of a project; else facts and windows stay in sight. */
export function Clinic({ file, low }: { file: ListingFile; low?: boolean }) {
  const top = (
    <>
      <div className={low ? classes.low : undefined}>
        <CaseFacts file={file} />
      </div>
      <WindowLine file={file} />
    </>
  );
  return (
    <>
      {!low && top}
      <ScrollRegion label="入统体检">
        {low && top}
        <Findings file={file} />
      </ScrollRegion>
      <Foot />
    </>
  );
}
