/** Tiny bar of a rate (0…1 and more) with a tick where it should stand by now. */
export function MiniBar({ rate, tick, width }: { rate: number | null; tick?: number | null; width?: number }) {
  return (
    <span className="mini" style={width ? { width } : undefined} aria-hidden="true">
      {rate !== null && <i style={{ width: `${Math.max(0, Math.min(100, rate * 100))}%` }} />}
      {rate !== null && tick !== null && tick !== undefined && <u style={{ left: `${Math.min(100, tick * 100)}%` }} />}
    </span>
  );
}
