/** What a draft is chosen by. Each choice writes it at once. */
import type { Channel, Purpose } from '@wellmet/shared/drafts/sentences';
import { aboutLength } from '@wellmet/shared/drafts/spoken';
import type { Hook } from '@wellmet/shared/insight';
import { fieldsIn } from '@wellmet/shared/templates/text';
import type { TemplateRow } from '../../cache/database.ts';
import { hookInWords } from '../../i18n/insight.ts';
import { useWords, type Key, type Language } from '../../i18n/words.ts';
import { Field } from '../../look/Field.tsx';
import { Select } from '../../look/Select.tsx';
import type { Writing } from './writing.ts';

const channelNames: Record<Channel, Key> = {
  note: 'write.note',
  message: 'write.message',
  email: 'write.email',
  call: 'write.call',
};
const purposeNames: Record<Purpose, Key> = {
  introduce: 'write.introduce',
  followUp: 'write.followUp',
  invite: 'write.invite',
  advice: 'write.advice',
};
const lengthNames: Record<Writing['length'], Key> = { normal: 'write.normal', short: 'write.short' };
const languageNames: Record<Language, Key> = { en: 'write.english', fr: 'write.french' };

/** No hook's: those begin with their kind. */
const noHook = 'none';

/** No template's: those are UUIDs. */
const noTemplate = 'none';

/** A choice that changes nothing is none. */
const uses = (template: TemplateRow | undefined, field: 'hook' | 'topic'): boolean =>
  !template || fieldsIn(template.subject ?? '', template.text).fields.includes(field);

interface OptionsProps {
  writing: Writing & { language: Language };
  hooks: { key: string; hook: Hook }[];
  hookKey: string | undefined;
  /** What the contact writes in, where it could be told. */
  theirs: Language | undefined;
  templates: readonly TemplateRow[];
  template: TemplateRow | undefined;
  onChange: (by: Partial<Writing>) => void;
}

export function WriteOptions({ writing, hooks, hookKey = noHook, theirs, templates, template, onChange }: OptionsProps) {
  const { t, language } = useWords();

  /** "French, theirs". */
  function languageInWords(one: Language): string {
    const name = t(languageNames[one]);
    if (one === theirs) return t('write.theirs', { language: name });
    return one === language ? t('write.yours', { language: name }) : name;
  }

  return (
    <div className="write-options">
      <fieldset className="tabs channels" aria-label={t('write.channel')}>
        {entriesOf(channelNames).map(([channel, word]) => (
          <button
            key={channel}
            type="button"
            aria-pressed={channel === writing.channel}
            onClick={() => onChange({ channel, template: undefined })}
          >
            {t(word)}
          </button>
        ))}
      </fieldset>
      {templates.length > 0 && (
        <div id="write-template">
          <Select
            stands="field"
            label={t('templates.choose')}
            value={template?.id ?? noTemplate}
            options={[[noTemplate, t('templates.none')], ...templates.map((one) => [one.id, templateLine(one)] as const)]}
            onChange={(id) => {
              const chosen = templates.find((one) => one.id === id);
              onChange(chosen ? { template: id, channel: chosen.channel, language: chosen.language } : { template: undefined });
            }}
          />
        </div>
      )}
      {uses(template, 'hook') && (
        <Select
          stands="field"
          label={t('write.hook')}
          value={hookKey}
          options={[...hooks.map(({ key, hook }) => [key, hookLine(hook)] as const), [noHook, t('write.noHook')]]}
          onChange={(hook) => onChange({ hook })}
        />
      )}
      {!template && (
        <>
          <Select
            stands="field"
            label={t('write.purpose')}
            value={writing.purpose}
            options={entriesOf(purposeNames).map(([purpose, word]) => [purpose, t(word)])}
            onChange={(purpose) => onChange({ purpose })}
          />
          <div className="write-pair">
            <Select
              stands="field"
              label={t('write.language')}
              value={writing.language}
              options={(['en', 'fr'] as const).map((one) => [one, languageInWords(one)])}
              onChange={(one) => onChange({ language: one })}
            />
            <Select
              stands="field"
              label={t('write.length')}
              value={writing.length}
              options={entriesOf(lengthNames).map(([length, word]) => [length, t(word)])}
              onChange={(length) => onChange({ length })}
            />
          </div>
        </>
      )}
      {uses(template, 'topic') && (
        <Field
          label={t('write.about')}
          note={t('signUp.optional')}
          hint={t(writing.language === 'fr' ? 'write.aboutInFrench' : 'write.aboutInEnglish')}
          maxLength={aboutLength}
          autoComplete="off"
          value={writing.about}
          onChange={(event) => onChange({ about: event.currentTarget.value })}
        />
      )}
    </div>
  );

  function templateLine({ name, channel, language: one }: TemplateRow): string {
    return t('templates.option', { name, channel: t(channelNames[channel]), language: t(languageNames[one]) });
  }

  /** What is said by its quote alone, with it. */
  function hookLine(hook: Hook): string {
    const words = hookInWords(hook, t, language);
    if (hook.kind !== 'about' && hook.kind !== 'headline') return words;
    return `${words} ${t('quoted', { text: hook.evidence.quote })}`;
  }
}

const entriesOf = <K extends string>(names: Record<K, Key>) => Object.entries(names) as [K, Key][];
