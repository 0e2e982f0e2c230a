import { DatabaseSync } from 'node:sqlite';
import { SpanKind, trace } from '@opentelemetry/api';

/** Reading all of them takes several times the 5 ms below which the span metrics do not distinguish durations, on any machine. */
const ROWS = 800_000;
const LOOK_UPS = 20;
/** Each is compared with every other. */
const COMPARED_ROWS = 3_000;

const LOOK_UP = 'select amount from stock where article = ?';
const REPORT =
  'select count(*) as pairs from (select * from stock limit ?) a, (select * from stock limit ?) b where a.amount < b.amount';

/** A database whose statements have spans that follow the conventions. */
export class Stock {
  readonly #database = new DatabaseSync(':memory:');

  constructor() {
    this.#database.exec(`create table stock (article text, amount integer);
      insert into stock
        with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < ${ROWS})
        select 'article ' || number, number % 997 from numbers;
      create index by_article on stock (article);`);
  }

  /** Runs many small statements. */
  lookUp(): void {
    for (let index = 1; index <= LOOK_UPS; index += 1) this.#query(LOOK_UP, [`article ${index}`]);
  }

  /** Afterwards each statement reads all rows. */
  loseIndex(): void {
    this.#database.exec('drop index by_article');
  }

  /** Runs one slow statement. */
  report(): void {
    this.#query(REPORT, [COMPARED_ROWS, COMPARED_ROWS]);
  }

  #query(sql: string, parameters: (string | number)[]): void {
    const attributes = { 'db.system.name': 'sqlite', 'db.operation.name': 'SELECT', 'db.query.text': sql };
    trace.getTracer('shop').startActiveSpan('SELECT stock', { kind: SpanKind.CLIENT, attributes }, (span) => {
      const rows = this.#database.prepare(sql).all(...parameters);
      span.setAttribute('db.response.returned_rows', rows.length);
      span.end();
    });
  }
}
