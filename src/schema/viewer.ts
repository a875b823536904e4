import type { Caller } from '../access/caller.ts';
import { builder } from './builder.ts';

const Viewer = builder.objectRef<Caller>('Viewer').implement({
  description: 'The caller.',
  fields: (t) => ({
    tenant: t.exposeString('tenant', { nullable: false, description: 'The tenant the caller acts for.' }),
    scopes: t.stringList({
      nullable: false,
      description: 'What the caller may do.',
      resolve: ({ scopes }) => [...scopes],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: 'The caller: tenant and granted scopes.',
    resolve: (_root, _args, { caller }) => caller,
  }),
);
