import { createHash, createPrivateKey } from 'node:crypto';
import { randomOf as seeded } from '../../src-main/ledger/demonstration/random';
import { Author, unzip, zip } from './sync-ledgers';

/** Whole numbers from 0 up to below `limit`; the same for the same seed. */
export type Random = (limit: number) => number;

export function randomOf(seed: number): Random {
  const numbers = seeded(String(seed));
  return (limit) => numbers.between(0, limit - 1);
}

// An Ed25519 key in PKCS #8 is this and 32 bytes of any kind.
const keyStart = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An author whose key is the same for the same seed, so that a failing run can be repeated. */
export function seededAuthor(seed: string): Author {
  const secret = createHash('sha256').update(seed).digest();
  return new Author(createPrivateKey({ key: Buffer.concat([keyStart, secret]), format: 'der', type: 'pkcs8' }));
}

export const mutationKinds = ['flip', 'truncate', 'splice', 'resign'] as const;
export type MutationKind = (typeof mutationKinds)[number];

export interface Mutant {
  readonly kind: MutationKind;
  readonly bytes: Buffer;
}

interface Inside {
  readonly manifest: Buffer;
  readonly signature: Buffer;
  readonly changes: Buffer;
}

const names = { manifest: 'manifest.json', signature: 'manifest.sig', changes: 'changes.ndjson' } as const;

/** What is signed in a package, read by the local headers alone; undefined where it cannot be read. */
export function insideOf(bytes: Buffer): Inside | undefined {
  try {
    const contents = unzip(bytes);
    const [manifest, signature, changes] = [names.manifest, names.signature, names.changes].map((name) =>
      contents.get(name),
    );
    return manifest && signature && changes && contents.size === 3 ? { manifest, signature, changes } : undefined;
  } catch {
    return undefined;
  }
}

function pack({ manifest, signature, changes }: Inside): Buffer {
  return zip([
    { name: names.manifest, content: manifest },
    { name: names.signature, content: signature },
    { name: names.changes, content: changes },
  ]);
}

function isSame(a: Inside, b: Inside): boolean {
  return a.manifest.equals(b.manifest) && a.signature.equals(b.signature) && a.changes.equals(b.changes);
}

function flip(bytes: Buffer, random: Random): Buffer {
  const damaged = Buffer.from(bytes);
  for (let count = 1 + random(8); count > 0; count -= 1) {
    const at = random(damaged.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8));
  }
  return damaged;
}

/** The end, the beginning or something between is missing, or stands as zeros (a medium that was pulled out while it wrote). */
function truncate(bytes: Buffer, random: Random): Buffer {
  const [from, length] = [random(bytes.length), 1 + random(200)];
  switch (random(4)) {
    case 0:
      return Buffer.from(bytes.subarray(0, from));
    case 1:
      return Buffer.from(bytes.subarray(1 + random(bytes.length - 1)));
    case 2:
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.min(from + length, bytes.length))]);
    default:
      return Buffer.from(bytes).fill(0, from, Math.min(from + length, bytes.length));
  }
}

/** Parts of two valid packages in one: by bytes, by entries, or by lines. */
function splice(one: Buffer, two: Buffer, random: Random): Buffer {
  const choice = random(4);
  const [a, b] = [insideOf(one), insideOf(two)];
  if (choice === 0 || !a || !b)
    return Buffer.concat([one.subarray(0, random(one.length)), two.subarray(random(two.length))]);
  if (choice === 1) {
    const pick = () => (random(2) === 0 ? a : b);
    return pack({ manifest: pick().manifest, signature: pick().signature, changes: pick().changes });
  }
  if (choice === 2) {
    const [left, right] = [String(a.changes).split('\n'), String(b.changes).split('\n')];
    const mixed = [...left.slice(0, random(left.length)), ...right.slice(random(right.length))];
    return pack({ ...a, changes: Buffer.from(mixed.join('\n')) });
  }
  // Both, one behind the other, as somebody does who takes packages for text.
  return Buffer.concat([one, two]);
}

type Manifest = Record<string, unknown> & {
  range: Record<string, unknown>;
  key: Record<string, unknown>;
  entries: Record<string, unknown>[];
};

/** Every edit that a clever forger might think of. */
const edits: readonly ((manifest: Manifest, random: Random) => void)[] = [
  (manifest, random) => {
    manifest.person = `冒名者 ${random(1000)}`;
  },
  (manifest, random) => {
    manifest.range = { ...manifest.range, from: 1 + random(9), to: 1 + random(99) };
  },
  (manifest) => {
    manifest.range = { ...manifest.range, before: 'f'.repeat(64) };
  },
  (manifest, random) => {
    manifest.kind = ['return', 'receipt', 'enrolment', 'snapshot', '其他'][random(5)];
  },
  (manifest, random) => {
    manifest.clock = random(2) === 0 ? Number.MAX_SAFE_INTEGER : random(1_000_000);
  },
  (manifest) => {
    manifest.dataset = '0190f0f0-0000-7000-8000-00000000ffff';
  },
  (manifest) => {
    manifest.key = { ...manifest.key, algorithm: 'none' };
  },
  (manifest) => {
    manifest.key = { ...manifest.key, id: createHash('sha256').update('another').digest('hex') };
  },
  (manifest, random) => {
    manifest.device = createHash('sha256')
      .update(String(random(100)))
      .digest('hex')
      .slice(0, 16);
  },
  (manifest, random) => {
    manifest.entries = manifest.entries.map((entry) => ({ ...entry, size: random(100_000) }));
  },
  (manifest) => {
    manifest.entries = [...manifest.entries, ...manifest.entries];
  },
  (manifest) => {
    manifest.have = { [manifest.device as string]: { n: 999, h: '0'.repeat(64) } };
  },
  (manifest, random) => {
    delete manifest[Object.keys(manifest)[random(Object.keys(manifest).length)] ?? ''];
  },
  (manifest, random) => {
    manifest.reader = [0, -1, 2, 1.5, '1'][random(5)];
  },
  (manifest, random) => {
    manifest.schema = random(100_000);
    manifest.recipients = ['age1nobody'];
  },
];

/** An edited manifest (and sometimes edited lines with honest sums), signed by somebody else, who may or may not put his own key in. */
function resign(bytes: Buffer, stranger: Author, random: Random): Buffer | undefined {
  const inside = insideOf(bytes);
  if (!inside) return undefined;
  const manifest = JSON.parse(String(inside.manifest)) as Manifest;
  let { changes } = inside;
  if (random(2) === 0) {
    changes = Buffer.from(String(changes).replace(/项目/, '假的'));
    const lines = String(changes)
      .split('\n')
      .slice(0, -1)
      .map((line) => Buffer.from(line));
    const before = Buffer.from(manifest.range.before as string, 'hex');
    manifest.range = { ...manifest.range, after: Author.chain(lines, before).toString('hex') };
    manifest.entries = [
      { name: names.changes, size: changes.length, sha256: createHash('sha256').update(changes).digest('hex') },
    ];
  }
  for (let count = random(3); count > 0; count -= 1) edits[random(edits.length)]?.(manifest, random);
  if (random(2) === 0) {
    manifest.key = { id: stranger.keyId, algorithm: 'Ed25519', public: stranger.publicKey.toString('base64') };
    if (random(2) === 0) manifest.device = stranger.id;
  }
  const stored = Buffer.from(JSON.stringify(manifest));
  return pack({ manifest: stored, signature: stranger.sign(stored), changes });
}

/**
 * A package that nobody wrote, made of valid ones. What only touched bytes that nobody signs and nobody reads (notes in the directory of
 * the zip) would still be the honest package: such a try is thrown away and another is made.
 */
export function mutant(originals: readonly Buffer[], stranger: Author, random: Random): Mutant {
  const honest = originals.map(insideOf);
  for (;;) {
    const kind = mutationKinds[random(mutationKinds.length)] as MutationKind;
    const one = originals[random(originals.length)] as Buffer;
    const two = originals[random(originals.length)] as Buffer;
    const bytes =
      kind === 'flip'
        ? flip(one, random)
        : kind === 'truncate'
          ? truncate(one, random)
          : kind === 'splice'
            ? splice(one, two, random)
            : resign(one, stranger, random);
    if (bytes === undefined) continue;
    const inside = insideOf(bytes);
    if (inside && honest.some((original) => original && isSame(original, inside))) continue;
    return { kind, bytes };
  }
}
