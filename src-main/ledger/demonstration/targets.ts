import { city, regionCode } from '../../../src-shared/catalogues/regions';
import type { InputOf } from '../../../src-shared/contract/contract';
import { type RegionFigures, regionFigures } from './figures';
import type { DemonstrationLedger } from './ledger';

type Cell = InputOf<'targets.write'>['cells'][number];

const sum = (figure: (region: RegionFigures) => number) =>
  regionFigures.reduce((total, region) => total + figure(region), 0);

/** Regions that have handed in what they promise. */
const handedIn = ['昌邑区', '龙潭区', '船营区', '高新区', '经开区'];

function regionCells(of: (region: RegionFigures) => Omit<Cell, 'region'>[]): Cell[] {
  return handedIn.flatMap((name) => {
    const figures = regionFigures.find((one) => one.name === name);
    const region = regionCode(name);
    if (!figures || region === undefined) throw new RangeError(`no region ${name}`);
    return of(figures).map((cell) => ({ region, ...cell }));
  });
}

/** Projects that are to be begun within the year: those that have, and the plan's that have not. */
const begun = ({ started, plannedStart }: RegionFigures) => started + plannedStart;

/**
 * What the plan asks of the city, in the figures of the bulletin: by the end of September everything that has to be listed is listed, the 80
 * that were not among it; by the end of the year everything planned for it has started, the 49 of August to December among it. Five
 * regions have their own share of it; the others have not been asked yet.
 */
export async function setTargets(commission: DemonstrationLedger, scale: number): Promise<void> {
  const cells = (indicator: Cell['indicator'], figure: (region: RegionFigures) => number): Cell[] => [
    { region: city.code, indicator, value: sum(figure) * scale },
    ...regionCells((region) => [{ indicator, value: figure(region) * scale }]),
  ];
  await commission.call('targets.write', {
    period: '2018-09',
    cells: cells('listed', ({ construction }) => construction),
  });
  await commission.call('targets.write', { period: '2018', cells: cells('started', begun) });
}
