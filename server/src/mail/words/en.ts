/** What letters say, in English; fr.ts has the same keys. Names in double braces are put in as they are: the letter escapes them. */
export const en = {
  greeting: 'Hello,',
  footer: 'Sent by Wellmet at {{server}}. Wellmet is not affiliated with LinkedIn.',
  linkInstead: 'If the button does not work, open this address:',
  inviteSubject: '{{by}} invites you to {{workspace}}',
  inviteSays: '{{by}} invites you to the workspace {{workspace}} on Wellmet.',
  inviteRole_owner: 'You would be an owner: everything is yours to do, other people’s roles included.',
  inviteRole_admin: 'You would be an admin: you invite people, set caps, and share all contacts and campaigns.',
  inviteRole_member: 'You would be a member: you share all contacts, campaigns and credits of the workspace.',
  inviteButton: 'Join the workspace',
  inviteFine: 'The link is good for two weeks, and for you alone. If you do not know who invites you, do nothing.',

  'plan.subject': '{{workspace}} asks for {{plan}}',
  'plan.asked': '{{member}} ({{email}}) asks for the workspace {{workspace}}: plan {{plan}}, seats: {{seats}}, paid by the {{every}}.',
  'plan.month': 'month',
  'plan.year': 'year',
  'plan.answer': 'Answer with: plan answer {{id}} --accept (or --decline --reason "…"). The list of all: plan requests.',
  'link.subject': 'Your link for signing in to Wellmet',
  'link.text':
    'A device asks to be signed in to your Wellmet account. It shows the code {{code}}. Open the link only if it is your device.',
  'link.button': 'Look at the device',
  'link.fine': 'The link is good for {{minutes}} minutes. If you did not ask for it, do nothing: without you nobody is signed in.',
  'welcome.subject': 'Your e-mail for Wellmet',
  'welcome.text':
    'Somebody wants to make a Wellmet account with this e-mail, on a device that shows the code {{code}}. Open the link only if that is you.',
  'welcome.button': 'Make the account',
  'welcome.fine': 'The link is good for {{minutes}} minutes. If you did not ask for it, do nothing: no account is made.',
  'reset.subject': 'A new password for Wellmet',
  'reset.text': 'Somebody asked for a new password for your Wellmet account.',
  'reset.button': 'Choose a new password',
  'reset.fine': 'The link is good for {{minutes}} minutes. If you did not ask for it, do nothing: your password stays as it is.',
} as const;
export type LetterKey = keyof typeof en;
