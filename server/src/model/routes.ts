import { actorOf } from '../campaigns/routes.ts';
import type { Handlers } from '../http/handlers.ts';
import { readAgain } from './reading.ts';
import { languageModelOf, removeLanguageModel, setLanguageModel, type ModelGround } from './setting.ts';
import { tryLanguageModel } from './trial.ts';

type Names = 'languageModel' | 'setLanguageModel' | 'removeLanguageModel' | 'tryLanguageModel' | 'readAgain';

export const modelRoutes = (ground: ModelGround, stopping: AbortSignal): Pick<Handlers, Names> => ({
  languageModel: (_, { workspaceId }) => languageModelOf(ground, workspaceId),
  setLanguageModel: ({ body }, caller) => setLanguageModel(ground, actorOf(caller), body),
  removeLanguageModel: ({ body }, caller) => removeLanguageModel(ground, actorOf(caller), body.requestId),
  tryLanguageModel: ({ body }, { workspaceId }) => tryLanguageModel(ground, workspaceId, body, stopping),
  readAgain: ({ params, body }, caller) => readAgain(ground, actorOf(caller), params.contactId, body.requestId),
});
