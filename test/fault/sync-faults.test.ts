import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Every fault that a package, a machine or a medium can meet, and the tests that show what happens then: nothing is lost, a sentence says
 * so in Chinese, the ledger is unchanged or complete. A fault without a test, or a test that was renamed away, fails here.
 */
const faults: Readonly<Record<string, readonly (readonly [file: string, title: string])[]>> = {
  'bit flip anywhere': [['fault/package-damage', 'with any single bit flipped, at every byte']],
  'truncation anywhere': [
    ['fault/package-damage', 'cut off at any length, or with any run of bytes zeroed'],
    ['fault/package-damage', 'brings nothing into the ledger, and the honest one still comes in afterwards'],
  ],
  'flips, truncation, splices and re-signed manifests by thousands': [
    ['fault/package-mutations', '400 of them bring nothing in, crash nothing'],
    ['soak/mutations.soak', 'mutated packages'],
  ],
  'zip bomb: declared size': [['fault/sync-packages', 'a zip bomb by what it declares']],
  'zip bomb: actual size': [['fault/sync-packages', 'a zip bomb by what comes out of it']],
  'zip bomb: ratio': [['fault/sync-packages', 'a zip bomb by its ratio']],
  'zip bomb: count': [['fault/sync-packages', 'a zip bomb by the number of its entries']],
  'zip bomb: overlapping entries': [['fault/sync-packages', 'a zip bomb of entries that overlap']],
  'names: traversal': [
    ['fault/sync-packages', 'a name that leaves the package'],
    ['fault/sync-packages', 'an absolute name'],
    ['fault/sync-packages', 'a name of a drive'],
    ['fault/sync-packages', 'a backslash'],
  ],
  'names: duplicate': [['fault/sync-packages', 'a name that comes twice']],
  'names: case-clashing': [
    ['fault/sync-packages', 'a name that differs by case alone'],
    ['fault/sync-packages', 'a name that differs by its composition alone'],
  ],
  'names: CON and NUL': [
    ['fault/sync-packages', 'a name that Windows reserves'],
    ['fault/sync-packages', 'a NUL in a name'],
  ],
  replay: [
    ['fault/sync-packages', 'a replay, under whatever name'],
    ['unit/sync-import', 'is merged, recognised when it comes again, and lies unchanged in the store'],
  ],
  gap: [
    ['fault/sync-packages', 'a gap'],
    ['unit/sync-import', 'are held, name what is missing, and go on by themselves'],
  ],
  overlap: [
    ['fault/sync-packages', 'an overlap: only what is new comes in'],
    ['property/sync-order', 'in any order, in any drops, any number of times, give one ledger'],
  ],
  'forged signature': [
    ['fault/sync-packages', 'an edited manifest under the old signature'],
    ['fault/sync-packages', 'an edited manifest signed by somebody else'],
    ['fault/sync-packages', 'the key of another under the name of an approved device'],
    ['fault/sync-packages', 'a weak public key that signs everything'],
  ],
  'revoked key': [
    ['fault/sync-packages', 'a revoked device: what it had given stays, what is new waits'],
    ['fault/trust', 'of a revoked device is not taken, nor is history that it wrote anew'],
  ],
  'unknown key': [
    ['fault/sync-packages', 'a key that nobody approved'],
    ['fault/trust', 'of an unknown device brings nothing but an application, however often it asks'],
  ],
  'algorithm swap': [['fault/sync-packages', 'another algorithm in the name of the same key']],
  'wrong recipient': [
    ['fault/sync-envelopes', 'for somebody else is not opened; for this machine it is, under whatever name'],
    ['unit/envelope', 'is opened by each of its recipients and by nobody else'],
  ],
  'flipped ciphertext': [
    ['fault/sync-envelopes', 'with any part of it flipped or cut off brings nothing, and the whole one still comes in'],
  ],
  're-encrypted to a third party': [
    ['fault/sync-envelopes', 'that its recipient opened and closed again for a third party is no letter to that one'],
    ['fault/sync-envelopes', 'vouches for nobody: what a stranger or a forger puts in is judged by its signature'],
  ],
  'package of another dataset': [['fault/sync-packages', 'a package of another city']],
  'package of another kind': [
    ['fault/sync-packages', 'a kind that nobody knows'],
    ['fault/sync-packages', 'changes in an enrolment'],
    ['fault/trust', 'that comes down from somebody who only says that he is the Commission is put aside'],
  ],
  'clock +10 years': [['fault/sync-lines', 'ten years ahead, three behind and stepping back never win']],
  'clock −3 years': [['unit/sync-import', 'never costs data: ten years ahead is marked, three years back is not']],
  'clock stepping back': [['property/sync-histories', 'end, through a county and a city up to the province']],
  'cloned disk': [
    ['unit/sync-import', 'becomes two branches that both merge, and both are named'],
    ['fault/machines', 'that edit the same projects, hand packages around and are killed end equal'],
    [
      'property/sync-forks',
      'stands everywhere as at the Commission that settled it, whichever branch came first there',
    ],
    ['unit/trust-renewal', 'is told to both machines, and after both have new keys nothing of either is lost'],
  ],
  'restored backup': [
    ['fault/sync-stops', 'gets its own later changes back from its own package, and goes on without a fork'],
    ['unit/trust-renewal', 'goes on as a second branch, is told so, and a new key makes one line of it again'],
  ],
  'kill −9 at every step of the import and the export': [
    ['fault/kill-steps', 'of an import or an export: what was acknowledged stays, nothing is there by halves'],
    ['fault/kill', 'leaves a merge done or not begun, 15 times, and it can go on'],
    ['fault/sync-stops', 'leaves the ledger as before or complete, and the same drop again finishes it'],
    ['soak/kills.soak', 'kills at named steps'],
  ],
  'disk full': [
    [
      'fault/disk-full',
      'says so, leaves the ledger as before or complete, and the same work is done once there is room',
    ],
  ],
  'medium pulled': [
    ['fault/disk-full', 'while a drop is read: what was read is merged, the rest is named, and nothing is lost'],
    ['fault/disk-full', 'whose reading fails in the middle is told as such'],
    ['fault/disk-full', 'while a report is written (%s): no half file, and the next one is whole'],
  ],
  'prev naming an unknown dot': [['fault/sync-lines', 'that names a dot which never comes']],
  'prev in a cycle': [['fault/sync-lines', 'that goes round in a circle']],
  'prev naming another record': [
    ['fault/sync-lines', 'that names a change of another record, another field or another entity'],
  ],
  'prev that is none': [['fault/sync-lines', 'that is %s is a lie']],
  'author outside scope': [
    ['unit/review', 'is kept, listed and counted, but not applied'],
    ['unit/review', 'is applied when it is accepted, on every machine'],
  ],
  'newer schema': [
    ['fault/schema-drift', 'the older keeps what it does not know, and has it all after its upgrade'],
    ['fault/schema-drift', 'a package that needs a newer reader waits, and comes in by itself after the upgrade'],
  ],
  'older schema': [
    ['fault/schema-drift', 'two that knew everything from the start stand where an upgraded one stands'],
  ],
  'integers beyond 2^53, numbers that are none, lone surrogates': [
    ['fault/sync-lines', '%s is kept byte for byte and put aside, what stands beside it is merged'],
    ['fault/sync-lines', 'the greatest and the least safe integers come through exactly'],
  ],
  NaN: [['fault/sync-lines', '%s in a line is no JSON']],
  'NFC and NFD': [['fault/sync-lines', 'composed and decomposed text are two values when they come in packages']],
  'delete vs edit': [['fault/sync-lines', 'withdraws what another edits unseen: it stays in sight']],
  'concurrent resolutions': [['fault/sync-lines', 'two settle the same conflict differently: it is open again']],
  'attachment hash mismatch': [
    ['unit/attachment-volumes', 'is not taken: other bytes, another name, a file that the list does not know'],
    ['unit/attachment-volumes', 'is refused where a name says another hash than the list'],
  ],
  'missing blob': [
    ['unit/attachment-volumes', 'that are damaged or gone here are not sent, are counted, and are asked for'],
    ['unit/attachment-volumes', 'that went missing are brought again by the same package'],
  ],
};

describe('every fault of sync has a test', () => {
  it.each(Object.entries(faults))('%s', (_, tests) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const [file, title] of tests) {
      const name = file.startsWith('soak/') ? `${file}.ts` : `${file}.test.ts`;
      const source = readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');
      expect(source).toContain(title);
    }
  });
});
