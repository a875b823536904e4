/** Answers a request with what is known of it beside what it carries itself, such as who sent it. */
export type FetchFor<Arrival> = (request: Request, arrival: Arrival) => Promise<Response>;
