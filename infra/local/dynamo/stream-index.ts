/**
 * dynoxide numbers each record of the stream by reading all of them: a town's import slows down as it goes (3,000
 * families in 52 s). Two indexes in its own file make a write cost the same whatever came before; should a later
 * version rename the table, the statement is skipped and only speed is lost.
 */
import { DatabaseSync } from "node:sqlite";

export function indexStream(file: string): void {
  const database = new DatabaseSync(file, { timeout: 2_000 });
  try {
    const known = database
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_stream_records'")
      .get();
    if (known === undefined) return;
    database.exec(
      "CREATE INDEX IF NOT EXISTS stream_order ON _stream_records(table_name, CAST(sequence_number AS INTEGER))",
    );
    database.exec("CREATE INDEX IF NOT EXISTS stream_shard ON _stream_records(table_name, shard_id, sequence_number)");
  } finally {
    database.close();
  }
}
