const words = `
  a about access account active address already an and any api are argument at be been before body by can cannot card
  characters code contain could country currency customer customers data date days deleted denied digits does doesn
  duplicate email empty entity error exceeded exist exists expected expired failed failure field fields for forbidden
  format found has have header id identifier in incorrect input internal invalid is it key least length limit list long
  malformed many maximum may merchant method minimum missing more must name no not null number of on one only operation
  or page parameter parameters payment permission permitted phone please processed property query reached record
  reference refused request required requests resource response schema search server service short should signature
  size state status string such supported t taken than that the there this time to token too type unable unauthorized
  unexpected unique unknown unprocessable unsupported updated url used user valid validation value values was with wrong
  you your`
  .trim()
  .split(/\s+/)
  .join('|');

/** A provider's sentence that consists of these words only: it holds no name and repeats no input. */
export const plainSentence = new RegExp(`^(?:${words})(?:[ .,:;'’_-]+(?:${words}))*[ .!]*$`, 'i');
