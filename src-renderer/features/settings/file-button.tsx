import { type ReactNode, useRef } from 'react';

/** A button that asks for a file of these kinds (`.json,.xlsx`) and hands it over. */
export function FileButton({
  accept,
  label,
  disabled = false,
  onFile,
  children,
}: {
  accept: string;
  /** Names the choice for those who hear it. */
  label: string;
  disabled?: boolean;
  onFile: (file: File) => void;
  children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="btn" disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file can be chosen again after it was mended.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
