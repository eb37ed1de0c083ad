/**
 * What Wellmet draws in LinkedIn's page: one button, and in its place, while open, the panel.
 * Nothing here names us in an attribute; the page's scripts can read those.
 */
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { day, isToday } from '../../i18n/time.ts';
import { useWords, WordsContext, type Words } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { useNow } from '../../look/useNow.ts';
import { overlay, type Acts, type Overlay, type Panel } from '../panel.ts';
import { focusedIn, focusIsFree } from './focus.ts';
import { ListBar } from './ListBar.tsx';
import { PanelBody } from './PanelBody.tsx';
import { sayingOf } from './notices.ts';

export interface OverlayViewProps {
  acts: Acts;
  /** LinkedIn's own theme, or the user's choice. */
  theme: 'light' | 'dark';
  words: Words;
}

export function OverlayView({ acts, theme, words }: OverlayViewProps) {
  return (
    <WordsContext value={words}>
      <div className="stage" data-theme={theme} lang={words.language}>
        <Stage acts={acts} />
      </div>
    </WordsContext>
  );
}

function Stage({ acts }: { acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  const { panel, known, list } = useStore(overlay);
  const button = useRef<HTMLButtonElement>(null);
  const closedFromInside = useRef(false);
  const open = panel.shows !== 'nothing';

  useEffect(() => {
    if (open || !closedFromInside.current) return;
    closedFromInside.current = false;
    button.current?.focus({ preventScroll: true });
  }, [open]);

  return (
    <>
      {panel.shows === 'nothing' && list && <ListBar list={list} acts={acts} />}
      {panel.shows === 'nothing' ? (
        !list && <OpenButton ref={button} known={known} acts={acts} />
      ) : (
        <OpenPanel panel={panel} acts={acts} closedFromInside={closedFromInside} />
      )}
      <output className="unseen">{panel.shows !== 'nothing' && sayingOf(panel, t, language, now)}</output>
    </>
  );
}

function OpenButton({ ref, known, acts }: { ref: RefObject<HTMLButtonElement | null>; known: Overlay['known']; acts: Acts }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <button ref={ref} type="button" className={known ? 'opener known' : 'opener'} aria-haspopup="dialog" onClick={acts.open}>
      <Mark />
      {!known && t('button.analyse')}
      {known &&
        (known.pageSaysMore
          ? t('button.profileSaysMore')
          : isToday(known.at, now)
            ? t('button.analysedToday')
            : t('button.analysed', { day: day(known.at, language, now) }))}
    </button>
  );
}

type Open = Exclude<Panel, { shows: 'nothing' }>;

function OpenPanel({ panel, acts, closedFromInside }: { panel: Open; acts: Acts; closedFromInside: RefObject<boolean> }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);

  useFocusKeptInside(dialog, closedFromInside);

  const busy =
    ['reading', 'quoting', 'quotingMany', 'analysing'].includes(panel.shows) ||
    (panel.shows === 'bulk' && panel.bulk.state === 'running') ||
    (panel.shows === 'card' && panel.refreshing);

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    // The list first, if it is open.
    if (overlay.getState().adding?.step === 'choosing') acts.campaigns.list();
    else acts.close();
  }

  /** The second half of a double click on a button finds it gone: it must not select what comes in its place. */
  function ignoreSecondHalf(event: MouseEvent) {
    if (busy && event.detail > 1) event.preventDefault();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it keeps a click from doing something, and does nothing itself
    <dialog
      ref={dialog}
      open
      aria-label={t('panel.label')}
      aria-busy={busy}
      tabIndex={-1}
      className="panel"
      onKeyDown={closeOnEscape}
      onMouseDown={ignoreSecondHalf}
    >
      <span className={busy ? 'panel-mark busy' : 'panel-mark'}>
        <Mark size={16} />
      </span>
      <button type="button" className="icon-button panel-close" aria-label={t('panel.close')} onClick={acts.close}>
        <X size={16} aria-hidden="true" />
      </button>
      <PanelBody panel={panel} acts={acts} />
    </dialog>
  );
}

/**
 * Focus comes into the panel when it opens, returns to it when the control that had it has gone with its state, and is reported on closing.
 * It is never taken from the page: only from our own button, or from nowhere.
 */
function useFocusKeptInside(dialog: RefObject<HTMLDialogElement | null>, closedFromInside: RefObject<boolean>): void {
  useEffect(() => {
    if (focusIsFree(dialog.current)) dialog.current?.focus({ preventScroll: true });
  });

  useLayoutEffect(() => {
    const element = dialog.current;
    return () => {
      // Still in the document here: layout effects are undone before their elements are taken out.
      closedFromInside.current = element?.contains(focusedIn(element)) ?? false;
    };
  }, [dialog, closedFromInside]);
}
