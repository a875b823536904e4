import { createHash } from 'node:crypto';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

const types = {
  enumsAsTypes: true,
  useTypeImports: true,
  scalars: {
    CountryCode: 'string',
    DateTime: 'string',
    MetadataValue: 'string | number | boolean',
    URL: 'string',
  },
};

/** Types the operations of the tests and of the console from the committed contract. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  importExtension: '.ts',
  generates: {
    'test/graphql/': {
      preset: 'client',
      documents: ['{test,interop/clients,console/test}/**/*.ts', '!test/graphql/**'],
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: types,
    },
    // Beside the types: `persisted-documents.json`, the manifest of what the console may ask.
    'console/src/graphql/': {
      preset: 'client',
      documents: ['console/src/**/*.{ts,tsx}', '!console/src/graphql/**'],
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'readFragment' },
        persistedDocuments: {
          hashAlgorithm: (document: string) => createHash('sha256').update(document).digest('hex'),
        },
      },
      documentTransforms: [addTypenameSelectionDocumentTransform],
      config: types,
    },
    'console/src/graphql/possible-types.ts': { plugins: ['fragment-matcher'] },
  },
};

export default config;
