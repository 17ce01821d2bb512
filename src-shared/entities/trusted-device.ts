import { roleChoices } from './duties';
import { defineEntity } from './field';

/**
 * The Commission's word about a device: who sits there, what it may change, and whether it is trusted (sync.md section 3). Written by a
 * commission only; whoever takes such a change in brings the roster (table `device`) up to date with it.
 */
export const trustedDevice = defineEntity({
  name: 'trusted_device',
  label: '设备授权',
  title: 'person',
  naturalKey: ['device'],
  administrative: true,
  fields: {
    device: { kind: 'text', label: '设备编号', required: true, maxLength: 40 },
    /** Raw Ed25519 key, base64. */
    public_key: { kind: 'text', label: '公钥', maxLength: 60 },
    /** `age1…`: packages for this device can be encrypted to it. */
    recipient: { kind: 'text', label: '加密公钥', maxLength: 100 },
    person: { kind: 'text', label: '姓名', maxLength: 100 },
    unit: { kind: 'text', label: '单位', maxLength: 200 },
    /** None: no regional limit. */
    region: { kind: 'region', label: '属地' },
    role: { kind: 'choice', label: '角色', choices: roleChoices },
    /** JSON array of ids of projects that it may change besides those of its person and region. */
    projects: { kind: 'long_text', label: '另外分管的项目', maxLength: 400_000 },
    state: {
      kind: 'choice',
      label: '状态',
      choices: [
        { code: 'approved', label: '已批准' },
        { code: 'revoked', label: '已停用' },
      ],
    },
    /** With `revoked`: the last seq of its stream that still counts. */
    revoked_after: { kind: 'integer', label: '停用前最后一处改动' },
    /** 1: its stream has two branches, and it has to be enrolled with a new key. */
    enrol_again: { kind: 'integer', label: '要重新登记' },
    reason: { kind: 'text', label: '理由', maxLength: 500 },
  },
});
