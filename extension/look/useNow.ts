import { useEffect, useState } from 'react';

const everyMs = 30_000;

/** The time that the screen speaks of ("today", "in 9 days"), moving on while it stands open. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
