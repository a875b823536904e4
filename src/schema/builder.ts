import SchemaBuilder from '@pothos/core';
import type { Context } from '../context.ts';

/** The builder's type parameters; exported so that declarations can name them. */
export interface SchemaTypes {
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    CountryCode: { Input: string; Output: string };
    MetadataValue: { Input: string | number | boolean; Output: string | number | boolean };
  };
}

export const builder = new SchemaBuilder<SchemaTypes>({});
