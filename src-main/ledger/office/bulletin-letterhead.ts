/**
 * What stands on the city's bulletin besides the figures: who issues it, to whom, on what grounds. Plan section 三(二): every half-month the
 * city government's supervision office, the Development and Reform Commission and the Statistics Bureau inspect together and publish.
 */
export const letterhead = {
  title: '项目建设督查通报',
  addressees: '各县（市）区人民政府，各开发区管委会：',
  opening: '按照“稳投资”工作方案要求，市政府督查室、市发改委、市统计局对重点项目推进情况开展联合督查，现通报如下：',
  issuer: '吉林市人民政府督查室',
  copies: '抄送：市委办公室，市政府各位副市长。',
} as const;

/** Every exported table of dispatch figures carries it (domain.md section 5). */
export const dispatchNotice = '调度口径，不作统计数据使用';

export const draftNotice = '送审稿，数据未冻结';
