/** For which style a draft is written, how far that can be trusted or whose word it is; and the way to do without. product.md 5.2. */
import type { Manner } from '@wellmet/shared/drafts/known';
import type { SeenAxis } from '@wellmet/shared/seen';
import { useWords } from '../../i18n/words.ts';
import { Switch } from '../../look/Switch.tsx';

interface WriteStyleProps {
  manner: Manner;
  isUsed: boolean;
  onChange: (isUsed: boolean) => void;
}

export function WriteStyle({ manner, isUsed, onChange }: WriteStyleProps) {
  const { t } = useWords();
  const inWords = ({ side, strength, said }: SeenAxis): string => {
    const name = t(`side.${side}`);
    if (said) return t('write.asSaid', { side: name, by: said.by });
    return strength ? t(`strength.${strength}`, { side: name }) : name;
  };
  const more = [manner.boldness, manner.focus].filter((axis) => axis !== undefined).map(inWords);
  return (
    <div className="write-style">
      <Switch label={t('write.forStyle')} more={more.join(', ')} on={isUsed} onChange={onChange} />
    </div>
  );
}
