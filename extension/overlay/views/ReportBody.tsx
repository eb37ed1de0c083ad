/** What can be told about a page that LinkedIn changed, word for word, before anything is told to anybody. */
import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import type { Acts, Panel } from '../panel.ts';

export function ReportBody({ panel: { report, isSent }, acts }: { panel: Extract<Panel, { shows: 'report' }>; acts: Acts }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<'report.copied' | 'hooks.notCopied'>();
  const text = JSON.stringify(report, null, 2);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('report.copied');
    } catch {
      setCopied('hooks.notCopied');
    }
  }

  return (
    <>
      <div className="head">
        <h2>{t('report.title')}</h2>
        <p className="soft">{t('report.more')}</p>
        <div className="actions">
          {isSent ? (
            <p className="cost free">{t('report.sent')}</p>
          ) : (
            <Button kind="primary" onClick={acts.sendReport}>
              {t('report.send')}
            </Button>
          )}
          <Button kind="quiet" onClick={() => void copy()}>
            {t(copied ?? 'report.copy')}
          </Button>
          <Button kind="plain" onClick={acts.close}>
            {t('panel.close')}
          </Button>
        </div>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <section className="scroll" aria-label={t('report.text')} tabIndex={0}>
        <pre className="report">{text}</pre>
      </section>
    </>
  );
}
