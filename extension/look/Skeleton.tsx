/** Lines that stand where text will; widths in percent of the place. */
export function Skeleton({ widths }: { widths: readonly number[] }) {
  return (
    <div aria-hidden="true" style={{ display: 'grid', gap: 12, paddingTop: 6 }}>
      {widths.map((width, line) => (
        <span key={line} className="skeleton" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
