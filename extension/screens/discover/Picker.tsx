/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a box that is typed into, with a list that follows it: no element of HTML is that */
/** Several of many: what is chosen as chips, and a box that suggests while one types. By keyboard as by pointer. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { X } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';

export interface Option {
  key: string;
  label: string;
  /** Beside the label. */
  more?: string | undefined;
}

interface PickerProps {
  label: string;
  /** The label is heard only: what is around says it. */
  isQuiet?: boolean;
  chosen: readonly Option[];
  /** What fits the text; the first is taken by Enter, unless what is typed may stand by itself. */
  suggest: (text: string) => Promise<readonly Option[]> | readonly Option[];
  /** What is typed may stand as it is. */
  isFree?: boolean;
  /** How many can be chosen. */
  most?: number;
  onAdd: (key: string) => void;
  onDrop: (key: string) => void;
}

/** As long as it is waited for the next letter. */
const pauseMs = 180;
/** As many as one facet takes. */
const mostOfFacet = 30;

export function Picker({ label, isQuiet = false, chosen, suggest, isFree = false, most = mostOfFacet, onAdd, onDrop }: PickerProps) {
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [options, setOptions] = useState<readonly Option[]>([]);
  /** Of the options; -1: what is typed. */
  const [at, setAt] = useState(-1);
  const asking = useRef(suggest);
  useEffect(() => {
    asking.current = suggest;
  });

  useEffect(() => {
    const ending = new AbortController();
    const timer = setTimeout(
      () =>
        void (async () => {
          const found = text.trim() === '' ? [] : await asking.current(text.trim());
          if (ending.signal.aborted) return;
          setOptions(found.slice(0, 8));
          setAt(isFree ? -1 : 0);
        })(),
      text.trim() === '' ? 0 : pauseMs,
    );
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [text, isFree]);

  const shown = options.filter(({ key }) => !chosen.some((one) => one.key === key));

  function add(key: string | undefined): void {
    if (key === undefined || chosen.length >= most) return;
    if (!chosen.some((one) => one.key === key)) onAdd(key);
    setText('');
    setOptions([]);
    input.current?.focus();
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const move: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = move[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      setAt((at + step + shown.length) % shown.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      add(shown[at]?.key ?? (isFree && text.trim() !== '' ? text.trim() : undefined));
    } else if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      event.stopPropagation();
      setText('');
    } else if (event.key === 'Backspace' && text === '') {
      const last = chosen.at(-1);
      if (last) onDrop(last.key);
    }
  }

  return (
    <div className="picker">
      <label htmlFor={id} className={isQuiet ? 'unseen' : undefined}>
        {label}
      </label>
      {chosen.length > 0 && (
        <ul className="chips">
          {chosen.map(({ key, label: name }) => (
            <li key={key}>
              <span dir="auto">{name}</span>
              <button type="button" aria-label={t('discover.drop', { what: name })} onClick={() => onDrop(key)}>
                <X size={12} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={id}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={() => setOptions([])}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} hidden={shown.length === 0}>
        {shown.map(({ key, label: name, more }, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keys go to the box
          <div
            key={key}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            // The box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(key)}
          >
            <span dir="auto">{name}</span>
            {more !== undefined && <small>{more}</small>}
          </div>
        ))}
      </div>
    </div>
  );
}
