/** Values of a JSON schema's shape, at random: the right fields and types, whether or not patterns and bounds are kept. */
import * as fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';

/** As much of a JSON schema as our OpenAPI document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export function likeSchema(schema: Schema, components: Record<string, Schema>): fc.Arbitrary<unknown> {
  const of = (inner: Schema): fc.Arbitrary<unknown> => likeSchema(inner, components);
  if (schema.$ref !== undefined) return of(components[schema.$ref.replace('#/components/schemas/', '')] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(of));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(of)).map((all) => Object.assign({}, ...all.map((one) => (typeof one === 'object' ? one : {}))));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, of(inner)])), {
        requiredKeys: schema.required ?? [],
      });
    case 'array':
      return fc.array(of(schema.items ?? {}), { maxLength: 3 });
    case 'string':
      return schema.format === 'uuid'
        ? fc.constant(null).map(() => uuidv7())
        : schema.format === 'date-time'
          ? fc.constant('2026-11-30T10:00:00Z')
          : fc.string({ maxLength: 20 });
    case 'integer':
      return fc.integer({ min: 0, max: 20 });
    case 'number':
      return fc.double({ min: 0, max: 5, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}
