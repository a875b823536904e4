import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedInputType,
  type GraphQLNamedOutputType,
} from 'graphql';
import { schema } from '../../src/graph/index.ts';

const records: ReadonlySet<string> = new Set([
  'Customer',
  'PaymentMethod',
  'RegistrationLink',
  'ProviderAccount',
  'Node',
  '_Entity',
]);

/** Whether a type is a record's, or leads to one without another field that takes or returns one in between. */
function holdsRecord(type: GraphQLNamedOutputType, seen: ReadonlySet<string> = new Set()): boolean {
  if (records.has(type.name)) return true;
  if (seen.has(type.name)) return false;
  const within = new Set([...seen, type.name]);
  if (isUnionType(type)) return type.getTypes().some((one) => holdsRecord(one, within));
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return Object.values(type.getFields()).some((field) => holdsRecord(getNamedType(field.type), within));
}

/** What names a record, beside an ID. */
const naming =
  /^(after|reference|merchantReference|customerId|paymentId|key|keys|match|filter|representations)$/;

function namesRecord(
  name: string,
  type: GraphQLNamedInputType,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (type.name === 'ID' || naming.test(name)) return true;
  if (!isInputObjectType(type) || seen.has(type.name)) return false;
  const within = new Set([...seen, type.name]);
  return Object.values(type.getFields()).some((field) =>
    namesRecord(field.name, getNamedType(field.type), within),
  );
}

/** Every field of the graph that takes or returns a record. */
export const recordFields = Object.values(schema.getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) || type.name.startsWith('__')) return [];
  return Object.values(type.getFields()).flatMap(({ name, type: output, args }) => {
    const takes = args.some((argument) => namesRecord(argument.name, getNamedType(argument.type)));
    return takes || holdsRecord(getNamedType(output)) ? [`${type.name}.${name}`] : [];
  });
});
