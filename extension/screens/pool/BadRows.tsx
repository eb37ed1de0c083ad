/** The rows of an import that were kept out, by their line; also as a file, to mend them. */
import { useState } from 'react';
import { Download } from 'lucide-react';
import { csvText, type Cell } from '@wellmet/shared/csv';
import type { PoolImport } from '@wellmet/shared/pool';
import { sortable } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { download } from '../download.ts';
import { problemOfRow } from './problems.ts';

interface BadRowsProps {
  told: PoolImport;
  /** How many they are is said around it. */
  isTitled?: boolean;
}

export function BadRows({ told: { badRows, counts, startedAt }, isTitled = false }: BadRowsProps) {
  const { t, language } = useWords();
  const [saved, setSaved] = useState('');
  const rows = badRows.map((row) => ({ line: row.line, ...problemOfRow(row, t) }));

  async function save(): Promise<void> {
    const cells = rows.map(({ line, field, what }) => [line, field, what]);
    const columns = [t('pool.fileLine'), t('pool.column'), t('pool.problem')];
    const parts: string[] = [];
    for await (const text of csvText(columns, oneLot(cells), language === 'fr' ? ';' : ',')) parts.push(text);
    const name = `wellmet-import-${sortable(new Date(startedAt)).slice(0, 10)}.csv`;
    download(new Blob(parts, { type: 'text/csv' }), name);
    setSaved(name);
  }

  return (
    <div className="pool-problems">
      {!isTitled && <p>{t('pool.badTitle', { count: counts.bad })}</p>}
      {counts.bad > rows.length && <p className="fine">{t('pool.badFirst', { count: rows.length })}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label={t('pool.bad')}>
        {rows.map(({ line, where, what }) => (
          <li key={line}>
            <span>{where}</span> {what}
          </li>
        ))}
      </ul>
      <p>
        <Button kind="quiet" onClick={() => void save()}>
          <Download size={14} aria-hidden="true" />
          {t('pool.saveBad')}
        </Button>{' '}
        <output className="fine">{saved && t('export.saved', { file: saved })}</output>
      </p>
    </div>
  );
}

/** Few enough to be written at once. */
async function* oneLot(cells: Cell[][]): AsyncGenerator<Cell[][], void> {
  yield cells;
}
