/** Our sign: a w of two halves that meet. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="7" fill="var(--accent)" />
      <path
        d="M5 8.5v3.75a3.5 3.5 0 0 0 7 0V8.5m0 3.75a3.5 3.5 0 0 0 7 0V8.5"
        stroke="var(--on-accent)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
