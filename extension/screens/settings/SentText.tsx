/** The exact text that leaves for a language model, made by the same code that sends it. */
import { modelText } from '@wellmet/shared/modelText';
import { useWords } from '../../i18n/words.ts';

export function SentText({ of }: { of: Parameters<typeof modelText>[0] }) {
  const { t } = useWords();
  const { instructions, profile } = modelText(of);
  return (
    <div className="sent-text">
      <p className="fine">{t('model.leavesMore')}</p>
      <h4>{t('model.profile')}</h4>
      <pre dir="auto">{profile}</pre>
      <h4>{t('model.instructions')}</h4>
      <pre lang="en">{instructions}</pre>
    </div>
  );
}
