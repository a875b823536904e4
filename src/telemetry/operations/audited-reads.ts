import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { AuditAct } from '../audit/audit.ts';

/** The types whose objects may describe a person. Each has an id. */
const watched: ReadonlySet<string> = new Set(['Customer', 'PaymentMethod', 'RegistrationLink']);

/** What of a request is used here. */
interface Context {
  readonly audit: (act: AuditAct) => void;
}

/** What a watched type's objects have in common. */
interface Held {
  readonly account: { readonly key: string };
}

/** The same graph, which audits each object that had a field answered, once per request. */
export function withAuditedReads(schema: GraphQLSchema): GraphQLSchema {
  const seen = new WeakMap<Context, Set<unknown>>();

  const look = (held: Held, context: Context, info: GraphQLResolveInfo): void => {
    const known = seen.get(context) ?? new Set();
    seen.set(context, known);
    if (known.has(held)) return;
    known.add(held);
    const id = String(idOf(info.parentType)(held, {}, context, info));
    if (known.has(id)) return;
    known.add(id);
    const action = `read ${info.parentType.name}`;
    context.audit({ action, objectId: id, account: held.account.key, outcome: 'SUCCESS' });
  };

  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, _name, typeName) => {
      if (!watched.has(typeName)) return field;
      const { resolve = defaultFieldResolver } = field;
      return {
        ...field,
        resolve: (held: Held, args: object, context: Context, info: GraphQLResolveInfo): unknown => {
          const answer: unknown = resolve(held, args, context, info);
          if (!(answer instanceof Promise)) {
            look(held, context, info);
            return answer;
          }
          return answer.then((value: unknown) => {
            look(held, context, info);
            return value;
          });
        },
      };
    },
  });
}

function idOf(type: GraphQLObjectType) {
  return type.getFields()['id']?.resolve ?? defaultFieldResolver;
}
