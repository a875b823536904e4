import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'node_modules/vaultgraph/schema.graphql',
  documents: ['src/operations.ts'],
  importExtension: '.ts',
  generates: {
    'src/graphql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: {
          CountryCode: 'string',
          DateTime: 'string',
          MetadataValue: 'string | number | boolean',
          URL: 'string',
        },
      },
    },
  },
};

export default config;
