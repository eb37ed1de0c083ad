import type { LetterKey } from './en.ts';

export const fr: Record<LetterKey, string> = {
  greeting: 'Bonjour,',
  footer: 'Envoyé par Wellmet sur {{server}}. Wellmet n’est pas affilié à LinkedIn.',
  linkInstead: 'Si le bouton ne fonctionne pas, ouvrez cette adresse\u00a0:',
  inviteSubject: '{{by}} vous invite dans {{workspace}}',
  inviteSays: '{{by}} vous invite dans l’espace de travail {{workspace}} sur Wellmet.',
  inviteRole_owner: 'Vous seriez propriétaire\u00a0: vous pouvez tout faire, y compris changer le rôle des autres.',
  inviteRole_admin:
    'Vous seriez administrateur\u00a0: vous invitez, fixez les plafonds, et partagez tous les contacts et toutes les campagnes.',
  inviteRole_member: 'Vous seriez membre\u00a0: vous partagez tous les contacts, campagnes et crédits de l’espace de travail.',
  inviteButton: 'Rejoindre l’espace de travail',
  inviteFine: 'Le lien est valable deux semaines, et pour vous seul. Si vous ne savez pas qui vous invite, ne faites rien.',

  'plan.subject': '{{workspace}} demande la formule {{plan}}',
  'plan.asked':
    '{{member}} ({{email}}) demande pour l’espace de travail {{workspace}}\u00a0: formule {{plan}}, postes\u00a0: {{seats}}, paiement par {{every}}.',
  'plan.month': 'mois',
  'plan.year': 'an',
  'plan.answer': 'Pour répondre\u00a0: plan answer {{id}} --accept (ou --decline --reason "…"). La liste complète\u00a0: plan requests.',
  'link.subject': 'Votre lien de connexion à Wellmet',
  'link.text':
    'Un appareil demande à se connecter à votre compte Wellmet. Il affiche le code {{code}}. N’ouvrez le lien que si cet appareil est bien le vôtre.',
  'link.button': 'Voir l’appareil',
  'link.fine':
    'Ce lien est valable {{minutes}} minutes. Si vous n’avez rien demandé, ne faites rien\u00a0: sans vous, personne ne sera connecté.',
  'welcome.subject': 'Votre e-mail pour Wellmet',
  'welcome.text':
    'Quelqu’un veut créer un compte Wellmet avec cet e-mail, sur un appareil qui affiche le code {{code}}. N’ouvrez le lien que si c’est vous.',
  'welcome.button': 'Créer le compte',
  'welcome.fine': 'Le lien est valable {{minutes}} minutes. Si vous n’avez rien demandé, ne faites rien\u00a0: aucun compte ne sera créé.',
  'reset.subject': 'Un nouveau mot de passe pour Wellmet',
  'reset.text': 'Un nouveau mot de passe a été demandé pour votre compte Wellmet.',
  'reset.button': 'Choisir un nouveau mot de passe',
  'reset.fine':
    'Ce lien est valable {{minutes}} minutes. Si vous n’avez rien demandé, ne faites rien\u00a0: votre mot de passe reste le même.',
};
