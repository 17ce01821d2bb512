import { IconX } from '@tabler/icons-react';
import classes from './projects-page.module.css';

/** '含“江城”': words that a project must have somewhere. */
export function WordsChip({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  return (
    <span className="chip">
      <span className="ell">含“{words}”</span>
      <button type="button" className={classes.remove} aria-label={`去掉“${words}”`} onClick={() => onChange('')}>
        <IconX className="icon" aria-hidden="true" />
      </button>
    </span>
  );
}
