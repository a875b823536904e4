import type { Plugin } from 'graphql-yoga';
import type { Parameters } from './parameters.ts';

/** Runs what was read of the request already, instead of reading it again. */
export function useParameters(): Plugin<Record<string, never>, { readonly parameters: Parameters }> {
  return {
    onRequestParse({ serverContext, setRequestParser }) {
      setRequestParser(() => ({ ...serverContext.parameters }));
    },
  };
}
