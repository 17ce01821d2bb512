import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useStatus } from './status';

/** What the person has to do about this machine itself; stands until it is done. */
export function Notices() {
  return useStatus()?.notices.map(({ id, text, severity, to, label }) => (
    <div key={id} className={severity === 'attention' ? 'banner red' : 'banner'} role="status">
      {severity === 'attention' ? (
        <IconAlertTriangle className="icon" aria-hidden="true" />
      ) : (
        <IconInfoCircle className="icon" aria-hidden="true" />
      )}
      <span className="grow">{text}</span>
      <Link className="btn sm" to={to}>
        {label}
      </Link>
    </div>
  ));
}
