/** Ideal profiles: searches that the workspace keeps under a name, each with how many it finds now. */
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { Pencil, X } from 'lucide-react';
import { v7 as uuidv7 } from 'uuid';
import { useStore } from 'zustand';
import type { IdealProfile, PoolCount, Wanted } from '@wellmet/shared/discover';
import { useWords, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { DoneLine } from '../campaigns/DoneLine.tsx';
import { asked, useDoing, type Deed } from '../campaigns/doing.ts';
import { isNarrowed, lookAs, looking, wantedOf } from './looking.ts';

/** "About 340 people". */
export const countInWords = ({ count, isMore }: PoolCount, t: T): string =>
  isMore ? t('discover.countMore', { count }) : t('discover.count', { count });

type Naming = { id: string; name: string; wanted: Wanted } | undefined;

export function Profiles() {
  const { t } = useWords();
  const doing = useDoing();
  const question = useStore(looking);
  const [profiles, setProfiles] = useState<IdealProfile[]>();
  const [counts, setCounts] = useState<ReadonlyMap<string, PoolCount>>(new Map());
  const [naming, setNaming] = useState<Naming>();
  const now = JSON.stringify(wantedOf(question));
  const isNow = ({ wanted }: IdealProfile): boolean => JSON.stringify(wantedOf({ ...wanted, examples: wanted.examples })) === now;

  useEffect(() => {
    const ending = new AbortController();
    void (async () => {
      const answer = await asked(sendMessage('idealProfiles', undefined));
      if (ending.signal.aborted || isTrouble(answer)) return;
      setProfiles(answer.profiles);
      // One after the other: they are shown beside what was asked for.
      for (const { id, wanted } of answer.profiles.slice(0, 12)) {
        const count = await asked(sendMessage('countFound', wanted));
        if (ending.signal.aborted || isTrouble(count)) return;
        setCounts((before) => new Map([...before, [id, count]]));
      }
    })();
    return () => ending.abort();
  }, []);

  const shown = (changed: IdealProfile): void =>
    setProfiles((before = []) =>
      [...before.filter(({ id }) => id !== changed.id), changed].toSorted((a, b) => a.name.localeCompare(b.name)),
    );

  async function countOne({ id, wanted }: IdealProfile): Promise<void> {
    const count = await asked(sendMessage('countFound', wanted));
    if (!isTrouble(count)) setCounts((before) => new Map([...before, [id, count]]));
  }

  function keep(wish: { id: string; name: string; wanted: Wanted }): Deed {
    const requestId = uuidv7();
    return async () => {
      const answer = await asked(sendMessage('keepIdealProfile', { ...wish, requestId }));
      if (isTrouble(answer)) return answer;
      shown(answer);
      void countOne(answer);
      return { said: t('discover.kept', { name: answer.name }) };
    };
  }

  function remove({ id, name, wanted }: IdealProfile): Deed {
    const requestId = uuidv7();
    return async (): Promise<Awaited<ReturnType<Deed>> | Trouble> => {
      const answer = await asked(sendMessage('removeIdealProfile', { id, requestId }));
      if (isTrouble(answer)) return answer;
      setProfiles((before) => before?.filter((one) => one.id !== id));
      return { said: t('discover.removed', { name }), undo: keep({ id, name, wanted }) };
    };
  }

  return (
    <section className="profiles" aria-label={t('discover.profiles')}>
      <h2>{t('discover.profiles')}</h2>
      {profiles?.length === 0 && !naming && <p className="fine">{t('discover.noProfiles')}</p>}
      {profiles && profiles.length > 0 && (
        <ul>
          {profiles.map((profile) => {
            const count = counts.get(profile.id);
            const { name } = profile;
            return (
              <li key={profile.id}>
                <button type="button" className="profile-open" aria-pressed={isNow(profile)} onClick={() => lookAs(profile.wanted)}>
                  <span dir="auto">{name}</span>
                  <small>{count && countInWords(count, t)}</small>
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('discover.rename', { name })}
                  onClick={() => setNaming({ id: profile.id, name, wanted: profile.wanted })}
                >
                  <Pencil size={13} aria-hidden="true" />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('discover.remove', { name })}
                  onClick={() => void doing.run(remove(profile))}
                >
                  <X size={14} aria-hidden="true" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {naming ? (
        <Name
          key={naming.id}
          name={naming.name}
          onName={(name) => {
            void doing.run(keep({ ...naming, name }));
            setNaming(undefined);
          }}
          onEnd={() => setNaming(undefined)}
        />
      ) : (
        profiles &&
        !profiles.some(isNow) &&
        isNarrowed(question) && (
          <button
            type="button"
            className="link"
            onClick={() => setNaming({ id: uuidv7(), name: '', wanted: wantedOf(looking.getState()) })}
          >
            {t('discover.keep')}
          </button>
        )
      )}
      <DoneLine doing={doing} />
    </section>
  );
}

function Name({ name, onName, onEnd }: { name: string; onName: (name: string) => void; onEnd: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(name);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.select(), []);

  function save(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (typed.trim() === '') box.current?.focus();
    else onName(typed.trim());
  }

  return (
    <form className="naming" onSubmit={save}>
      <input
        ref={box}
        aria-label={t('discover.profileName')}
        placeholder={t('discover.profileName')}
        maxLength={120}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
      />
      <Button kind="quiet" type="submit">
        {t('contact.save')}
      </Button>
    </form>
  );
}
