/** The exact text that leaves for a language model, made by the same code that sends it. */
import { modelText } from '@wellmet/shared/modelText';
import { useWords } from '../../i18n/words.ts';

export function SentText({ of }: { of: Parameters<typeof modelText>[0] }) {
  const { t } = useWords();
  const { instructions, profile } = modelText(of);
  return (
    <div className="sent-text">
      <p className="fine">{t('model.leavesMore')}</p>
      <h3>{t('model.profile')}</h3>
      <Scrolled text={profile} />
      <h3>{t('model.instructions')}</h3>
      <Scrolled text={instructions} lang="en" />
    </div>
  );
}

function Scrolled({ text, lang }: { text: string; lang?: 'en' }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is longer than its box is scrolled by keyboard, too
    <pre dir="auto" lang={lang} tabIndex={0}>
      {text}
    </pre>
  );
}
