/** Templates of ours to begin with: short, plain, and nothing in them that a field does not know. In the language of the message, whatever the screen's is. */
import type { TemplateContent } from '@wellmet/shared/template';

type Starter = Omit<TemplateContent, 'language'>;

const english: Starter[] = [
  {
    name: 'A first note',
    channel: 'note',
    text: 'Hello {first name},\n{hook}\nI work on {topic} and would be glad to stay in touch.\n{my first name}',
  },
  {
    name: 'After connecting',
    channel: 'message',
    text: 'Hello {first name},\n\nThank you for connecting. {hook}\n\nI work on {topic}. Is that something you deal with at {company|your company}? If not, no need to answer.\n\nBest wishes,\n{my first name}',
  },
  {
    name: 'First e-mail',
    channel: 'email',
    subject: '{topic} at {company|your company}',
    text: 'Hello {first name},\n\n{hook}\n\nI am writing to you about {topic}. Would fifteen minutes next week suit you? If somebody else at {company|your company} looks after this, I would be grateful for a name.\n\nKind regards,\n{my name}',
  },
  {
    name: 'A call',
    channel: 'call',
    text: 'Hello, is that {name}? This is {my name}. {hook} I am calling about {topic}. Do you have two minutes, or shall I call another time?',
  },
];

const french: Starter[] = [
  {
    name: 'Premier message d’invitation',
    channel: 'note',
    text: 'Bonjour {prénom},\n{accroche}\nJe travaille sur {sujet} et j’aimerais échanger avec vous.\n{mon prénom}',
  },
  {
    name: 'Après la mise en relation',
    channel: 'message',
    text: 'Bonjour {prénom},\n\nMerci d’avoir accepté mon invitation. {accroche}\n\nJe travaille sur {sujet}. Est-ce une question qui se pose chez {entreprise|vous}\u202f? Si ce n’est pas le cas, inutile de me répondre.\n\nBien à vous,\n{mon prénom}',
  },
  {
    name: 'Premier e-mail',
    channel: 'email',
    subject: '{sujet}\u00a0: quinze minutes d’échange\u202f?',
    text: 'Bonjour {prénom},\n\n{accroche}\n\nJe vous écris au sujet suivant\u00a0: {sujet}. Auriez-vous quinze minutes la semaine prochaine\u202f? Si une autre personne s’en occupe chez {entreprise|vous}, je vous remercie de m’indiquer son nom.\n\nBien cordialement,\n{mon nom}',
  },
  {
    name: 'Appel',
    channel: 'call',
    text: 'Bonjour, {nom}\u202f? {mon nom} à l’appareil. {accroche} Je vous appelle au sujet suivant\u00a0: {sujet}. Avez-vous deux minutes, ou préférez-vous que je rappelle\u202f?',
  },
];

export const startersIn = (language: TemplateContent['language']): TemplateContent[] =>
  (language === 'fr' ? french : english).map((starter) => ({ ...starter, language }));
