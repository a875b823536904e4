/** What `--help` prints. */
export const usage = `vaultgraph: one GraphQL API over the customer vaults of payment providers

  vaultgraph serve --config FILE      serve the graph that a configuration describes
    --workers N                       with N processes on one port; \`auto\`: one for each processor
  vaultgraph sandbox [--port N]       serve it over four emulators, no credentials needed
    --cassettes DIR                   over accounts that \`certify --record\` recorded
  vaultgraph doctor --config FILE     check every account of a configuration
  vaultgraph doctor --sandbox         check the emulators' accounts
  vaultgraph certify --config FILE    check the assumptions about the provider of every account
    --account KEY                     only this account
    --write                           also create customers, which it removes afterwards; \`--yes-live\`: at LIVE accounts, too
    --clean                           remove what a killed run left behind; \`--journal DIR\`: where its list is
    --json, --report FILE.md          output for programs; a report that you can publish
    --record DIR, --compare DIR       record the exchanges with values replaced; report shapes that differ from recorded ones
  vaultgraph certify --sandbox        check them against the emulators
  vaultgraph index --config FILE      build the blind indexes of a configuration, or read their accounts again
    --account KEY                     only this account
    --prune                           also delete indexes that no account of the configuration has
  vaultgraph schema                   print the graph's schema
  vaultgraph schema --client          print it for tools without federation, such as Relay's compiler
  vaultgraph schema --config          print the configuration file's JSON Schema
  vaultgraph schema --export          print the JSON Schema of what \`exportPerson\` returns
  vaultgraph keygen                   print a new key for \`idKey\` or \`sealKey\`
  vaultgraph rewrap --config FILE --tenant ID
                                      read ids of a tenant, one per line; print each with its current id
  vaultgraph verify-receipt FILE --jwks URL|FILE
                                      verify the receipt of an erasure; \`--audit FILE\`: its audit lines, too
  vaultgraph --help, --version        print this, or the version

VAULTGRAPH_CONFIG may name the configuration file instead of --config.`;
