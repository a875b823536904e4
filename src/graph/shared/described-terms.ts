import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { pointsPerCall, type ListSize } from '../../builder/builder.ts';

const howToStart = `Customers and their saved payment methods, at several payment providers.

Ask \`viewer\` who you are and what you may, \`paymentProviders\` what each provider can do, and \`customers\` for a first page;
\`sources\` beside it says which accounts answered. Each field says which scope it needs and how many points it costs; one
that says neither is free. A provider that fails is an error on its own field, with a \`code\`; mutations give failures as
members of their result.`;

/** Adds to the description of each field what it needs and costs, and to that of the schema how to start. */
export function describingTerms(schema: GraphQLSchema): GraphQLSchema {
  schema.description = howToStart;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const sentences = [field.description, needsOf(field), costsOf(field)].filter(Boolean);
      field.description = sentences.join(' ') || null;
    }
  }
  return schema;
}

interface FieldExtensions {
  readonly needs?: string;
  readonly callsPerItemOf?: string;
  readonly callsPerItem?: number;
  readonly callsPerAccount?: boolean;
  readonly callsPerCustomer?: boolean;
  readonly freeInside?: string;
  readonly directives?: {
    readonly requiresScopes?: { readonly scopes: readonly (readonly string[])[] };
    readonly cost?: { readonly weight: number };
    readonly listSize?: ListSize;
  };
}

type Field = GraphQLField<unknown, unknown>;

function needsOf({ extensions }: Field): string | null {
  const { needs, directives = {} } = extensions as FieldExtensions;
  const scopes = directives.requiresScopes?.scopes.flat() ?? (needs === undefined ? [] : [needs]);
  return scopes.length > 0 ? `Needs ${scopes.map((scope) => `\`${scope}\``).join(' and ')}.` : null;
}

function costsOf({ extensions }: Field): string | null {
  const { callsPerItemOf, callsPerItem = 1, callsPerAccount, ...rest } = extensions as FieldExtensions;
  const { callsPerCustomer, freeInside, directives = {} } = rest;
  const weight = directives.cost?.weight ?? 0;
  if (callsPerItemOf !== undefined)
    return `Costs ${weight + callsPerItem * pointsPerCall} for each of \`${callsPerItemOf}\`.`;
  if (weight === 0) return null;
  const isPaged = directives.listSize?.slicingArguments !== undefined;
  const terms = [
    `${weight}${callsPerAccount ? ' for each account that is asked' : ''}${callsPerCustomer ? ' for each customer' : ''}`,
    ...(isPaged ? ['twice that for a page of more than 98'] : []),
    ...(freeInside === undefined ? [] : [`nothing inside \`${freeInside}\``]),
  ];
  return `Costs ${terms.join(', ')}.`;
}
