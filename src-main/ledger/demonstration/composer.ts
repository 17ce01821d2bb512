import type { Draft } from './draft';
import type { RegionFigures } from './figures';
import { commonKinds, type Kind, localKinds, type Place, placesOf } from './kinds';
import type { Namer } from './namer';
import { type Random, randomOf } from './random';

/** Where the pictures show every project from 300 million yuan on, no other may be as large. */
const cappedRegions = new Set(['昌邑区', '龙潭区', '磐石市']);

type About = Pick<Draft, 'name' | 'region' | 'address' | 'owner' | 'kind' | 'nature' | 'approval'>;

/** Gives names, owners and kinds; every region and copy has its own random stream. */
export class Composer {
  readonly random: Random;
  readonly capped: boolean;
  private readonly place: Place;
  private readonly kinds: readonly Kind[];

  constructor(
    private readonly figures: RegionFigures,
    private readonly namer: Namer,
    copy: number,
  ) {
    this.random = randomOf(`${figures.name}/${copy}`);
    this.capped = cappedRegions.has(figures.name);
    const place = placesOf[figures.name];
    if (!place) throw new RangeError(`no places in ${figures.name}`);
    this.place = place;
    const local = place.industries.flatMap((industry) => localKinds[industry] ?? []);
    this.kinds = [...local, ...local, ...commonKinds];
  }

  /** A new project. Public works are not promoted: with `companyOnly` a company builds it. */
  about(companyOnly = false): About {
    let { place, kind } = this.pick(companyOnly);
    // A second stage of the same work is the exception.
    for (let attempt = 0; attempt < 12 && !this.namer.isFree(place + kind.name); attempt++) {
      ({ place, kind } = this.pick(companyOnly));
    }
    const name = this.namer.project(this.random, this.figures.name, place, kind.name);
    const owner = kind.company
      ? this.namer.company(this.random, kind.company)
      : `${this.figures.name}${this.bureau(kind.bureau)}`;
    const scale = scaleText(kind.scale, this.random.between(2, 18));
    return {
      name,
      region: this.figures.name,
      address: `${this.figures.name}${place}`,
      owner,
      kind: { ...kind, scale },
      nature: /改造|提标|改建|技改/.test(kind.name)
        ? 'renovation'
        : /扩建|扩产|扩能/.test(kind.name)
          ? 'expansion'
          : 'new',
      approval: !kind.company ? 'approval' : /热电|电站/.test(kind.name) ? 'verification' : 'filing',
    };
  }

  /** Somebody from elsewhere. */
  investor(): string {
    const suffix = this.random.pick(['控股集团有限公司', '实业集团有限公司', '投资有限公司']);
    return this.namer
      .company(this.random, suffix)
      .replace('吉林', this.random.pick(['浙江', '江苏', '广东', '山东', '北京']));
  }

  private pick(companyOnly: boolean): { place: string; kind: Kind } {
    const place = this.random.pick(this.place.places);
    const country = !/[街路园]$|区$/.test(place);
    const kind = this.random.pick(
      this.kinds.filter((candidate) => (candidate.company || !companyOnly) && (country || !candidate.country)),
    );
    return { place, kind };
  }

  private bureau(bureau: string): string {
    return /开发区|高新区|经开区|食品区/.test(this.figures.name) ? '建设局' : bureau;
  }

  month(year: number, from: number, to: number): string {
    return `${year}-${String(this.random.between(from, to)).padStart(2, '0')}`;
  }

  day(year: number, from: number, to: number): string {
    return `${this.month(year, from, to)}-${String(this.random.between(2, 27)).padStart(2, '0')}`;
  }
}

/** '床位#百张' with 12 → '床位1200张'. */
function scaleText(text: string, count: number): string {
  const zeros = { 十: '0', 百: '00', 千: '000' } as const;
  return text.replace(
    /#([十百千])?/,
    (_, tens: keyof typeof zeros | undefined) => `${count}${tens ? zeros[tens] : ''}`,
  );
}
