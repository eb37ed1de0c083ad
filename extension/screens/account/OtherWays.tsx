/** Signing in without typing a password here: in a tab of the server, or by a link in a letter. What is waited for outlives the popup. */
import { useEffect, useState } from 'react';
import { problemInWords, troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { isTrouble, sendMessage, type DeviceSignIn, type Trouble } from '../../messages.ts';

const isEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);
const askEveryMs = 1500;

/** What this device waits for; undefined: nothing. While it is shown the background is kept awake and asks. */
export function usePendingSignIn() {
  const [pending, setPending] = useState<DeviceSignIn>();
  useEffect(() => {
    const look = async () => setPending((await sendMessage('pendingSignIn')) ?? undefined);
    void look();
    const timer = setInterval(() => void look(), askEveryMs);
    return () => clearInterval(timer);
  }, []);
  return [pending, setPending] as const;
}

export function OtherWays({ email, onPending }: { email: string; onPending: (pending: DeviceSignIn) => void }) {
  const { t, language } = useWords();
  const [mayLink, setMayLink] = useState(false);
  const [said, setSaid] = useState<'emailFirst' | 'resetSent' | Trouble>();
  useEffect(() => {
    void (async () => {
      const ways = await sendMessage('signInWays');
      setMayLink(!isTrouble(ways) && ways.link);
    })();
  }, []);

  async function begin(byEmail?: string): Promise<void> {
    const answer = await sendMessage('beginSignIn', { language, ...(byEmail !== undefined && { email: byEmail }) });
    if (isTrouble(answer)) setSaid(answer);
    else onPending(answer);
  }

  async function forgot(): Promise<void> {
    const answer = await sendMessage('forgotPassword', { email, language });
    setSaid(isTrouble(answer) ? answer : 'resetSent');
  }

  /** Both letters go to the e-mail that stands in the form. */
  const withEmail = (act: () => Promise<void>) => () => void (isEmail(email) ? act() : setSaid('emailFirst'));

  return (
    <div className="other-ways">
      <button type="button" className="link" onClick={() => void begin()}>
        {t('signIn.inTab')}
      </button>
      {mayLink && (
        <>
          <button type="button" className="link" onClick={withEmail(() => begin(email))}>
            {t('signIn.byLink')}
          </button>
          <button type="button" className="link" onClick={withEmail(forgot)}>
            {t('signIn.forgot')}
          </button>
        </>
      )}
      <output className="fine">{typeof said === 'object' ? troubleText(said) : said && t(`signIn.${said}`)}</output>
    </div>
  );

  function troubleText(trouble: Trouble): string {
    return trouble.trouble === 'refused' ? problemInWords(trouble.problem, t) : troubleInWords(trouble, t);
  }
}

export function Waiting({ pending: { userCode, email, state }, onEnd }: { pending: DeviceSignIn; onEnd: () => void }) {
  const { t } = useWords();
  return (
    <section className="waiting-in" aria-labelledby="waiting-in">
      <h2 id="waiting-in">{t(email === undefined ? 'signIn.waitTab' : 'signIn.waitLink')}</h2>
      <p className="user-code">{userCode}</p>
      <output className="soft">
        {state === 'denied'
          ? t('signIn.denied')
          : state === 'expired'
            ? t('signIn.expired')
            : email === undefined
              ? t('signIn.waitTabMore')
              : t('signIn.waitLinkMore', { email })}
      </output>
      <Button
        kind="quiet"
        onClick={() => {
          void sendMessage('cancelSignIn');
          onEnd();
        }}
      >
        {t(state === 'waiting' ? 'signIn.cancel' : 'signIn.again')}
      </Button>
    </section>
  );
}
