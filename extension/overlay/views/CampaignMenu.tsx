/** The list of campaigns to choose from: a menu, worked with the arrow keys, and a name for a new one. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { ChevronDown, Plus } from 'lucide-react';
import { useStore } from 'zustand';
import type { Campaign } from '@wellmet/shared/campaign';
import type { ContactCampaign } from '@wellmet/shared/contact';
import { isIn } from '../../i18n/campaign.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { momentHere } from '../../i18n/time.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { overlay, type Acts, type Adding } from '../panel.ts';
import { focusedIn, focusIsFree } from './focus.ts';

const longestName = 120;

export function AddButton({ acts, children }: { acts: Acts; children: ReactNode }) {
  const isOpen = useStore(overlay, ({ adding }) => adding?.step === 'choosing');
  return (
    <button type="button" className="button add" aria-haspopup="menu" aria-expanded={isOpen} onClick={acts.campaigns.list}>
      <Plus size={14} aria-hidden="true" />
      {children}
      <ChevronDown size={14} aria-hidden="true" />
    </button>
  );
}

/** The list, while it is open. */
export function ChosenList({ acts, present }: { acts: Acts; present: readonly ContactCampaign[] }) {
  const adding = useStore(overlay, (state) => state.adding);
  return adding?.step === 'choosing' ? <List choosing={adding} acts={acts} present={present} /> : null;
}

interface ListProps {
  choosing: Extract<Adding, { step: 'choosing' }>;
  acts: Acts;
  /** Where the person stands already. */
  present: readonly ContactCampaign[];
}

function List({ choosing, acts, present }: ListProps) {
  const { t } = useWords();
  const [isNaming, setNaming] = useState(false);
  const isFirst = choosing.campaigns?.length === 0;
  const isLoading = !choosing.campaigns && !choosing.trouble;
  // What is being written stays when the server knows more of them.
  if (isFirst && !isNaming) setNaming(true);
  const box = useRef<HTMLDivElement>(null);
  useFocusGivenBack(box);

  return (
    <div ref={box} className="list">
      {isFirst && <p className="soft">{t('campaigns.none')}</p>}
      <State choosing={choosing} />
      {isNaming ? (
        <NewCampaign isCreating={choosing.isCreating} acts={acts} back={isFirst ? acts.campaigns.list : () => setNaming(false)} />
      ) : (
        <Menu
          key={isLoading ? 'loading' : 'loaded'}
          campaigns={choosing.campaigns ?? []}
          isLoading={isLoading}
          acts={acts}
          present={present}
          name={() => setNaming(true)}
        />
      )}
    </div>
  );
}

/** How old the list is, and why. */
function State({ choosing: { campaigns, asOf, trouble } }: Pick<ListProps, 'choosing'>) {
  const { t, language } = useWords();
  const now = useNow();
  if (!trouble) return null;
  const age = asOf && t('campaigns.asOf', { moment: momentHere(asOf, t, language, now) });
  const what = trouble.trouble === 'unreachable' && !campaigns ? t('unreachable.says') : troubleInWords(trouble, t);
  return (
    <p className="line" role="alert">
      {[what, age].filter(Boolean).join(' ')}
    </p>
  );
}

interface MenuProps extends Omit<ListProps, 'choosing'> {
  campaigns: Campaign[];
  isLoading: boolean;
  name: () => void;
}

function Menu({ campaigns, isLoading, acts, present, name }: MenuProps) {
  const { t } = useWords();
  const menu = useRef<HTMLDivElement>(null);

  // From the button that opened it, or from nowhere; never from the page.
  useEffect(() => {
    const first = itemsIn(menu.current)[0] ?? menu.current;
    if (first && (focusIsFree(first) || focusedIn(first)?.matches('[aria-haspopup]'))) first.focus({ preventScroll: true });
  }, []);

  function move(event: KeyboardEvent) {
    // What is held down must not choose.
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) return event.preventDefault();
    if (event.key === 'Tab') return acts.campaigns.list();
    const items = itemsIn(menu.current);
    const next = itemFor(event.key, items, items.findIndex(isFocused));
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <div ref={menu} role="menu" aria-label={t('campaigns.add')} aria-busy={isLoading} tabIndex={-1} className="menu" onKeyDown={move}>
      {campaigns.map((campaign) => {
        const isThere = present.some((place) => place.id === campaign.id && isIn(place));
        return (
          <button
            key={campaign.id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-disabled={isThere}
            onClick={() => !isThere && acts.campaigns.choose(campaign)}
          >
            <span dir="auto">{campaign.name}</span>
            <small>{isThere ? t('campaigns.alreadyIn') : noteOn(campaign, t)}</small>
          </button>
        );
      })}
      {isLoading ? (
        <Skeleton widths={[64, 48, 56]} />
      ) : (
        <button type="button" role="menuitem" tabIndex={-1} className="new" onClick={name}>
          {t('campaigns.new')}
        </button>
      )}
    </div>
  );
}

function noteOn({ state, paused }: Campaign, t: T): string | undefined {
  if (state === 'draft') return t('campaigns.draft');
  return paused ? t('campaigns.paused') : undefined;
}

const itemsIn = (menu: HTMLElement | null): HTMLElement[] => [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

const isFocused = (element: HTMLElement): boolean => focusedIn(element) === element;

/** Where a key leads in a menu; letters to the next item that begins with them. */
function itemFor(key: string, items: HTMLElement[], at: number): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length];
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default: {
      if (key.length !== 1 || key === ' ') return undefined;
      const letter = key.toLocaleLowerCase();
      return [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) => item.textContent.toLocaleLowerCase().startsWith(letter));
    }
  }
}

/** No form: a page's script could send that one, and it would look as if the user had. */
function NewCampaign({ isCreating, acts, back }: { isCreating: boolean; acts: Acts; back: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const field = useRef<HTMLDivElement>(null);

  useEffect(() => field.current?.querySelector('input')?.focus({ preventScroll: true }), []);

  function create() {
    if (name.trim() && !isCreating) acts.campaigns.create(name.trim());
  }

  return (
    <div ref={field} className="naming">
      <Field
        label={t('campaigns.name')}
        value={name}
        maxLength={longestName}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.repeat && create()}
      />
      <div className="actions">
        <Button kind="quiet" disabled={!name.trim() || isCreating} onClick={create}>
          {t('campaigns.create')}
        </Button>
        <Button kind="plain" onClick={back}>
          {t('campaigns.back')}
        </Button>
      </div>
    </div>
  );
}

/** When the list goes while the focus is in it, the button that opened it has the focus again. */
function useFocusGivenBack(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current;
    const opener = element?.parentElement?.querySelector<HTMLElement>('[aria-haspopup="menu"]');
    return () => {
      if (opener && focusIsFree(opener)) opener.focus({ preventScroll: true });
    };
  }, [box]);
}
