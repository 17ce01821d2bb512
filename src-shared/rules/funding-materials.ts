import { fundingMaterial } from '../entities/funding-material';

const longest = fundingMaterial.fields.name.maxLength;
// '1.', '2、', '(3)', '（四）', '①', '- ' in front of a line only count it.
const numbering = /^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．:：]\s*|[①-⑳]\s*|[-*•·]\s+)/;

/** The papers that a policy asks for: a line each, without numbering, each once. A line that is too long for a name is cut and kept whole in `detail`. */
export function policyMaterials(text: string | null): { name: string; detail: string | null }[] {
  const papers = new Map<string, { name: string; detail: string | null }>();
  for (const line of (text ?? '').split(/\r?\n/)) {
    const whole = line
      .replace(numbering, '')
      .replace(/[;；。]\s*$/, '')
      .trim();
    const name = [...whole].slice(0, longest).join('').slice(0, longest);
    if (name === '' || papers.has(name)) continue;
    papers.set(name, { name, detail: name === whole ? null : whole.slice(0, 200) });
  }
  return [...papers.values()];
}
