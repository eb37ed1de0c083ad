/** What one tells people whose data one has, and what one keeps on record of it: ready to be copied, in either language, whichever the screens have. */
import { useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { PeopleTerms } from '@wellmet/shared/rights';
import noticeEn from '../../../docs/privacy/notice.en.md?raw';
import noticeFr from '../../../docs/privacy/notice.fr.md?raw';
import registerEn from '../../../docs/privacy/register.en.md?raw';
import registerFr from '../../../docs/privacy/register.fr.md?raw';
import { serverUrl } from '../../cache/read.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { useWords, type Language } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Select } from '../../look/Select.tsx';
import { basisNames } from '../app/basisNames.ts';

const texts = { notice: { en: noticeEn, fr: noticeFr }, register: { en: registerEn, fr: registerFr } };

interface TextsProps {
  terms: PeopleTerms;
  workspace: string;
}

export function Texts({ terms: { lawfulBasis, monthsKept, monthsIfNever }, workspace }: TextsProps) {
  const { t, language: ofScreens } = useWords();
  const server = useLiveQuery(serverUrl);
  const [language, setLanguage] = useState<Language>(ofScreens);
  const filled = (text: string): string => {
    const gaps: Partial<Record<string, string>> = {
      workspace,
      basis: appWordsIn(language).t(basisNames[lawfulBasis].name),
      monthsKept: String(monthsKept),
      monthsIfNever: String(monthsIfNever),
      server: server ? new URL(server).host : '…',
    };
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => gaps[gap] ?? '');
  };
  return (
    <section>
      <h3>{t('rights.texts')}</h3>
      <p className="soft">{t('rights.textsMore')}</p>
      <Select
        label={t('rights.language')}
        value={language}
        options={[
          ['en', 'English'],
          ['fr', 'Français'],
        ]}
        onChange={setLanguage}
      />
      <Text title={t('rights.notice')} text={filled(texts.notice[language])} language={language} />
      <Text title={t('rights.register')} text={filled(texts.register[language])} language={language} />
    </section>
  );
}

function Text({ title, text, language }: { title: string; text: string; language: Language }) {
  const { t } = useWords();
  const [state, setState] = useState<'shown' | 'copied' | 'notCopied'>('shown');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('notCopied');
    }
  }
  return (
    <details className="rights-text">
      <summary>{title}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is longer than its box is scrolled by keyboard, too */}
      <pre lang={language} tabIndex={0}>
        {text}
      </pre>
      <div className="row-of-buttons">
        <Button kind="quiet" aria-label={`${t('rights.copy')}: ${title}`} onClick={() => void copy()}>
          {t('rights.copy')}
        </Button>
        <output className="fine">{state !== 'shown' && t(state === 'copied' ? 'rights.copied' : 'rights.notCopied')}</output>
      </div>
    </details>
  );
}
