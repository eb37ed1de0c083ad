/** Credits taken each day as columns, and the same as a table: for screen readers always, for everybody at a press. */
import { useId, useState } from 'react';
import type { LedgerTotals } from '@wellmet/shared/ledger';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { daysBetween, type Range } from './days.ts';

interface ByDayProps {
  totals: LedgerTotals['totals'];
  range: Range;
  today: string;
}

/** More days than these have no gaps between them. */
const dense = 62;
/** More days than a year are drawn from the first to the last that has something. */
const longest = 366;

export function ByDay({ totals, range, today }: ByDayProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [isTable, setTable] = useState(false);
  const table = useId();
  const days = daysOf(totals, range);
  const most = Math.max(1, ...days.map(({ debits, restored }) => debits + restored));
  const hasBack = days.some(({ restored }) => restored > 0);
  const name = (key: string): string => day(`${key}T12:00:00Z`, language, now, 'UTC');
  const share = (count: number): string => `${(count / most) * 100}%`;
  return (
    <div className="by-day">
      <div className="by-day-head">
        <h3>{t('ledger.byDay')}</h3>
        {hasBack && (
          <p className="day-legend" aria-hidden="true">
            <span className="day-swatch" /> {t('ledger.legendTaken')} <span className="day-swatch is-back" /> {t('ledger.legendBack')}
          </p>
        )}
        <button type="button" className="link" aria-expanded={isTable} aria-controls={table} onClick={() => setTable(!isTable)}>
          {t(isTable ? 'ledger.hideTable' : 'ledger.showTable')}
        </button>
      </div>
      <div className="columns-of-days" aria-hidden="true">
        <span className="most">{most.toLocaleString(language)}</span>
        <ol data-dense={days.length > dense}>
          {days.map(({ key, debits, restored }, place) => (
            <li
              key={key}
              data-future={key > today}
              data-late={place > days.length * 0.9}
              title={`${name(key)} · ${t('ledger.takenCount', { count: debits })}${restored > 0 ? ` · ${t('ledger.backCount', { count: restored })}` : ''}`}
            >
              {restored > 0 && <span className="day-column is-back" style={{ blockSize: share(restored) }} />}
              <span className="day-column" style={{ blockSize: share(debits) }} />
              {isNamed(place, days.length) && <span className="day-name">{name(key)}</span>}
            </li>
          ))}
        </ol>
      </div>
      <div id={table} className={isTable ? 'day-table' : 'unseen'}>
        <table>
          <caption className="unseen">{t('ledger.byDay')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('ledger.day')}</th>
              <th scope="col">{t('ledger.legendTaken')}</th>
              <th scope="col">{t('ledger.legendBack')}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ key }) => key <= today)
              .map(({ key, debits, restored }) => (
                <tr key={key}>
                  <th scope="row">{name(key)}</th>
                  <td>{debits.toLocaleString(language)}</td>
                  <td>{restored.toLocaleString(language)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface Day {
  key: string;
  debits: number;
  restored: number;
}

/** Every day of the range, those without any as zero. */
function daysOf(totals: LedgerTotals['totals'], { firstDay, lastDay }: Range): Day[] {
  const told = new Map(totals.map(({ key = '', debits, restored }) => [key, { key, debits, restored }]));
  const all = daysBetween(firstDay, lastDay);
  const [first = firstDay, last = first] = [totals[0]?.key, totals.at(-1)?.key];
  const shown = all.length > longest ? daysBetween(first, last) : all;
  return shown.map((key) => told.get(key) ?? { key, debits: 0, restored: 0 });
}

/** Every seventh of a month; of more days, as many names as there is room for. */
function isNamed(place: number, count: number): boolean {
  return place % (count <= 14 ? 2 : Math.max(7, Math.ceil(count / 5 / 7) * 7)) === 0;
}
