/** The panel beside the page: in step with the tab, from what this device knows. Chrome calls it the side panel, Firefox the sidebar; a tab shows it, too. */
// oxlint-disable no-restricted-imports -- as in basketActs.ts
import { useEffect, useMemo, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { AppWindow } from 'lucide-react';
import { useStore } from 'zustand';
import { lastBalance, whoIsSignedIn } from '../../cache/read.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { overlay } from '../../overlay/panel.ts';
import type { Settings } from '../../settings.ts';
import { SignIn } from '../account/SignIn.tsx';
import { useSettings } from '../account/useSettings.ts';
import { keepFresh } from '../app/freshness.ts';
import { AsOfLine } from './AsOfLine.tsx';
import { basketActs, followBasket } from './basketActs.ts';
import { BasketPart } from './BasketPart.tsx';
import { followed, followTab, nameOf, type FollowedTab } from './followedTab.ts';
import { inApp } from './inApp.ts';
import { PersonPart } from './PersonPart.tsx';

export function SidePanel({ savedSettings }: { savedSettings: Settings }) {
  const { words } = useSettings(savedSettings, appWordsIn);
  return (
    <WordsContext value={words}>
      <Content />
    </WordsContext>
  );
}

function Content() {
  const { t } = useWords();
  const account = useLiveQuery(whoIsSignedIn);
  if (account === undefined) return <main className="panel-page" aria-busy="true" />;
  if (account === null)
    return (
      <main className="panel-entrance">
        <SignIn />
        <p className="fine">{t('footer')}</p>
      </main>
    );
  return <Inside key={`${account.member.id} ${account.workspace.id}`} />;
}

function Inside() {
  const { t } = useWords();
  const { tab } = useStore(followed);
  const ending = useMemo(() => new AbortController(), []);
  const acts = useMemo(() => basketActs(ending.signal), [ending]);
  useEffect(() => {
    keepFresh(ending.signal);
    followTab(ending.signal);
    followBasket(ending.signal);
    return () => ending.abort();
  }, [ending]);
  return (
    <div className="panel-page">
      <header className="panel-top">
        <Mark size={20} />
        <h1 className="unseen">Wellmet</h1>
        <Credits />
        <a
          className="icon-button"
          href={inApp({ room: 'contacts' })}
          target="_blank"
          aria-label={t('panelRoom.toApp')}
          title={t('panelRoom.toApp')}
        >
          <AppWindow size={16} aria-hidden="true" />
        </a>
      </header>
      {tab ? (
        <Views tab={tab} acts={acts} />
      ) : (
        <main aria-busy="true">
          <Skeleton widths={[46, 82, 60]} />
        </main>
      )}
      <AsOfLine />
    </div>
  );
}

function Credits() {
  const { t } = useWords();
  const balance = useLiveQuery(lastBalance);
  return <p className="soft">{balance && t('app.credits', { left: balance.available, allotment: balance.allotment })}</p>;
}

type View = 'person' | 'basket';

/** A person's page shows the person, every other one the basket; what the user chooses holds until the tab shows something else. */
function Views({ tab, acts }: { tab: FollowedTab; acts: ReturnType<typeof basketActs> }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<{ on: string; view: View }>();
  const count = useStore(overlay, ({ selection }) => selection.basket.people.length);
  const on = nameOf(tab);
  const isOfPerson = tab.page !== undefined && (tab.page.subject !== undefined || tab.page.own);
  const view = chosen?.on === on ? chosen.view : isOfPerson ? 'person' : 'basket';
  return (
    <main>
      <fieldset className="tabs" aria-label={t('panelRoom.views')}>
        <button type="button" aria-pressed={view === 'person'} onClick={() => setChosen({ on, view: 'person' })}>
          {t('list.person')}
        </button>
        <button type="button" aria-pressed={view === 'basket'} onClick={() => setChosen({ on, view: 'basket' })}>
          {t('list.title')}
          {count > 0 && <span className="figure">{count}</span>}
        </button>
      </fieldset>
      {view === 'person' ? <PersonPart tab={tab} /> : <BasketPart acts={acts} />}
    </main>
  );
}
