/** What is filtered, as a file for a spreadsheet. */
import { useState } from 'react';
import { Download } from 'lucide-react';
import type { LedgerFilter } from '@wellmet/shared/ledger';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { download } from '../download.ts';
import { dayOf } from './days.ts';

interface SaveProps {
  filter: LedgerFilter;
  timeZone: string;
  /** There is no row to save. */
  isEmpty: boolean;
}

export function Save({ filter, timeZone, isEmpty }: SaveProps) {
  const { t } = useWords();
  const [state, setState] = useState<'idle' | 'making' | { saved: string } | Trouble>('idle');

  async function save(): Promise<void> {
    setState('making');
    const text = await sendMessage('ledgerFile', filter).catch((): Trouble => ({ trouble: 'unreachable' }));
    if (isTrouble(text)) {
      setState(text);
      return;
    }
    const name = `wellmet-ledger-${dayOf(new Date(), timeZone)}.csv`;
    // By the mark spreadsheets know that accents are UTF-8.
    download(new Blob(['\uFEFF', text], { type: 'text/csv' }), name);
    setState({ saved: name });
  }

  const isMaking = state === 'making';
  const saved = typeof state === 'object' && 'saved' in state ? state.saved : undefined;
  const trouble = typeof state === 'object' && 'trouble' in state ? state : undefined;
  return (
    <>
      <Button
        kind="quiet"
        disabled={isEmpty}
        aria-disabled={isMaking}
        title={t('export.csvMore')}
        aria-label={t('ledger.save')}
        onClick={() => {
          if (!isMaking) void save();
        }}
      >
        <Download size={14} aria-hidden="true" />
        CSV
      </Button>
      {isMaking && (
        <p className="ledger-saving">
          <progress aria-label={t('export.writing')} />
        </p>
      )}
      <output className={trouble ? 'error' : saved === undefined ? 'unseen' : 'fine'}>
        {isMaking && t('export.writing')}
        {saved !== undefined && t('export.saved', { file: saved })}
        {trouble && (trouble.trouble === 'unreachable' ? t('ledger.noFile') : troubleInWords(trouble, t))}
      </output>
    </>
  );
}
