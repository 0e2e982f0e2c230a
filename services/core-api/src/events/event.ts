/** One thing that happened for a user, as every one of the user's streams gets it. */
export interface UserEvent {
  /** `<log>-<number>`: the number rises by one within a log, and another log's ids are recognisably foreign. */
  id: string;
  data: object;
  /** Size of the data as JSON. */
  bytes: number;
}
