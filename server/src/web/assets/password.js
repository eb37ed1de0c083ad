/** A new password, with the secret of a link, which goes in a body only. */
import { ask, onSent, show } from './ask.js';

const secret = location.hash.slice(1);
if (!secret) show('ended');
onSent('password', async ({ password }) => {
  if (await ask('/v1/password/reset', { secret, newPassword: password })) show('done');
});
