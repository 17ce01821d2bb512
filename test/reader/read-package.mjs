// A reader of *.wubao by somebody who knows nothing but README: `node read-package.mjs FILE`. Zip (node:zlib), JSON, OpenSSL (node:crypto).
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32, inflateRawSync, zstdDecompressSync } from 'node:zlib';

function demand(holds, sentence) {
  if (!holds) throw new Error(sentence);
}
const sha256 = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();
const zip = readFileSync(process.argv[2]);
demand(zip.toString('latin1', 0, 21) !== 'age-encryption.org/v1', 'sealed: open it with age first');
// The directory of the zip, from its end record backwards; entries are stored (0), deflated (8) or one Zstandard frame (93).
const entries = new Map();
for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50; ) {
  const [method, sum, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20)];
  const [nameLength, local] = [zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + packed);
  const content = { 0: () => data, 8: () => inflateRawSync(data), 93: () => zstdDecompressSync(data) }[method]();
  demand(crc32(content) === sum, 'damaged');
  entries.set(zip.toString('utf8', at + 46, at + 46 + nameLength), content);
  at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
}
const stored = entries.get('manifest.json');
const manifest = JSON.parse(stored);
const { format, reader, kind, device, key, range, person, unit } = manifest;
demand(format.startsWith('wubao/') && reader <= 1, 'needs a newer reader');
const publicKey = Buffer.from(key.public, 'base64');
demand(key.algorithm === 'Ed25519' && sha256(publicKey).toString('hex') === key.id, 'key and key id differ');
demand(key.id.startsWith(device), 'the key is not that of the device');
const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
const signed = Buffer.concat([Buffer.from('wubao-manifest-v1\0'), sha256(stored)]);
const signature = entries.get('manifest.sig');
demand(verify(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), signature), 'the signature does not hold');
for (const { name, size, sha256: sum } of manifest.entries)
  demand(entries.get(name)?.length === size && sha256(entries.get(name)).toString('hex') === sum, `${name} differs`);
demand(entries.size === manifest.entries.length + 2, 'an entry that nobody signed');
const changes = String(entries.get('changes.ndjson') ?? '');
const lines = changes.split('\n').slice(0, -1);
const chain = range && lines.reduce((before, line) => sha256(before, line), Buffer.from(range.before, 'hex'));
demand(!range || chain.toString('hex') === range.after, 'the chain does not hold');
demand(!range || lines.every((line, at) => JSON.parse(line).n === range.from + at), 'a change is missing');
process.stdout.write(`${kind} of ${unit} ${person}, device ${device}, ${lines.length} changes\n`);
for (const { d, n, t, p, e, r, set } of lines.map((line) => JSON.parse(line))) {
  const at = new Date(t / 4096 + Date.UTC(2000, 0)).toISOString();
  for (const [field, value] of Object.entries(set))
    process.stdout.write(`${[`${d}:${n}`, at, p, e, r, field, JSON.stringify(value)].join('\t')}\n`);
}
