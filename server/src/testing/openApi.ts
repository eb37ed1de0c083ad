/** Our OpenAPI document as far as tests make requests from it. */
import type { RouteName } from '@wellmet/shared/api';
import type { Schema } from './likeSchema.ts';

export interface OpenApi {
  paths: Record<string, Record<string, { operationId: RouteName; requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  components: { schemas: Record<string, Schema> };
}
