import type { Random } from './random';

const first = [...'澄恒铭谷翼禾沐松澜途泽启昊泓宁嘉润晟朗益岳麓汇卓腾盈锦瑞弘信'];
const second = [...'源远拓元川沐筑庭辰科盛洲阳和丰穗原岭航达隆景曜凌屹霖桥石舟'];
const phases = ['', '二期', '三期', '扩容', '四期', '五期'];

/** Invented names, each given out once in a city. */
export class Namer {
  private readonly projects: Set<string>;
  private readonly companies = new Set<string>();

  constructor(taken: Iterable<string>) {
    this.projects = new Set(taken);
  }

  isFree(name: string): boolean {
    return !this.projects.has(name);
  }

  /** 孤店子冷链物流中心, then 孤店子冷链物流中心二期, then one with a brand: 孤店子恒远冷链物流中心. */
  project(random: Random, region: string, place: string, kind: string): string {
    const short = region.replace(/[县市区]$/, '');
    for (;;) {
      for (const phase of phases) {
        const name = `${place}${kind}${phase}`;
        if (this.take(this.projects, name)) return name;
      }
      const branded = `${place}${this.brand(random)}${kind}`;
      if (this.take(this.projects, branded)) return branded;
      if (this.take(this.projects, `${short}${branded}`)) return `${short}${branded}`;
    }
  }

  /** 吉林恒远物流有限公司. A larger city runs out of pairs and takes a third character. */
  company(random: Random, suffix: string): string {
    for (let attempt = 0; ; attempt++) {
      const brand = attempt < 8 ? this.brand(random) : this.brand(random) + random.pick(second);
      const name = `吉林${brand}${suffix}`;
      if (this.take(this.companies, name)) return name;
    }
  }

  private brand(random: Random): string {
    return random.pick(first) + random.pick(second);
  }

  private take(names: Set<string>, name: string): boolean {
    if (names.has(name)) return false;
    names.add(name);
    return true;
  }
}
