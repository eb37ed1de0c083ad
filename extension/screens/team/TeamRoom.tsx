/** The team: who is in the workspace, who is invited, the workspace itself, and what was done in it. A section more is a line more here. */
import { useLiveQuery } from 'dexie-react-hooks';
import { lazy, Suspense, useId, type ReactNode } from 'react';
import { whoIsSignedIn, type SignedIn } from '../../cache/read.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { RoomHead } from '../app/RoomHead.tsx';
import { Audit } from './Audit.tsx';
import { Invitations } from './Invitations.tsx';
import { Members } from './Members.tsx';
import { WorkspacePart } from './WorkspacePart.tsx';

// With its words: most members never see it.
const Webhooks = lazy(() => import('../webhooks/Webhooks.tsx'));

const sections: { name: string; title: Key; Section: (props: { account: SignedIn }) => ReactNode; isOfAdmins?: true }[] = [
  { name: 'members', title: 'team.members', Section: Members },
  { name: 'invitations', title: 'team.invitations', Section: Invitations, isOfAdmins: true },
  { name: 'workspace', title: 'team.workspace', Section: WorkspacePart },
  { name: 'webhooks', title: 'team.webhooks', Section: WebhooksPart, isOfAdmins: true },
  { name: 'audit', title: 'audit.title', Section: Audit, isOfAdmins: true },
];

export default function TeamRoom() {
  const { t } = useWords();
  const id = useId();
  const account = useLiveQuery(whoIsSignedIn);
  return (
    <div className="page team-room">
      <RoomHead title={t('team.title')} />
      {!account ? (
        <Skeleton widths={[100, 100, 100]} />
      ) : (
        sections
          .filter(({ isOfAdmins }) => !isOfAdmins || account.workspace.role !== 'member')
          .map(({ name, title, Section }) => (
            <section key={name} aria-labelledby={`${id}${name}`}>
              <h2 id={`${id}${name}`}>{t(title)}</h2>
              <Section account={account} />
            </section>
          ))
      )}
    </div>
  );
}

function WebhooksPart() {
  return (
    <Suspense fallback={<Skeleton widths={[80, 100, 60]} />}>
      <Webhooks />
    </Suspense>
  );
}
