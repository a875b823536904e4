/** Laid over GraphiQL's own. The tabs' rule belongs to the script, which says why. */
export const style = `
.graphiql-container .graphiql-tab { transform: none !important; }
.graphiql-container .graphiql-logo { flex-shrink: 0; white-space: nowrap; }
.graphiql-container .graphiql-logo svg { width: 26px; height: 26px; }
.graphiql-container .graphiql-logo b { font-weight: inherit; }
.graphiql-container .graphiql-logo a { margin-left: var(--px-16); color: hsl(var(--color-primary)); font-size: var(--font-size-body); }
.graphiql-container .graphiql-session-header { min-width: 0; }
body .graphiql-container, body .graphiql-dialog { --color-primary: 226, 82%, 55%; }

.examples-title { margin: 0; font-size: var(--font-size-h3); font-weight: var(--font-weight-medium); }
.examples h3 { margin: var(--px-24) 0 var(--px-8); color: hsla(var(--color-neutral), var(--alpha-secondary)); font-size: var(--font-size-body); font-weight: var(--font-weight-medium); }
.examples ul { margin: 0; padding: 0; list-style: none; }
.examples li { position: relative; padding: var(--px-6) var(--px-8); border-radius: var(--border-radius-8); }
.examples li:hover { background: hsla(var(--color-neutral), var(--alpha-background-light)); }
.examples a { color: hsl(var(--color-primary)); font-weight: var(--font-weight-medium); text-decoration: none; }
.examples a::after { position: absolute; inset: 0; content: ''; }
.examples p { margin: 2px 0 0; color: hsla(var(--color-neutral), var(--alpha-secondary)); font-size: var(--font-size-hint); line-height: 1.4; }

@media (max-width: 60em) {
  .graphiql-container { flex-direction: column; }
  .graphiql-container .graphiql-sidebar { flex-direction: row; width: auto; padding: var(--px-8); }
  .graphiql-container .graphiql-main { flex-direction: column; min-height: 0; }
  .graphiql-container .graphiql-sessions { margin: 0 var(--px-8) var(--px-8); min-height: 0; }
  .graphiql-container #graphiql-session { flex-direction: column; }
  .graphiql-container .graphiql-horizontal-drag-bar { display: none; }
  .graphiql-container .graphiql-logo b { display: none; }
  .graphiql-container .graphiql-logo a { margin-left: 0; }
}
`;
