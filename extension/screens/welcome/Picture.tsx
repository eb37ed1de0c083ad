/** What Wellmet does, as a drawing of our own: words of a profile, and what is said on the strength of them. Colours are the tokens' (welcome.css). */
export function Picture() {
  return (
    <svg className="picture" viewBox="0 0 520 250" aria-hidden="true" focusable="false">
      <g className="sheet">
        <rect x="1" y="1" width="272" height="226" rx="16" />
        <circle className="soft-shape" cx="46" cy="48" r="22" />
        <path className="shape" d="M46 47a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm-14 15a14 11 0 0 1 28 0Z" />
        <rect className="shape" x="82" y="32" width="112" height="10" rx="5" />
        <rect className="soft-shape" x="82" y="52" width="150" height="8" rx="4" />
        <rect className="soft-shape" x="24" y="98" width="196" height="8" rx="4" />
        <rect className="said" x="18" y="112" width="176" height="20" rx="6" />
        <rect className="said-words" x="24" y="118" width="164" height="8" rx="4" />
        <rect className="soft-shape" x="24" y="140" width="212" height="8" rx="4" />
        <rect className="soft-shape" x="24" y="160" width="120" height="8" rx="4" />
        <rect className="said" x="18" y="176" width="138" height="20" rx="6" />
        <rect className="said-words" x="24" y="182" width="126" height="8" rx="4" />
        <rect className="soft-shape" x="166" y="182" width="70" height="8" rx="4" />
      </g>
      <g className="card">
        <rect x="306" y="58" width="212" height="190" rx="16" />
        <g transform="translate(326 78) scale(.25)">
          <rect width="96" height="96" rx="22" className="sign" />
          <path className="sign-one" d="M18 30 34 68 48 38" />
          <path className="sign-other" d="M48 38 62 68 78 30" />
        </g>
        <rect className="shape" x="362" y="85" width="92" height="10" rx="5" />
        <rect className="soft-shape" x="326" y="122" width="52" height="7" rx="3.5" />
        <rect className="shape" x="326" y="137" width="150" height="9" rx="4.5" />
        <rect className="soft-shape" x="326" y="166" width="66" height="7" rx="3.5" />
        <rect className="shape" x="326" y="181" width="120" height="9" rx="4.5" />
        <rect className="button-shape" x="326" y="208" width="86" height="22" rx="8" />
        <rect className="button-words" x="342" y="216" width="54" height="6" rx="3" />
      </g>
      <g className="threads">
        <path d="M195 122C250 122 260 134 314 134" />
        <path d="M157 186C240 186 250 178 314 178" />
        <circle cx="195" cy="122" r="3.5" />
        <circle cx="157" cy="186" r="3.5" />
        <circle cx="314" cy="134" r="3.5" />
        <circle cx="314" cy="178" r="3.5" />
      </g>
    </svg>
  );
}
