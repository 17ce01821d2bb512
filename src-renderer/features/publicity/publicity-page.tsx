import { usePageTitle } from '../../app/page-title';

/** 宣传稿 of a month: what is written, approved and published. */
export function PublicityPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '宣传' }]);
  return null;
}
