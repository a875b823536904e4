import {
  GraphQLError,
  ValuesOfCorrectTypeRule,
  type ASTNode,
  type ASTVisitor,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Of GraphQL's rules the one that repeats what it finds in a document is exchanged for one that does not. */
export function quietly(rule: ValidationRule): ValidationRule {
  return rule.name === ValuesOfCorrectTypeRule.name ? QuietValuesOfCorrectTypeRule : rule;
}

/** The same rule; what is wrong is said in terms of the schema alone, and where. */
function QuietValuesOfCorrectTypeRule(context: ValidationContext): ASTVisitor {
  let visited: ASTNode | null = null;
  const reportError = ({ message }: GraphQLError): void => {
    context.reportError(new GraphQLError(inTermsOfSchema(message, context), { nodes: visited }));
  };
  const visitor = ValuesOfCorrectTypeRule(Object.create(context, { reportError: { value: reportError } }));
  const noted = Object.entries(visitor).map(([kind, enter]: [string, (node: ASTNode) => unknown]) => [
    kind,
    (node: ASTNode) => {
      visited = node;
      return enter(node);
    },
  ]);
  return Object.fromEntries(noted);
}

/** All of the words in these are the schema's. */
const harmless = [
  /^Field "\w+\.\w+" of required type "[\w![\]]+" was not provided\.$/,
  /^OneOf Input Object "\w+" must specify exactly one key\.$/,
];

function inTermsOfSchema(message: string, context: ValidationContext): string {
  if (harmless.some((pattern) => pattern.test(message))) return message;
  const expected = context.getInputType();
  if (!expected) return `The type "${String(context.getParentInputType())}" does not have this field.`;
  const argument = context.getArgument();
  const place = argument ? `In the argument "${argument.name}"` : 'Here';
  return `${place} a value of the type "${String(expected)}" is expected.`;
}
