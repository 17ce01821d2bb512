import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ZipFile } from 'yazl';

/**
 * Writes, with the key of the ledger in `folder`, a return package for one device that holds nothing: what a commission sends down first, by the shapes
 * of the format alone.
 */
export async function writeFirstReturn(
  folder: string,
  about: { dataset: string; recipient: string; person: string; unit: string },
  file: string,
): Promise<void> {
  const stored = JSON.parse(readFileSync(path.join(folder, 'device.key'), 'utf8')) as { secret: string };
  const { signing } = JSON.parse(Buffer.from(stored.secret, 'base64').toString('utf8')) as { signing: string };
  const key = createPrivateKey({ key: Buffer.from(signing, 'base64'), format: 'der', type: 'pkcs8' });
  const publicKey = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  const keyId = createHash('sha256').update(publicKey).digest('hex');
  const { dataset, recipient, person, unit } = about;
  const manifest = Buffer.from(
    JSON.stringify({
      format: 'wubao/1',
      reader: 1,
      kind: 'return',
      dataset,
      device: keyId.slice(0, 16),
      person,
      unit,
      role: 'commission',
      region: null,
      key: { id: keyId, algorithm: 'Ed25519', public: publicKey.toString('base64') },
      range: null,
      schema: 40,
      app: '0.1.0',
      createdAt: '2018-09-16T09:00:00+08:00',
      clock: 0,
      recipients: [],
      entries: [],
      have: {},
      scope: { recipient, sections: [] },
      inReplyTo: null,
    }),
  );
  const digest = createHash('sha256').update(manifest).digest();
  const zip = new ZipFile();
  zip.addBuffer(manifest, 'manifest.json');
  zip.addBuffer(sign(null, Buffer.concat([Buffer.from('wubao-manifest-v1\0'), digest]), key), 'manifest.sig');
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  writeFileSync(file, Buffer.concat(parts));
}
