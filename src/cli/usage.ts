/** What `--help` prints. */
export const usage = `vaultgraph: one GraphQL API over the customer vaults of payment providers

  vaultgraph serve --config FILE      serve the graph that a configuration describes
    --workers N                       by N processes on one port; \`auto\`: one for each processor
  vaultgraph sandbox [--port N]       serve it over four emulators, no credentials needed
    --cassettes DIR                   over accounts whose answers \`certify --record\` kept
  vaultgraph doctor --config FILE     check every account of a configuration
  vaultgraph doctor --sandbox         check the emulators' accounts
  vaultgraph certify --config FILE    ask every account what is taken for granted about its provider
    --account KEY                     this account alone
    --write                           also by customers of its own, which it removes; \`--yes-live\`: at LIVE accounts, too
    --clean                           remove what a run left that was killed; \`--journal DIR\`: where its list is
    --json, --report FILE.md          for programs; as a page that may be posted in public
    --record DIR, --compare DIR       keep the exchanges, their values replaced; say where shapes differ from those kept
  vaultgraph certify --sandbox        ask the emulators
  vaultgraph index --config FILE      build the blind indexes of a configuration, or read their accounts anew
    --account KEY                     this account alone
    --prune                           also delete indexes that no account of the configuration has
  vaultgraph schema                   print the graph's schema
  vaultgraph schema --client          print it for tools that know no federation, such as Relay's compiler
  vaultgraph schema --config          print the configuration file's JSON Schema
  vaultgraph schema --export          print the JSON Schema of what \`exportPerson\` answers
  vaultgraph keygen                   print a new key for \`idKey\` or \`sealKey\`
  vaultgraph rewrap --config FILE --tenant ID
                                      read ids of a tenant, one a line, and print each with the id of today
  vaultgraph verify-receipt FILE --jwks URL|FILE
                                      is the receipt of an erasure true? \`--audit FILE\`: are its lines there?
  vaultgraph --help, --version        print this, or the version

VAULTGRAPH_CONFIG may name the configuration file instead of --config.`;
