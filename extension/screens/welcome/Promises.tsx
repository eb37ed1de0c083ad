/** What is read, what is sent, what is never done. product.md 2.1, 4 and 7; each line is one that the code keeps. */
import { useLiveQuery } from 'dexie-react-hooks';
import { Ban, Eye, Send, type LucideIcon } from 'lucide-react';
import { serverUrl } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';

export function Promises() {
  const { t } = useWords();
  const url = useLiveQuery(serverUrl);
  const server = url ? new URL(url).host : '…';
  const lists: { title: string; Icon: LucideIcon; lines: string[] }[] = [
    { title: t('welcome.reads'), Icon: Eye, lines: [t('welcome.readsPages'), t('welcome.readsWhen'), t('welcome.readsWhy')] },
    { title: t('welcome.sends'), Icon: Send, lines: [t('welcome.sendsWhere', { server }), t('welcome.sendsWhat'), t('welcome.sendsNot')] },
    {
      title: t('welcome.never'),
      Icon: Ban,
      lines: [t('welcome.neverActs'), t('welcome.neverReads'), t('welcome.neverGuesses'), t('welcome.neverTwice')],
    },
  ];
  return (
    <section aria-label={t('welcome.promises')} className="three promises">
      {lists.map(({ title, Icon, lines }) => (
        <div key={title}>
          <h2>
            <Icon size={16} aria-hidden="true" />
            {title}
          </h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
