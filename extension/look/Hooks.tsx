import { useEffect, useState, type ReactNode } from 'react';
import type { Hook } from '@wellmet/shared/insight';
import { Check, Copy } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { hookInWords, whereItStands } from '../i18n/insight.ts';

const confirmationMs = 2000;

/** Best first; none is a valid result and is said. product.md 5.4. */
export function Hooks({ hooks, beside, children }: { hooks: readonly Hook[]; beside?: (hook: Hook) => ReactNode; children?: ReactNode }) {
  const { t } = useWords();
  return (
    <section>
      <h3>{t('hooks.title')}</h3>
      {hooks.length === 0 ? (
        <>
          <p>{t('hooks.none')}</p>
          <p className="soft">{t('hooks.noneMore')}</p>
        </>
      ) : (
        <ol className="hooks">
          {hooks.map((hook, rank) => (
            <HookLine key={rank} hook={hook} beside={beside?.(hook)} />
          ))}
        </ol>
      )}
      {children}
    </section>
  );
}

function HookLine({ hook, beside }: { hook: Hook; beside: ReactNode }) {
  const { t, language } = useWords();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');

  useEffect(() => {
    if (copied !== 'yes') return undefined;
    const timer = setTimeout(() => setCopied('no'), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const words = hookInWords(hook, t, language);
  const quote = t('quoted', { text: hook.evidence.quote });
  const where = whereItStands(hook.evidence, t, language);

  function copy() {
    navigator.clipboard.writeText(`${words}\n${quote}\n${where}`).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  }

  return (
    <li>
      <div className="hook-line">
        <p className="hook">{words}</p>
        {beside}
        <button type="button" className="icon-button source" aria-label={t('hooks.copy', { hook: words })} onClick={copy}>
          {copied === 'yes' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        </button>
      </div>
      <blockquote dir="auto">{quote}</blockquote>
      <p className="meta">{where}</p>
      <output className={copied === 'failed' ? 'error' : 'unseen'}>
        {copied === 'yes' && t('hooks.copied')}
        {copied === 'failed' && t('hooks.notCopied')}
      </output>
    </li>
  );
}
