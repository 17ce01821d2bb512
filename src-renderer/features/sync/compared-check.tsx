import { Checkbox } from '@mantine/core';
import dialog from './device-dialog.module.css';

/** The person says that the words were compared on the telephone; `isMissing` where a decision was tried without. */
export function ComparedCheck(props: { compared: boolean; onChange: (compared: boolean) => void; isMissing: boolean }) {
  const { compared, onChange, isMissing } = props;
  return (
    <>
      <Checkbox
        className={dialog.check}
        label="已打电话核对，四个词都对"
        checked={compared}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {isMissing && (
        <p className={dialog.fault} role="alert">
          请先核对四个词
        </p>
      )}
    </>
  );
}
