import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { checkVariables } from './variables.ts';

/** Refuses variables that are not of their types, before the execution would, whose words repeat them. */
export function useVariableChecks(): Plugin {
  return {
    onExecute({ args: { schema, document, operationName, variableValues }, setResultAndStopExecution }) {
      const operation = getOperationAST(document, operationName);
      const errors = operation ? checkVariables(schema, operation, variableValues ?? {}) : [];
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}
