import { useCallback, useEffect, useRef, useState } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { describeFailure, type Failure } from '../../../src-shared/terms/errors';
import { formatMoney } from '../../../src-shared/terms/format';
import { editText } from '../fields/edit-text';
import { readText } from '../fields/read-text';

const isMoney = (field: Field) =>
  field.kind === 'money' || field.kind === 'money_by_year' || field.kind === 'money_by_channel';

export type SaveField = (value: FieldValue) => Promise<Failure | null>;

/**
 * Text of one field while somebody works on it. It is saved on leaving; what cannot be read, or is refused, stays with the
 * reason beside it and does not count until it is mended.
 */
export function useField(field: Field, value: FieldValue, save: SaveField) {
  const [draft, setDraft] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const known = JSON.stringify(value);
  const shown = draft ?? (typeof value === 'number' && isMoney(field) ? formatMoney(value) : editText(field, value));
  const latest = useRef({ shown, draft });
  latest.current = { shown, draft };

  // What was typed since the field was last left has been sent to nobody yet.
  const isUnsent = useRef(false);

  // The ledger has a new value: what was sent has been taken, or is overtaken. A fault is kept with its text, and so is what is being
  // typed while the answer to what was typed before is on its way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the value alone decides
  useEffect(() => {
    if (!fault && !isUnsent.current) setDraft(null);
  }, [known]);

  const take = useCallback(
    async (next: FieldValue) => {
      isUnsent.current = false;
      if (JSON.stringify(next) === known) {
        setDraft(null);
        setFault(null);
        return;
      }
      const failure = await save(next);
      if (!failure) return setFault(null);
      const { what, next: advice } = describeFailure(failure);
      setFault(`${what}${advice}`);
    },
    [known, save],
  );

  /** Reads the text and saves it; to be called on leaving the field. */
  const leave = useCallback(async () => {
    const { draft: typed } = latest.current;
    isUnsent.current = false;
    if (typed === null) return;
    const reading = readText(field, typed);
    if (reading.ok) await take(reading.value);
    else setFault(`${reading.message}。已保留你填的字，改好前不计入。`);
  }, [field, take]);

  const type = useCallback((text: string) => {
    isUnsent.current = true;
    setDraft(text);
    setFault(null);
  }, []);

  const giveUp = useCallback(() => {
    isUnsent.current = false;
    setDraft(null);
    setFault(null);
  }, []);

  return { text: shown, dirty: draft !== null, fault, type, leave, giveUp, take };
}
