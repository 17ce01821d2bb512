import type { EntityName } from '../../src-shared/entities/entities';
import { run } from '../ledger-client';
import { showDone, showFailure } from './toast';

/** Withdraws a record and offers the way back. */
export async function withdrawRecord(entity: EntityName, id: string, what: string): Promise<void> {
  const result = await run('records.withdraw', { entity, id });
  if (!result.ok) showFailure(result.error);
  else showDone(`已删除${what}`, { undo: true });
}
