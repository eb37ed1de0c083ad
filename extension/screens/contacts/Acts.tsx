/** What can be done with the contacts chosen, or with all found: keep their cards on this device, or take them away as a file. */
import { useRef, useState } from 'react';
import { Compass, Download, Pin } from 'lucide-react';
import { useStore } from 'zustand';
import type { ContactRow } from '../../cache/database.ts';
import { orders } from '../../savedView.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { sendMessage } from '../../messages.ts';
import { AddToCampaign } from '../campaigns/AddToCampaign.tsx';
import { findAlike, mostExamples } from '../discover/looking.ts';
import { download } from '../download.ts';
import { book } from './book.ts';
import { exported, fileName, formats, type Format } from './exporting.ts';
import type { Entry, Order } from './find.ts';
import { ask, choose, finding } from './finding.ts';

const orderNames: Record<Order, Key> = { lastAnalysed: 'order.lastAnalysed', name: 'order.name', company: 'order.company' };

const kinds: Record<Format, { name: string; type: string; more: Key }> = {
  csv: { name: 'CSV', type: 'text/csv', more: 'export.csvMore' },
  json: { name: 'JSON', type: 'application/json', more: 'export.jsonMore' },
  vcf: { name: 'vCard', type: 'text/vcard', more: 'export.vcfMore' },
};

interface ActsProps {
  entries: readonly Entry[];
  all: number;
  pinned: ReadonlySet<string>;
}

export function Acts({ entries, all, pinned }: ActsProps) {
  const { t } = useWords();
  const chosen = useStore(finding, (state) => state.chosen);
  const order = useStore(finding, (state) => state.order);
  const [said, setSaid] = useState('');
  const [writing, setWriting] = useState<{ written: number; of: number }>();
  const stopping = useRef<AbortController>(undefined);
  const words = useWords();
  const count = chosen.size || entries.length;

  /** Those chosen, also where the list does not show them now; else those found. */
  function rows(): ContactRow[] {
    const from = chosen.size > 0 ? (book.getState().entries ?? []).filter(({ row }) => chosen.has(row.id)) : entries;
    return from.map(({ row }) => row);
  }

  async function save(format: Format): Promise<void> {
    const asked = rows();
    const stop = new AbortController();
    stopping.current = stop;
    const parts: string[] = [];
    const now = new Date();
    setSaid('');
    setWriting({ written: 0, of: asked.length });
    try {
      for await (const { text, written } of exported(format, asked, words, now)) {
        if (stop.signal.aborted) return;
        parts.push(text);
        setWriting({ written, of: asked.length });
      }
    } finally {
      setWriting(undefined);
    }
    download(new Blob(parts, { type: kinds[format].type }), fileName(format, now));
    setSaid(t('export.saved', { file: fileName(format, now) }));
  }

  const isKept =
    count > 0 && (chosen.size > 0 ? [...chosen].every((id) => pinned.has(id)) : entries.every(({ row }) => pinned.has(row.id)));

  async function keep(): Promise<void> {
    const ids = rows().map(({ id }) => id);
    await sendMessage('pin', { ids, isPinned: !isKept });
    setSaid(t(isKept ? 'keep.ended' : 'keep.done', { count: ids.length }));
  }

  function alike(): void {
    if (chosen.size > mostExamples) setSaid(t('discover.tooManyExamples', { most: mostExamples }));
    else findAlike({ of: 'contacts', contactIds: [...chosen] });
  }

  return (
    <div className="acts">
      <div className="acts-who">
        {chosen.size > 0 ? (
          <>
            <strong>{t('list.chosenCount', { count: chosen.size })}</strong>
            <button type="button" className="link" onClick={() => choose([])}>
              {t('list.chooseNone')}
            </button>
          </>
        ) : (
          <strong>
            {entries.length === all ? t('list.count', { count: all }) : t('list.countOf', { count: entries.length, all: all })}
          </strong>
        )}
        {chosen.size < entries.length && (
          <button type="button" className="link" onClick={() => choose(entries.map(({ row }) => row.id))}>
            {t('list.chooseAll', { count: entries.length })}
          </button>
        )}
        <select
          className="order"
          aria-label={t('order.label')}
          value={order}
          onChange={(event) => ask({ order: event.currentTarget.value as Order })}
        >
          {orders.map((value) => (
            <option key={value} value={value}>
              {t(orderNames[value])}
            </option>
          ))}
        </select>
        <output className="unseen">{t('list.countOf', { count: entries.length, all: all })}</output>
      </div>
      {writing ? (
        <div className="acts-do">
          <progress max={writing.of} value={writing.written} aria-label={t('export.writing')} />
          <span className="fine">{t('export.written', { written: writing.written, of: writing.of })}</span>
          <Button kind="plain" onClick={() => stopping.current?.abort()}>
            {t('export.stop')}
          </Button>
        </div>
      ) : (
        <div className="acts-do">
          {said && <output className="fine">{said}</output>}
          {chosen.size > 0 && <AddToCampaign contactIds={[...chosen]} onDone={setSaid} />}
          {chosen.size > 0 && (
            <Button kind="quiet" aria-label={t('discover.findAlike')} onClick={alike}>
              <Compass size={14} aria-hidden="true" />
              <span>{t('discover.findAlike')}</span>
            </Button>
          )}
          <Button kind="quiet" disabled={count === 0} aria-label={t(isKept ? 'keep.end' : 'keep.do')} onClick={() => void keep()}>
            <Pin size={14} aria-hidden="true" />
            <span>{t(isKept ? 'keep.end' : 'keep.do')}</span>
          </Button>
          {formats.map((format) => (
            <Button
              key={format}
              kind="quiet"
              disabled={count === 0}
              aria-label={t('export.as', { count, format: kinds[format].name })}
              title={t(kinds[format].more)}
              onClick={() => void save(format)}
            >
              <Download size={14} aria-hidden="true" />
              {kinds[format].name}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
