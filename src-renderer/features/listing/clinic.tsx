import { ScrollRegion } from '../../components/scroll-region';
import { ReadyOffer } from './case-head';
import { ConsistencyTable } from './consistency-table';
import type { ListingFile } from './listing-file';
import { MaterialTable } from './material-table';
import { TwoSums } from './two-sums';
import { WindowLine } from './window-line';

/** The examination of a case: windows, papers, statements side by side, both sums. Shared by the page and the project’s tab. */
export function Clinic({ file }: { file: ListingFile }) {
  return (
    <>
      <WindowLine file={file} />
      <ScrollRegion label="入统体检">
        <ReadyOffer file={file} />
        <MaterialTable file={file} />
        <ConsistencyTable file={file} />
        <TwoSums file={file} />
      </ScrollRegion>
      <div className="foot">
        <span className="muted">不代企业填报联网直报</span>
        <span className="right" />
        <span className="muted">调度口径，不作统计数据使用</span>
      </div>
    </>
  );
}
