/** One act at a time: while it is under way, what came of it in words, the way back, and the way on where no answer came. */
import { useRef, useState } from 'react';
import { isTrouble, type Trouble } from '../../messages.ts';

/** Said again it is the same request: what has been done is not done twice. */
export type Deed = () => Promise<Came>;
export interface Done {
  said: string;
  undo?: Deed | undefined;
}
export type Came = Done | Trouble;

export interface Doing {
  isBusy: boolean;
  done: Done | undefined;
  trouble: Trouble | undefined;
  /** The same again, after trouble. */
  again: (() => void) | undefined;
  run: (deed: Deed) => Promise<void>;
  forget: () => void;
}

export function useDoing(): Doing {
  const [state, setState] = useState<{ isBusy: boolean; done?: Done; trouble?: Trouble; deed?: Deed }>({ isBusy: false });
  const isBusy = useRef(false);

  async function run(deed: Deed): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setState({ isBusy: true });
    const came = await asked(deed());
    isBusy.current = false;
    setState(isTrouble(came) ? { isBusy: false, trouble: came, deed } : { isBusy: false, done: came });
  }

  const { deed } = state;
  return {
    isBusy: state.isBusy,
    done: state.done,
    trouble: state.trouble,
    again: deed && (() => void run(deed)),
    run,
    forget: () => setState({ isBusy: false }),
  };
}

/** Where the background was replaced under us, by an update say, nobody has answered. */
export async function asked<T>(answer: Promise<T>): Promise<T | Trouble> {
  try {
    return await answer;
  } catch (error) {
    console.error(error);
    return { trouble: 'unreachable' };
  }
}
