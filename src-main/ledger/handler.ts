import type { MethodOf, OutputOf, ParsedInputOf } from '../../src-shared/contract/contract';
import type { LedgerContext } from './context';

/**
 * Does the work of one method in an open ledger. Input has been validated; an expected failure is thrown as `Refusal` and
 * becomes a value at the door.
 */
export type Handler<Name extends MethodOf<'ledger'>> = (
  context: LedgerContext,
  input: ParsedInputOf<Name>,
) => OutputOf<Name> | Promise<OutputOf<Name>>;
