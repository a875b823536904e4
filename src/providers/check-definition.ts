import { ObjectRef } from '@pothos/core';
import { z } from 'zod';
import { builder, type GraphTypes } from '../builder/builder.ts';
import { operations } from '../domain/capability.ts';
import { matchFields, searchMethods } from '../domain/customer-search.ts';
import type { ProviderDetails } from '../domain/customer.ts';
import type { ProviderDefinition } from './define.ts';

const ability = z.looseObject({ support: z.enum(['NATIVE', 'EMULATED', 'INDIRECT', 'UNSUPPORTED']) });

const way = z.looseObject({ method: z.enum(searchMethods).exclude(['INDEX']) });

/** What the compiler says of a definition, for one that was compiled elsewhere. */
const shape = z.looseObject({
  code: z.string(),
  title: z.string().min(1),
  docs: z.string(),
  abilities: z.looseObject({}),
  searches: z.looseObject({}),
  rules: z.looseObject({}),
  settings: z.instanceof(z.ZodType),
  details: z.instanceof(ObjectRef<GraphTypes, ProviderDetails>),
  connect: z.custom((value) => typeof value === 'function'),
});

/** Checks a value of another package; throws a sentence if it is no provider for this version of the port. */
export function assertDefinition(value: unknown): asserts value is ProviderDefinition {
  const { error, data } = shape.safeParse(value);
  if (error) throw new Error(refusalOfPart(error.issues[0]?.path[0]));
  const { abilities, searches, details } = data;
  const unanswered = operations.find((operation) => !ability.safeParse(abilities[operation]).success);
  if (unanswered !== undefined) {
    throw new Error(`has a provider that does not answer ${unanswered}; ${madeForAnother}`);
  }
  const unsearched = matchFields.find((field) => !way.safeParse(searches[field]).success);
  if (unsearched !== undefined) {
    throw new Error(`has a provider that does not say how to search by ${unsearched}; ${madeForAnother}`);
  }
  const unknown = Object.keys(abilities).find((name) => !operations.some((known) => known === name));
  if (unknown !== undefined) {
    throw new Error(`has a provider that answers ${unknown}, which is no operation; ${madeForAnother}`);
  }
  if (builder.configStore.hasConfig(details)) return;
  throw new Error(
    'uses another copy of vaultgraph; name vaultgraph in its peerDependencies, so that it is installed once',
  );
}

const madeForAnother = 'use a version of the package that is made for this version of vaultgraph';

function refusalOfPart(part: PropertyKey | undefined): string {
  return part === undefined
    ? 'has no export named `provider`; let it be what defineProvider returns'
    : `has a provider without a usable \`${String(part)}\`; make it with defineProvider`;
}
