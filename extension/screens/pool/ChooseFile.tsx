/** Which file: chosen, or dropped. */
import { useId, useState } from 'react';
import { Upload } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { chooseFile } from './feeding.ts';

/** As long as the contract takes it. */
const mostBytes = 4 * 1024 ** 3;

export function ChooseFile() {
  const { t } = useWords();
  const hint = useId();
  const [isOver, setOver] = useState(false);
  const [isTooLong, setTooLong] = useState(false);

  function take(file: File | undefined): void {
    if (!file) return;
    if (file.size > mostBytes) setTooLong(true);
    else chooseFile(file);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is the pointer’s way; the box within is everybody’s
    <section
      className="pool-choose"
      aria-labelledby={`${hint}-title`}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <h2 id={`${hint}-title`} tabIndex={-1}>
        {t('discover.import')}
      </h2>
      <p className="pool-choose-ways">
        <label className="button primary">
          <Upload size={15} aria-hidden="true" />
          {t('pool.choose')}
          <input
            type="file"
            className="unseen"
            accept=".csv,.tsv,.txt,.ndjson,.jsonl,.gz,text/csv"
            aria-describedby={hint}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </label>
        <span className="soft pool-drop">{t('pool.drop')}</span>
      </p>
      <p id={hint} className="fine">
        {t('pool.kinds')}
      </p>
      {isTooLong && (
        <p className="line" role="alert">
          {t('pool.fileTooLong')}
        </p>
      )}
    </section>
  );
}
