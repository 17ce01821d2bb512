// Holds the sources against the rules of .dependency-cruiser.cjs; used by `npm run lint` and by the test of the layers.
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import { inProject } from './shared.mjs';

const { forbidden, options } = createRequire(import.meta.url)(inProject('.dependency-cruiser.cjs'));

/**
 * Broken rules below `folder`, which has the project's layout.
 * @returns {Promise<{rule: string, from: string, to: string}[]>}
 */
export async function brokenLayers(folder) {
  const sources = ['src-shared', 'src-main', 'src-renderer'];
  const { output } = await cruise(sources, { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } });
  return output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
