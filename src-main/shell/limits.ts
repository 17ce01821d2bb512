export interface Limits {
  readonly depth: number;
  /** Values in all, containers among them. */
  readonly values: number;
  /** UTF-16 code units of all strings and names together. */
  readonly characters: number;
}

export const messageLimits: Limits = { depth: 12, values: 400_000, characters: 16_000_000 };

/**
 * Looks through a value that came from a window before anything else touches it. Only what JSON can say is let in: no class, no
 * map, no bytes, no function, nothing that goes in a circle. Never throws.
 */
export function inspect(value: unknown, limits: Limits = messageLimits): 'fine' | 'too_large' | 'not_plain' {
  let values = 0;
  let characters = 0;
  let verdict: 'fine' | 'too_large' | 'not_plain' = 'fine';
  const walk = (part: unknown, depth: number): boolean => {
    values += 1;
    if (typeof part === 'string') characters += part.length;
    if (values > limits.values || characters > limits.characters || depth > limits.depth) {
      verdict = 'too_large';
      return false;
    }
    if (
      part === null ||
      part === undefined ||
      typeof part === 'string' ||
      typeof part === 'boolean' ||
      Number.isFinite(part)
    )
      return true;
    if (Array.isArray(part)) return part.every((item) => walk(item, depth + 1));
    if (isPlainObject(part)) {
      return Object.entries(part).every(([name, item]) => {
        characters += name.length;
        return walk(item, depth + 1);
      });
    }
    verdict = 'not_plain';
    return false;
  };
  walk(value, 0);
  return verdict;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
