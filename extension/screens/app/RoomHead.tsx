/** The name of a room: title of the tab, heading, and where a screen reader and the keyboard arrive when one comes from another room. */
import { useEffect, useRef, type ReactNode } from 'react';

/** The first room is where the page opens: the browser says its title, and nothing is to be skipped. */
let isFirst = true;

interface RoomHeadProps {
  title: string;
  /** Where the focus goes somewhere better. */
  isQuiet?: boolean;
  /** Beside the heading. */
  beside?: ReactNode;
  children?: ReactNode;
}

export function RoomHead({ title, isQuiet = false, beside, children }: RoomHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Wellmet`;
  }, [title]);
  useEffect(() => {
    if (!isFirst && !isQuiet) heading.current?.focus();
    isFirst = false;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- on arriving
  }, []);
  return (
    <header className="room-head">
      <div className="room-name">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        {beside}
      </div>
      {children}
    </header>
  );
}
