import type { Context } from '../../builder/context.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { IdTarget } from '../../gateway/ids.ts';
import { builder, on } from '../../builder/builder.ts';
import { Customer } from '../customer/customer.ts';
import { readNode, typeOfNode, type RecordShape } from '../shared/node.ts';
import { openAnyIds, type Opening } from '../shared/open-id.ts';
import { PaymentMethod } from '../payment-method/payment-method.ts';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { refuseCardNumbers } from '../shared/refuse-card-numbers.ts';
import { RegistrationLink } from '../registration-link/registration-link.ts';
import { printSubgraph } from './subgraph.ts';

/** What a supergraph needs from a subgraph: its SDL, and objects by their keys. */

const Service = builder.objectRef<{ readonly sdl: string }>('_Service').implement({
  description: 'This graph as a part of a supergraph.',
  fields: (t) => ({
    sdl: t.exposeString('sdl', { nullable: false, description: 'The schema, for composing a supergraph.' }),
  }),
});

const Any = builder.scalarType('_Any', {
  description: 'A representation: the name of an object type as `__typename`, and the fields of its key.',
  parseValue: (value) => value,
  serialize: () => {
    throw new Error('A representation is only ever taken.');
  },
});

/** An object that a key named. A provider is its code. */
type EntityShape = RecordShape | string;

const Entity = builder.unionType('_Entity', {
  description: 'Whatever a supergraph may ask for by its key.',
  types: [Customer, PaymentMethod, RegistrationLink, ProviderAccount, PaymentProvider],
  resolveType: (entity: EntityShape) => (typeof entity === 'string' ? 'PaymentProvider' : typeOfNode(entity)),
});

const maximumRepresentations = 200;

builder.queryFields((t) => ({
  _service: t.field({
    type: Service,
    nullable: false,
    description: 'This graph as a part of a supergraph.',
    resolve: (_root, _args, _context, { schema }) => ({ sdl: printSubgraph(schema) }),
  }),
  _entities: t.field({
    ...on({ forShoppers: true, callsPerItemOf: 'representations', refusesPerItem: true }),
    type: [Entity],
    nullable: { list: false, items: true },
    description:
      'The objects that a supergraph knows the keys of, keeping order. Null if a key names nothing of the caller; an error in its place if a representation cannot be read, or the key that sealed its id is not configured.',
    args: {
      representations: t.arg({
        type: [Any],
        required: true,
        description: 'At most 200 representations, each read on its own.',
      }),
    },
    resolve: (_root, { representations }, context, info) => {
      if (representations.length > maximumRepresentations) {
        const message = `representations must name ${maximumRepresentations} objects at most.`;
        throw new InvalidInputError([{ path: ['representations'], code: 'TOO_LONG', message }]);
      }
      const opened = openAnyIds(representations.map(idOf), context);
      // Each rejects on its own: what one throws at once would be an error of the whole list.
      return representations.map(async (representation, index) => {
        refuseCardNumbers({ representations: { [index]: representation } }, info);
        const { entity, key } = toReference(representation, index);
        return entity.read({ key, open: opened[index] ?? (() => null) }, context);
      });
    },
  }),
}));

function fieldsOf(representation: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(Object(representation)));
}

/** Without an id there is one that opens to nothing. */
function idOf(representation: unknown): string {
  const id = fieldsOf(representation).get('id');
  return typeof id === 'string' ? id : '';
}

/** Which type of object a representation names, and its key. */
function toReference(representation: unknown, index: number) {
  const fields = fieldsOf(representation);
  const entity = entities.get(fields.get('__typename'));
  if (!entity) throw malformed(index, '__typename', 'must be the name of a type that has a key');
  const key = fields.get(entity.key);
  if (typeof key !== 'string') throw malformed(index, entity.key, 'must be a text');
  return { entity, key };
}

function malformed(index: number, field: string, rule: string): InvalidInputError {
  const path = ['representations', String(index), field];
  return new InvalidInputError([{ path, code: 'MALFORMED', message: `${path.join('.')} ${rule}.` }]);
}

/** A type with a key: the key's field, and how an object is found by it. */
interface EntityType {
  readonly key: string;
  readonly read: (named: Named, context: Context) => EntityShape | null | Promise<EntityShape | null>;
}

interface Named {
  readonly key: string;
  /** Opens the key if it is an id. */
  readonly open: () => Opening;
}

/** The loaders see to it that what several representations name is asked for once, and in batches. */
const entities: ReadonlyMap<unknown, EntityType> = new Map([
  ['Customer', byId('Customer')],
  ['PaymentMethod', byId('PaymentMethod')],
  ['RegistrationLink', byId('RegistrationLink')],
  ['ProviderAccount', byId('ProviderAccount')],
  ['PaymentProvider', { key: 'code', read: readProvider }],
]);

function byId(type: IdTarget['type']): EntityType {
  return { key: 'id', read: ({ open }, context) => readNode(open, context, type) };
}

/** A provider at which the caller has an account. */
function readProvider({ key: code }: Named, { accounts }: Context): string | null {
  return accounts.some(({ provider }) => provider === code) ? code : null;
}
