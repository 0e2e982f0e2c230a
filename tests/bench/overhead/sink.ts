/** A receiver of OTLP over HTTP in a process of its own, which sends its URL to its parent. */
import { startSink } from '../protocol/sink.ts';

const { url } = await startSink();
process.on('disconnect', () => process.exit());
process.send?.(url);
