import SchemaBuilder from '@pothos/core';
import type { Context } from '../context.ts';

/** The builder's type parameters; exported so that declarations can name them. */
export interface SchemaTypes {
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    URL: { Input: never; Output: string };
    CountryCode: { Input: string; Output: string };
    MetadataValue: { Input: string | number | boolean; Output: string | number | boolean };
  };
}

/** The same with Pothos's defaults filled in, as its refs name them. */
export type GraphTypes = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

export const builder = new SchemaBuilder<SchemaTypes>({});
