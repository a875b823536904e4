/** How requests reach the graphs that a test file starts: through the Node listener, or as web requests. */
export const wayIn: { current: 'listener' | 'web' } = { current: 'listener' };
