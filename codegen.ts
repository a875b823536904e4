import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types the operations of the tests from the committed contract. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/**/*.ts', '!test/graphql/**'],
  importExtension: '.ts',
  generates: {
    'test/graphql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
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
