/** Our sign: two people who meet, and a w. Drawn in the colour of the text around it. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <circle cx="7.25" cy="5.5" r="2.5" fill="currentColor" />
      <circle cx="16.75" cy="5.5" r="2.5" fill="currentColor" />
      <path
        d="M2.5 11.5v2.75a4.75 4.75 0 0 0 9.5 0 4.75 4.75 0 0 0 9.5 0V11.5"
        stroke="currentColor"
        strokeWidth="2.75"
        strokeLinecap="round"
      />
    </svg>
  );
}
