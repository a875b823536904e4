/** How requests come in to the graphs that a test file starts: through the Node listener, or as web requests. */
export const wayIn: { current: 'listener' | 'web' } = { current: 'listener' };
