import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  ValuesOfCorrectTypeRule,
  type ASTVisitor,
  type GraphQLInputObjectType,
  type GraphQLLeafType,
  type ObjectValueNode,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
} from 'graphql';

/** Of GraphQL's rules the one that repeats what it finds in a document is exchanged for one that does not. */
export function quietly(rule: ValidationRule): ValidationRule {
  return rule.name === ValuesOfCorrectTypeRule.name ? quietValuesOfCorrectType : rule;
}

/** The same rule; what is wrong is said in terms of the schema alone, and where. */
function quietValuesOfCorrectType(context: ValidationContext): ASTVisitor {
  const report = (nodes: ValueNode, message: string): void =>
    context.reportError(new GraphQLError(message, { nodes }));

  const reportType = (node: ValueNode, type = context.getInputType()): void => {
    const argument = context.getArgument();
    const place = argument ? `In the argument "${argument.name}"` : 'Here';
    report(node, `${place} a value of the type "${String(type)}" is expected.`);
  };

  const checkLeaf = (node: ValueNode, type = context.getInputType()): void => {
    const leaf = getNamedType(type);
    if (leaf && !(isLeafType(leaf) && parses(leaf, node))) reportType(node, type);
  };

  const checkObject = (node: ObjectValueNode, type: GraphQLInputObjectType): void => {
    const given = new Map(node.fields.map(({ name, value }) => [name.value, value]));
    for (const field of Object.values(type.getFields())) {
      if (!isRequiredInputField(field) || given.has(field.name)) continue;
      const named = `"${type.name}.${field.name}" of required type "${String(field.type)}"`;
      report(node, `Field ${named} was not provided.`);
    }
    if (!type.isOneOf) return;
    if (given.size !== 1) {
      report(node, `OneOf Input Object "${type.name}" must specify exactly one key.`);
    } else if ([...given.values()].some(({ kind }) => kind === Kind.NULL)) reportType(node);
  };

  return {
    [Kind.NULL]: (node) => {
      if (isNonNullType(context.getInputType())) reportType(node);
    },
    [Kind.LIST]: (node) => {
      // At a list the type is already that of its items.
      const type = context.getParentInputType();
      if (isListType(getNullableType(type))) return undefined;
      checkLeaf(node, type);
      return false;
    },
    [Kind.OBJECT]: (node) => {
      const type = getNamedType(context.getInputType());
      if (isInputObjectType(type)) return checkObject(node, type);
      checkLeaf(node);
      return false;
    },
    [Kind.OBJECT_FIELD]: ({ value }) => {
      const parent = context.getParentInputType();
      if (context.getInputType() || !isInputObjectType(getNamedType(parent))) return;
      report(value, `The type "${String(parent)}" does not have this field.`);
    },
    [Kind.ENUM]: (node) => checkLeaf(node),
    [Kind.INT]: (node) => checkLeaf(node),
    [Kind.FLOAT]: (node) => checkLeaf(node),
    [Kind.STRING]: (node) => checkLeaf(node),
    [Kind.BOOLEAN]: (node) => checkLeaf(node),
  };
}

function parses(type: GraphQLLeafType, node: ValueNode): boolean {
  try {
    return type.parseLiteral(node, undefined) !== undefined;
  } catch {
    return false;
  }
}
