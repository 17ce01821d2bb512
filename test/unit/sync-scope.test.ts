import { describe, expect, test } from 'vitest';
import {
  concerns,
  mayChange,
  outsideWords,
  personsOf,
  type ScopeDevice,
  type ScopeRecord,
} from '../../src-shared/rules/sync-scope';

const changyi = '220202';
const longtan = '220203';

const wang: ScopeDevice = { id: 'a1', person: '王秘书', role: 'secretary', region: changyi, projects: [] };
const free: ScopeDevice = { ...wang, region: null };
const commission: ScopeDevice = { id: 'c1', person: '周科长', role: 'commission', region: null, projects: [] };
const county: ScopeDevice = { ...commission, id: 'c2', region: changyi };
const persons = personsOf([wang, commission, { person: '李秘书' }, { person: '' }]);

function project(region: string | null, secretary: string | null = null): ScopeRecord {
  return { entity: 'project', project: { id: 'p1', region, secretary } };
}

/** An edit that leaves the record where it is. */
function verdict(device: ScopeDevice, record: ScopeRecord): string | null {
  return mayChange(device, record, record, persons)?.code ?? null;
}

describe('what a device may change', () => {
  test('a commission without a region everything, one with a region everything of it', () => {
    expect(verdict(commission, project(longtan, '李秘书'))).toBeNull();
    expect(verdict(county, project(changyi, '李秘书'))).toBeNull();
    expect(verdict(county, project(longtan))).toBe('region');
    expect(verdict(commission, { entity: 'rule_setting', project: null, scope: 'city' })).toBeNull();
    expect(verdict(county, { entity: 'rule_setting', project: null, scope: 'city' })).toBe('city');
    expect(verdict(county, { entity: 'rule_setting', project: null, scope: changyi })).toBeNull();
  });

  test('a secretary the projects of her region that are hers or nobody’s', () => {
    expect(verdict(wang, project(changyi))).toBeNull();
    expect(verdict(wang, project(changyi, '王 秘书'))).toBeNull();
    expect(verdict(wang, project(changyi, '赵秘书'))).toBeNull();
    expect(mayChange(wang, project(changyi, '李秘书'), project(changyi, '李秘书'), persons)).toEqual({
      code: 'secretary',
      about: '李秘书',
    });
    expect(verdict(wang, project(longtan))).toBe('region');
    expect(verdict(wang, project(longtan, '王秘书'))).toBe('region');
    expect(verdict(wang, project(null))).toBeNull();
    expect(verdict(free, project(longtan, '李秘书'))).toBeNull();
  });

  test('who inspects sites every project of the region, whoever its secretary is', () => {
    const inspector: ScopeDevice = { ...wang, person: '郑工', role: 'field' };
    expect(verdict(inspector, project(changyi, '李秘书'))).toBeNull();
    expect(verdict(inspector, project(longtan))).toBe('region');
  });

  test('projects that are assigned to the device, wherever they stand', () => {
    const assigned = { ...wang, projects: ['p1'] };
    expect(verdict(assigned, project(longtan, '李秘书'))).toBeNull();
    expect(mayChange(assigned, project(longtan), project(changyi), persons)).toBeNull();
    expect(verdict(assigned, { ...project(longtan), entity: 'permit' })).toBeNull();
  });

  test('new projects in her region; none is fetched from others or pushed into another region', () => {
    expect(mayChange(wang, null, project(changyi, '李秘书'), persons)).toBeNull();
    expect(mayChange(wang, null, project(longtan), persons)?.code).toBe('region');
    expect(mayChange(wang, project(longtan), project(changyi), persons)?.code).toBe('region');
    expect(mayChange(wang, project(changyi, '李秘书'), project(changyi, '王秘书'), persons)?.code).toBe('secretary');
    expect(mayChange(wang, project(changyi), project(longtan), persons)?.code).toBe('moved');
    // Handing over inside the region is ordinary work.
    expect(mayChange(wang, project(changyi, '王秘书'), project(changyi, '李秘书'), persons)).toBeNull();
    expect(mayChange(free, null, project(longtan), persons)).toBeNull();
  });

  test('a record follows its project, before and after', () => {
    const permit = (record: ScopeRecord): ScopeRecord => ({ ...record, entity: 'permit' });
    expect(verdict(wang, permit(project(changyi)))).toBeNull();
    expect(verdict(wang, permit(project(changyi, '李秘书')))).toBe('secretary');
    expect(mayChange(wang, null, permit(project(changyi, '李秘书')), persons)?.code).toBe('secretary');
    expect(mayChange(wang, permit(project(changyi)), permit(project(longtan)), persons)?.code).toBe('region');
    expect(verdict(wang, { entity: 'permit', project: 'missing' })).toBe('missing');
    expect(verdict(free, { entity: 'permit', project: 'missing' })).toBeNull();
    expect(verdict(wang, { entity: 'policy', project: null })).toBeNull();
    expect(verdict(wang, { entity: 'work_log', project: null })).toBeNull();
  });

  test('what is the city’s or another region’s, and trust itself, stays the Commission’s', () => {
    expect(verdict(wang, { entity: 'template', project: null, scope: changyi })).toBeNull();
    expect(verdict(wang, { entity: 'template', project: null, scope: longtan })).toBe('other_scope');
    for (const device of [wang, free]) {
      expect(verdict(device, { entity: 'saved_view', project: null, scope: 'city' })).toBe('city');
      expect(
        verdict(device, { entity: 'trusted_device', project: null, subject: { id: 'a1', role: null, region: null } }),
      ).toBe('trust');
    }
    expect(verdict(free, { entity: 'template', project: null, scope: longtan })).toBeNull();
    const about = (region: string | null): ScopeRecord => ({
      entity: 'trusted_device',
      project: null,
      subject: { id: 'a9', role: 'secretary', region },
    });
    expect(verdict(commission, about(null))).toBeNull();
    expect(verdict(county, about(changyi))).toBeNull();
    expect(verdict(county, about(longtan))).toBe('trust');
    expect(verdict(county, about(null))).toBe('trust');
  });

  test('the reason is a sentence', () => {
    expect(outsideWords({ code: 'region', about: longtan })).toBe('项目属地是龙潭区，不是它分管的属地。');
    expect(outsideWords({ code: 'secretary', about: '李秘书' })).toBe('项目由李秘书负责，没有分给它。');
  });
});

describe('whom a record concerns', () => {
  const of = (device: ScopeDevice, record: ScopeRecord, authors: string[] = ['李秘书']) =>
    concerns(device, record, authors, persons);

  test('projects in scope and what belongs to them', () => {
    expect(of(wang, project(changyi))).toBe(true);
    expect(of(wang, project(changyi, '李秘书'))).toBe(false);
    expect(of(wang, { ...project(longtan), entity: 'permit' })).toBe(false);
    expect(of({ ...wang, projects: ['p1'] }, { ...project(longtan), entity: 'permit' })).toBe(true);
    expect(of(wang, { entity: 'permit', project: 'missing' })).toBe(false);
    expect(of(free, project(longtan))).toBe(true);
    expect(of(commission, project(longtan, '李秘书'))).toBe(true);
  });

  test('what is the city’s and the region’s own; what belongs to no project, but not what is private', () => {
    expect(of(wang, { entity: 'rule_setting', project: null, scope: 'city' })).toBe(true);
    expect(of(wang, { entity: 'rule_setting', project: null, scope: changyi })).toBe(true);
    expect(of(wang, { entity: 'rule_setting', project: null, scope: longtan })).toBe(false);
    expect(of(wang, { entity: 'policy', project: null })).toBe(true);
    expect(of(wang, { entity: 'work_log', project: null })).toBe(false);
    expect(of(wang, { entity: 'work_log', project: null }, ['王秘书'])).toBe(true);
    expect(of(wang, { ...project(changyi), entity: 'work_log' })).toBe(true);
  });

  test('trust: its own and the Commission’s', () => {
    const about = (id: string, role: 'secretary' | 'commission'): ScopeRecord => ({
      entity: 'trusted_device',
      project: null,
      subject: { id, role, region: null },
    });
    expect(of(wang, about('a1', 'secretary'))).toBe(true);
    expect(of(wang, about('b1', 'secretary'))).toBe(false);
    expect(of(wang, about('c1', 'commission'))).toBe(true);
  });
});
