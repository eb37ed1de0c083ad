import { actorOf } from '../campaigns/routes.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Handlers } from '../http/handlers.ts';
import { changeTemplate, createTemplate, deleteTemplate, restoreTemplate, templatesOf } from './templates.ts';

type Names = 'templates' | 'createTemplate' | 'changeTemplate' | 'deleteTemplate' | 'restoreTemplate';

export const templateRoutes = (ledger: Ledger): Pick<Handlers, Names> => ({
  templates: async (_, caller) => ({ templates: await templatesOf(ledger, actorOf(caller)) }),
  createTemplate: ({ body }, caller) => createTemplate(ledger, actorOf(caller), body),
  changeTemplate: ({ params, body }, caller) => changeTemplate(ledger, actorOf(caller), params.templateId, body),
  deleteTemplate: async ({ params, body }, caller) => {
    await deleteTemplate(ledger, actorOf(caller), params.templateId, body.requestId);
    return undefined;
  },
  restoreTemplate: ({ params, body }, caller) => restoreTemplate(ledger, actorOf(caller), params.templateId, body.requestId),
});
