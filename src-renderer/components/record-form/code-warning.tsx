import type { EntityName } from '../../../src-shared/entities/entities';
import type { CodeDoubt } from '../../../src-shared/rules/code-doubts';
import { run } from '../../ledger-client';
import { showFailure } from '../toast';

/** A doubt about a code under its field, with the better reading as a button. */
export function CodeWarning({
  doubt,
  entity,
  id,
  name,
}: {
  doubt: CodeDoubt;
  entity: EntityName;
  id: string;
  name: string;
}) {
  const { sentence, suggestion } = doubt;
  const take = async (value: string) => {
    const result = await run('records.revise', { entity, id, set: { [name]: value } });
    if (!result.ok) showFailure(result.error);
  };
  return (
    <>
      {sentence}
      {suggestion && (
        <button type="button" className="link" onClick={() => void take(suggestion.value)}>
          {suggestion.label}
        </button>
      )}
    </>
  );
}
