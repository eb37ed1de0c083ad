/** The contract as lines of text: its routes, the fields of their answers, and the fields that they demand. Run by itself it prints them. */
import { api, type Route, type RouteName } from '@wellmet/shared/api';
import { contractVersion } from '@wellmet/shared/contract';
import { z } from 'zod';
import type { Schema } from './likeSchema.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Schema => z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema;

/** The fields of a schema by their paths; `demanded` alone where they must be there. */
function fieldsOf(schema: Schema, mustBe: boolean, path = '', defs = schema): string[] {
  const of = (inner: Schema, at = path): string[] => fieldsOf(inner, mustBe, at, defs);
  const named = (schema.$ref ?? '').split('/').at(-1) ?? '';
  // What names itself would never end: its fields are there once.
  if (named !== '') return path.split('.').length > 6 ? [] : of((defs as { $defs?: Record<string, Schema> }).$defs?.[named] ?? {});
  const own = Object.entries(schema.properties ?? {})
    .filter(([name]) => !mustBe || schema.required?.includes(name))
    .flatMap(([name, inner]) => [`${path}.${name}`, ...of(inner, `${path}.${name}`)]);
  const either = mustBe ? [] : [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const values = typeof schema.additionalProperties === 'object' ? of(schema.additionalProperties, `${path}.*`) : [];
  return [
    ...own,
    ...(schema.items ? of(schema.items, `${path}[]`) : []),
    ...[...either, ...(schema.allOf ?? [])].flatMap((one) => of(one)),
    ...values,
  ];
}

const linesOf = ([name, route]: [RouteName, Route]): string[] => [
  `route ${name}: ${route.method.toUpperCase()} ${route.path}`,
  ...(route.answer ? fieldsOf(schemaOf(route.answer, 'output'), false).map((field) => `answer ${name}${field}`) : []),
  ...[route.body, route.query].flatMap((asked) =>
    asked ? fieldsOf(schemaOf(asked, 'input'), true).map((field) => `demand ${name}${field}`) : [],
  ),
];
/** The whole contract, line by line. */
export const contractLines = (): string[] =>
  [...new Set((Object.keys(api) as RouteName[]).map((name): [RouteName, Route] => [name, api[name]]).flatMap(linesOf))].toSorted();

if (import.meta.main) console.log([`contract ${contractVersion}`, ...contractLines()].join('\n'));
