/** Our sign, as in docs/brand/icon.svg: two halves that lean towards each other and share one step; together a w. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 96 96"
      fill="none"
      strokeWidth="13"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <rect width="96" height="96" rx="22" fill="#0f766e" />
      <path d="M18 30 34 68 48 38" stroke="#fff" />
      <path d="M48 38 62 68 78 30" stroke="#99f6e4" />
    </svg>
  );
}
