import reasons from '../catalogues/listing-reasons.json';
import { defineEntity, type Row } from './field';

/** One step of a listing case: handed in, taken, sent back, passed. */
export const listingEvent = defineEntity({
  name: 'listing_event',
  label: '入统经过',
  title: 'kind',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    date: { kind: 'date', label: '日期', required: true, width: 110 },
    kind: {
      kind: 'choice',
      label: '事项',
      required: true,
      choices: [
        { code: 'submitted', label: '报送' },
        { code: 'accepted', label: '收件' },
        { code: 'lenient', label: '容缺收件' },
        { code: 'passed', label: '审核通过' },
        { code: 'questioned', label: '提出问题' },
        { code: 'returned', label: '退回' },
        { code: 'listed', label: '入库' },
        { code: 'surveyed', label: '踏查' },
      ],
      width: 90,
    },
    level: {
      kind: 'choice',
      label: '层级',
      choices: [
        { code: 'county', label: '县级' },
        { code: 'city', label: '市级' },
        { code: 'province', label: '省级' },
      ],
      width: 80,
    },
    batch: { kind: 'month', label: '申报批次', width: 100 },
    reason_code: {
      kind: 'choice',
      label: '原因',
      choices: reasons.map(({ code, name }) => ({ code, label: `${code} ${name}`, synonyms: [name] })),
      width: 180,
    },
    unit: { kind: 'text', label: '单位或人', width: 120 },
    detail: { kind: 'long_text', label: '说明', width: 200 },
    deadline: { kind: 'date', label: '限期', width: 110 },
  },
});

export type ListingEvent = Row<typeof listingEvent>;
