/** Whom one looks for, facet by facet; each can be folded away and says what is asked for in it. */
import { useId, useState, type ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import { useStore } from 'zustand';
import { signals, type Facets } from '@wellmet/shared/discover';
import { jobFunctions, seniorities } from '@wellmet/shared/insight';
import { companySizes } from '@wellmet/shared/pool';
import { useWords } from '../../i18n/words.ts';
import { Checks } from '../app/Checks.tsx';
import { exclude, isNarrowed, lookFor, lookForAll, looking, narrow, weigh } from './looking.ts';
import { MoreLike } from './MoreLike.tsx';
import { countryInWords, industryInWords, languageInWords, signalNames, sizeInWords } from './names.ts';
import { Picker, type Option } from './Picker.tsx';
import { countriesLike, industriesLike, languagesLike, placeInWords, placeKey, placeOf, placesLike, poolLike } from './suggesting.ts';

export function Filters() {
  const { t, language } = useWords();
  const { facets, isEverybody } = useStore(looking);
  const isAsked = useStore(looking, isNarrowed);
  const { titles, seniorities: levels, functions, industries, companies, companySizes: sizes, languages } = facets;
  return (
    <search className="discover-facets" aria-label={t('discover.filters')}>
      <div className="discover-facets-head">
        <h2>{t('discover.filters')}</h2>
        {isAsked && (
          <button type="button" className="link" onClick={lookForAll}>
            {t('discover.clear')}
          </button>
        )}
      </div>
      <Keywords />
      <MoreLike />
      <Facet title={t('discover.titles')} said={titles.join(', ')} isOpenAtFirst>
        <Picker
          label={t('discover.titles')}
          isQuiet
          isFree
          chosen={titles.map(itself)}
          suggest={(text) => poolLike('titles', text)}
          {...listed(titles, (list) => narrow({ titles: list }))}
        />
      </Facet>
      <Facet title={t('discover.seniority')} said={levels.map((level) => t(`seniority.${level}`)).join(', ')}>
        <Checks
          isTitleUnseen
          title={t('discover.seniority')}
          all={seniorities.toReversed()}
          chosen={levels}
          name={(level) => t(`seniority.${level}`)}
          onChange={(list) => narrow({ seniorities: list })}
        />
      </Facet>
      <Facet title={t('discover.function')} said={functions.map((work) => t(`function.${work}`)).join(', ')}>
        <Checks
          isTitleUnseen
          title={t('discover.function')}
          all={jobFunctions}
          chosen={functions}
          name={(work) => t(`function.${work}`)}
          onChange={(list) => narrow({ functions: list })}
        />
      </Facet>
      <Facet title={t('discover.industry')} said={industries.map((id) => industryInWords(id, language)).join(', ')}>
        <Industries chosen={industries} onChange={(list) => narrow({ industries: list })} isQuiet />
      </Facet>
      <Facet title={t('discover.company')} said={companies.join(', ')}>
        <Companies chosen={companies} onChange={(list) => narrow({ companies: list })} isQuiet />
      </Facet>
      <Facet title={t('discover.companySize')} said={sizes.map((size) => sizeInWords(size, t)).join(', ')}>
        <Checks
          isTitleUnseen
          title={t('discover.companySize')}
          all={companySizes}
          chosen={sizes}
          name={(size) => sizeInWords(size, t)}
          onChange={(list) => narrow({ companySizes: list })}
        />
      </Facet>
      <Facet title={t('discover.place')} said={facets.places.map((place) => placeInWords(place, language)).join('; ')}>
        <Places chosen={facets.places} onChange={(places) => narrow({ places })} />
      </Facet>
      <Facet title={t('discover.language')} said={languages.map((code) => languageInWords(code, language)).join(', ')}>
        <Picker
          label={t('discover.language')}
          isQuiet
          chosen={languages.map((code) => ({ key: code, label: languageInWords(code, language) }))}
          suggest={(text) => languagesLike(text, language)}
          {...listed(languages, (list) => narrow({ languages: list }))}
        />
      </Facet>
      <Exclusions />
      <WhatCounts />
      <label className="check">
        <input type="checkbox" checked={isEverybody} onChange={() => lookFor({ isEverybody: !isEverybody })} />
        {t('discover.everybody')}
      </label>
    </search>
  );
}

const itself = (value: string): Option => ({ key: value, label: value });

/** Adding to a list of texts, and taking out of it. */
const listed = (list: readonly string[], onChange: (list: string[]) => void) => ({
  onAdd: (key: string) => onChange([...list, key]),
  onDrop: (key: string) => onChange(list.filter((one) => one !== key)),
});

interface FacetProps {
  title: string;
  /** What is asked for, beside the title while it is folded. */
  said: string;
  isOpenAtFirst?: boolean;
  children: ReactNode;
}

function Facet({ title, said, isOpenAtFirst = false, children }: FacetProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst || said !== '');
  return (
    <details className="facet" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        <span>{title}</span>
        {!isOpen && said !== '' && (
          <small dir="auto" title={said}>
            {said}
          </small>
        )}
      </summary>
      {isOpen && <div>{children}</div>}
    </details>
  );
}

function Keywords() {
  const { t } = useWords();
  const keywords = useStore(looking, ({ facets }) => facets.keywords);
  const [typed, setTyped] = useState(keywords);
  const [shown, setShown] = useState(keywords);
  // Cleared, or another search was opened.
  if (keywords !== shown) {
    setShown(keywords);
    if (keywords !== typed.trim()) setTyped(keywords);
  }
  const id = useId();
  return (
    <div className="picker keywords">
      <label htmlFor={id}>{t('discover.keywords')}</label>
      <input
        id={id}
        type="search"
        maxLength={200}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          narrow({ keywords: value.trim() });
        }}
      />
      <p id={`${id}-hint`} className="hint">
        {t('discover.keywordsHint')}
      </p>
    </div>
  );
}

interface ListProps<V> {
  chosen: readonly V[];
  onChange: (chosen: V[]) => void;
  isQuiet?: boolean;
}

function Industries({ chosen, onChange, isQuiet = false }: ListProps<number>) {
  const { t, language } = useWords();
  return (
    <Picker
      label={t('discover.industry')}
      isQuiet={isQuiet}
      chosen={chosen.map((id) => ({ key: `${id}`, label: industryInWords(id, language) }))}
      suggest={(text) => industriesLike(text, language)}
      onAdd={(key) => onChange([...chosen, Number(key)])}
      onDrop={(key) => onChange(chosen.filter((id) => `${id}` !== key))}
    />
  );
}

function Companies({ chosen, onChange, isQuiet = false }: ListProps<string>) {
  const { t } = useWords();
  return (
    <Picker
      label={t('discover.company')}
      isQuiet={isQuiet}
      isFree
      chosen={chosen.map(itself)}
      suggest={(text) => poolLike('companies', text)}
      {...listed(chosen, onChange)}
    />
  );
}

type Place = Facets['places'][number];

function Places({ chosen, onChange }: ListProps<Place>) {
  const { t, language } = useWords();
  const isCountry = ({ region, city }: Place): boolean => region === undefined && city === undefined;
  const drop = (key: string) => onChange(chosen.filter((place) => placeKey(place) !== key && place.country !== key));
  return (
    <>
      <Picker
        label={t('discover.country')}
        chosen={chosen.filter(isCountry).map(({ country = '' }) => ({ key: country, label: countryInWords(country, language) }))}
        suggest={(text) => countriesLike(text, language)}
        onAdd={(country) => onChange([...chosen, { country }])}
        onDrop={(country) => onChange(chosen.filter((place) => !isCountry(place) || place.country !== country))}
      />
      <Picker
        label={t('discover.city')}
        isFree
        chosen={chosen
          .filter((place) => !isCountry(place))
          .map((place) => ({ key: placeKey(place), label: placeInWords(place, language) }))}
        suggest={(text) => placesLike(text, t)}
        onAdd={(key) => onChange([...chosen, placeOf(key)])}
        onDrop={drop}
      />
    </>
  );
}

/** Folded away: it is asked for less often. */
function Exclusions() {
  const { t, language } = useWords();
  const without = useStore(looking, ({ facets }) => facets.exclude);
  const { keywords, titles, companies, industries, places } = without;
  const said = [
    ...keywords,
    ...titles,
    ...companies,
    ...industries.map((id) => industryInWords(id, language)),
    ...places.map((place) => placeInWords(place, language)),
  ].join(', ');
  return (
    <Facet title={t('discover.exclude')} said={said}>
      <Picker
        label={t('discover.keywords')}
        isFree
        chosen={keywords.map(itself)}
        suggest={() => []}
        {...listed(keywords, (list) => exclude({ keywords: list }))}
      />
      <Picker
        label={t('discover.titles')}
        isFree
        chosen={titles.map(itself)}
        suggest={(text) => poolLike('titles', text)}
        {...listed(titles, (list) => exclude({ titles: list }))}
      />
      <Companies chosen={companies} onChange={(list) => exclude({ companies: list })} />
      <Industries chosen={industries} onChange={(list) => exclude({ industries: list })} />
      <Places chosen={places} onChange={(list) => exclude({ places: list })} />
    </Facet>
  );
}

const weights = [0, 1, 2, 3, 4, 5];

function WhatCounts() {
  const { t } = useWords();
  const chosen = useStore(looking, (state) => state.weights);
  const said =
    Object.entries(chosen).length === 0 ? '' : signals.filter((one) => chosen[one] !== undefined).map((one) => t(signalNames[one]));
  return (
    <Facet title={t('discover.whatCounts')} said={[said].flat().join(', ')}>
      {signals.map((signal) => (
        <label key={signal} className="weigh">
          <span>{t(signalNames[signal])}</span>
          <select
            value={chosen[signal] ?? ''}
            onChange={({ currentTarget: { value } }) => weigh(signal, value === '' ? undefined : Number(value))}
          >
            <option value="">{t('discover.asUsual')}</option>
            {[...new Set([...weights, chosen[signal] ?? 0])]
              .toSorted((a, b) => a - b)
              .map((weight) => (
                <option key={weight} value={weight}>
                  {weight === 0 ? t('discover.countsNot') : t('discover.weight', { weight })}
                </option>
              ))}
          </select>
        </label>
      ))}
      {Object.keys(chosen).length > 0 && (
        <button type="button" className="link" onClick={() => lookFor({ weights: {} })}>
          {t('discover.resetWeights')}
        </button>
      )}
    </Facet>
  );
}
