/** Lawful basis and times: what they are, for everybody; for owners, the form. */
import { useState, type SubmitEvent } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { lawfulBases } from '@wellmet/shared/pool';
import { PeopleTermsRequest, type PeopleTerms } from '@wellmet/shared/rights';
import { troubleInWords } from '../../i18n/problem.ts';
import { day } from '../../i18n/time.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Field } from '../../look/Field.tsx';
import { Select } from '../../look/Select.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { basisNames } from '../app/basisNames.ts';

interface TermsProps {
  told: PeopleTerms;
  isOwner: boolean;
  onTold: (told: PeopleTerms) => void;
}

export function Terms({ told, isOwner, onTold }: TermsProps) {
  const { t, language } = useWords();
  const now = useNow();
  const { changed, lawfulBasis, monthsKept: kept, monthsIfNever: never } = told;
  const setBy = changed ? t('rights.termsBy', { by: changed.by, when: day(changed.at, language, now) }) : t('rights.termsUsual');
  if (isOwner) return <Form told={told} setBy={setBy} onTold={onTold} />;
  return (
    <>
      <p>{t('rights.termsOf', { basis: t(basisNames[lawfulBasis].name), kept, never })}</p>
      <p className="fine">
        {setBy} {t('rights.askOwner')}
      </p>
      <p className="fine">{t('rights.termsMore')}</p>
    </>
  );
}

const isTime = (text: string): boolean => /^\d{1,2}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 60;

/** A field that is no time names what one is. */
function errorsOf(monthsKept: string, monthsIfNever: string, t: T): Partial<Record<'monthsKept' | 'monthsIfNever', string>> {
  if (!isTime(monthsKept)) return { monthsKept: t('rights.termsWrong') };
  if (!isTime(monthsIfNever)) return { monthsIfNever: t('rights.termsWrong') };
  return Number(monthsIfNever) > Number(monthsKept) ? { monthsIfNever: t('rights.neverLonger') } : {};
}

function Form({ told, setBy, onTold }: Omit<TermsProps, 'isOwner'> & { setBy: string }) {
  const { t } = useWords();
  const [form, setForm] = useState({
    lawfulBasis: told.lawfulBasis,
    monthsKept: String(told.monthsKept),
    monthsIfNever: String(told.monthsIfNever),
  });
  const [state, setState] = useState<'idle' | 'busy' | 'saved' | Trouble>('idle');
  const errors = errorsOf(form.monthsKept, form.monthsIfNever, t);
  const change = (part: Partial<typeof form>): void => {
    setForm({ ...form, ...part });
    setState('idle');
  };

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { lawfulBasis, monthsKept, monthsIfNever } = form;
    const wish = { requestId: uuidv7(), lawfulBasis, monthsKept: Number(monthsKept), monthsIfNever: Number(monthsIfNever) };
    if (state === 'busy' || !PeopleTermsRequest.safeParse(wish).success) return;
    setState('busy');
    const answer = await asked(sendMessage('setPeopleTerms', wish));
    setState(isTrouble(answer) ? answer : 'saved');
    if (!isTrouble(answer)) onTold(answer);
  }

  return (
    <form className="terms" onSubmit={(event) => void save(event)} noValidate>
      <Select
        stands="field"
        label={t('rights.termsBasis')}
        value={form.lawfulBasis}
        options={lawfulBases.map((basis) => [basis, t(basisNames[basis].name)] as const)}
        onChange={(lawfulBasis) => change({ lawfulBasis })}
      />
      <p className="fine">{t(basisNames[form.lawfulBasis].more)}</p>
      <div className="terms-months">
        <Field
          label={t('rights.monthsKept')}
          inputMode="numeric"
          value={form.monthsKept}
          error={errors.monthsKept}
          onChange={(event) => change({ monthsKept: event.currentTarget.value })}
        />
        <Field
          label={t('rights.monthsIfNever')}
          inputMode="numeric"
          value={form.monthsIfNever}
          error={errors.monthsIfNever}
          onChange={(event) => change({ monthsIfNever: event.currentTarget.value })}
        />
      </div>
      <p className="fine">{t('rights.termsMore')}</p>
      <div className="row-of-buttons">
        <button type="submit" className="button primary" aria-disabled={state === 'busy' || Object.keys(errors).length > 0}>
          {t('rights.termsSave')}
        </button>
        <output className={typeof state === 'object' ? 'error' : 'fine'}>
          {typeof state === 'object' ? troubleInWords(state, t) : state === 'saved' ? t('rights.termsSaved') : setBy}
        </output>
      </div>
    </form>
  );
}
