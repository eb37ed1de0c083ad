/** The workspace itself: its name, another one, and the way out. */
import { useState, type SubmitEvent } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { SignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked, useDoing, type Deed } from '../campaigns/doing.ts';
import { DoneLine } from '../campaigns/DoneLine.tsx';
import { EditLine } from '../app/EditLine.tsx';
import { AskOnce } from '../app/AskOnce.tsx';

export function WorkspacePart({ account: { workspace } }: { account: SignedIn }) {
  const { t } = useWords();
  const doing = useDoing();
  const [isRenaming, setRenaming] = useState(false);
  const [isLast, setLast] = useState(false);

  function rename(name: string, before?: string): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('renameWorkspace', { requestId, name });
      if (isTrouble(came)) return came;
      return { said: t('team.renamed', { name }), ...(before !== undefined && { undo: rename(before) }) };
    };
  }

  async function leave(): Promise<Trouble | undefined> {
    const came = await asked(sendMessage('leaveWorkspace', { requestId: uuidv7() }));
    if (!isTrouble(came)) return undefined;
    if (came.trouble !== 'refused' || came.problem.code !== 'wrong-state') return came;
    setLast(true);
    return undefined;
  }

  return (
    <>
      <div className="team-name">
        {isRenaming ? (
          <EditLine
            label={t('team.name')}
            value={workspace.name}
            maxLength={100}
            onSave={(name) => {
              setRenaming(false);
              void doing.run(rename(name, workspace.name));
            }}
            onClose={() => setRenaming(false)}
          />
        ) : (
          <>
            <strong dir="auto">{workspace.name}</strong>
            {workspace.role === 'owner' && (
              <Button kind="quiet" onClick={() => setRenaming(true)}>
                {t('team.rename')}
              </Button>
            )}
          </>
        )}
      </div>
      <DoneLine doing={doing} />
      <Another />
      <AskOnce
        kind="quiet"
        label={t('team.leave', { workspace: workspace.name })}
        question={t('team.leaveAsk', { workspace: workspace.name })}
        yes={t('team.leaveYes')}
        doing={t('team.leaving')}
        onYes={leave}
      />
      {isLast && (
        <p className="line" role="alert">
          {t('team.leaveLast')}
        </p>
      )}
    </>
  );
}

function Another() {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [id, setId] = useState(() => uuidv7());
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);

  async function make(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy || name.trim() === '') return;
    setBusy(true);
    const came = await asked(sendMessage('createWorkspace', { id, name: name.trim() }));
    setBusy(false);
    // What comes is the new workspace's: this page begins anew.
    if (isTrouble(came)) setTrouble(came);
  }

  return (
    <details className="team-another" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('team.another')}</summary>
      {isOpen && (
        <form noValidate onSubmit={(event) => void make(event)}>
          <p className="soft">{t('team.anotherMore')}</p>
          <Field
            label={t('team.anotherName')}
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setId(uuidv7());
            }}
          />
          {trouble && (
            <p className="line" role="alert">
              {trouble.trouble === 'refused' && trouble.problem.code === 'wrong-state' ? t('team.tooMany') : troubleInWords(trouble, t)}
            </p>
          )}
          <div className="row-of-buttons">
            <Button kind="quiet" type="submit" disabled={isBusy || name.trim() === ''}>
              {t('team.make')}
            </Button>
          </div>
        </form>
      )}
    </details>
  );
}
