/** Before a file is imported: what it is taken for, what each column is, what is wrong, and where it is from. */
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useStore } from 'zustand';
import { poolFields, type ImportGuess, type PoolField } from '@wellmet/shared/pool';
import { inBytes } from '../../i18n/size.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { chooseFile, feeding, guess as guessAgain, map, say, startImport } from './feeding.ts';
import { columnInWords, fieldNames, guessInWords } from './names.ts';
import { faultInWords, fileTroubleInWords, problemOfRow } from './problems.ts';
import { TermsFields, wholeTerms } from './TermsFields.tsx';

export function Prepare({ file }: { file: File }) {
  const { t, language } = useWords();
  const guess = useStore(feeding, (state) => state.guess);
  const isGuessing = useStore(feeding, (state) => state.isGuessing);
  const trouble = useStore(feeding, (state) => state.trouble);
  const title = useId();
  return (
    <section className="pool-prepare" aria-labelledby={title} aria-busy={isGuessing}>
      <div className="pool-file">
        <h2 id={title} tabIndex={-1}>
          <span dir="auto">{file.name}</span>
          <small>{inBytes(file.size, language)}</small>
        </h2>
        <Button kind="quiet" onClick={() => chooseFile(undefined)}>
          {t('pool.other')}
        </Button>
      </div>
      {trouble && (
        <div className="line with-way" role="alert">
          <p>
            {t('pool.notRead')} {fileTroubleInWords(trouble, t)}
          </p>
          {trouble.trouble !== 'refused' && (
            <Button kind="quiet" onClick={() => void guessAgain(guess?.mapping)}>
              {t('panel.tryAgain')}
            </Button>
          )}
        </div>
      )}
      {guess ? (
        <>
          <p className="soft">{guessInWords(guess, t)}</p>
          <Columns guess={guess} />
          <Problems guess={guess} />
          <Terms guess={guess} isGuessing={isGuessing} />
        </>
      ) : (
        !trouble && (
          <>
            <p className="soft">{t('pool.reading')}</p>
            <Skeleton widths={[60, 80, 70, 75, 50, 65]} />
          </>
        )
      )}
    </section>
  );
}

/** As many values of a column as tell what it is. */
const valuesShown = 3;

function Columns({ guess }: { guess: ImportGuess }) {
  const { t } = useWords();
  const [said, setSaid] = useState('');

  function choose(place: number, field: PoolField | null): void {
    const other = map(place, field);
    setSaid(
      other === undefined || field === null
        ? ''
        : t('pool.moved', { column: columnInWords(guess.columns[other] ?? '', other, t), field: t(fieldNames[field]) }),
    );
  }

  return (
    <>
      <table className="table pool-columns">
        <caption>{t('pool.columns')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('pool.column')}</th>
            <th scope="col">{t('pool.firstValues')}</th>
            <th scope="col">{t('pool.is')}</th>
          </tr>
        </thead>
        <tbody>
          {guess.columns.map((name, place) => {
            const column = columnInWords(name, place, t);
            const field = guess.mapping[place] ?? null;
            const values = guess.rows.map((row) => row[place] ?? '').filter((value) => value.trim() !== '');
            return (
              <tr key={place} data-out={field === null}>
                <th scope="row" dir="auto">
                  {column}
                </th>
                <td>
                  <ul>
                    {values.slice(0, valuesShown).map((value, row) => (
                      <li key={row} dir="auto" title={value}>
                        {value}
                      </li>
                    ))}
                  </ul>
                </td>
                <td>
                  <select
                    aria-label={t('pool.whatIs', { column })}
                    value={field ?? ''}
                    onChange={(event) => choose(place, poolFields.find((one) => one === event.currentTarget.value) ?? null)}
                  >
                    <option value="">{t('pool.leftOut')}</option>
                    {poolFields.map((one) => (
                      <option key={one} value={one}>
                        {t(fieldNames[one])}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <output className={said === '' ? 'unseen' : 'fine'} dir="auto">
        {said}
      </output>
    </>
  );
}

/** Of the first rows; where nothing can be imported at all, that alone. */
function Problems({ guess: { fault, problems } }: { guess: ImportGuess }) {
  const { t } = useWords();
  if (fault !== undefined)
    return (
      <p id="pool-fault" className="line" role="alert" tabIndex={-1}>
        {faultInWords(fault, t)}
      </p>
    );
  if (problems.length === 0) return <output className="soft">{t('pool.allFine')}</output>;
  return (
    <div className="pool-problems">
      <output>{t('pool.wouldFail', { count: problems.length })}</output>
      <ul>
        {problems.map((problem) => {
          const { where, what } = problemOfRow(problem, t);
          return (
            <li key={problem.line}>
              <span>{where}</span> {what}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Terms({ guess: { fault }, isGuessing }: { guess: ImportGuess; isGuessing: boolean }) {
  const { t } = useWords();
  const terms = useStore(feeding, (state) => state.terms);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  /** How often it was tried although something is missing: only then it is said what. */
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries === 0) return;
    const missing = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-missing="true"] input');
    (missing ?? document.querySelector<HTMLElement>('#pool-fault'))?.focus();
  }, [tries]);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (isGuessing) return;
    const whole = wholeTerms(terms);
    if (fault !== undefined || !whole) setTries(tries + 1);
    else void startImport(whole);
  }

  return (
    <form ref={form} className="pool-terms" noValidate aria-labelledby={id} onSubmit={submit}>
      <div>
        <h3 id={id}>{t('pool.terms')}</h3>
        <p className="fine">{t('pool.termsWhy')}</p>
      </div>
      <TermsFields terms={terms} onChange={say} isTried={tries > 0} />
      <Button kind="primary" type="submit" aria-disabled={isGuessing}>
        {t('pool.import')}
      </Button>
    </form>
  );
}
