// biome-ignore-all format: written by the generator
// Generated from ../../../services/signals/contract.yaml by `npm run contract`: change that file, not this one.

import type { MetricOptions } from '@opentelemetry/api';

/** CPU time of the process, all its threads together, by mode. */
export const METRIC_PROCESS_CPU_TIME = 'process.cpu.time';
/** CPU time of the process, all its threads and modes together. */
export const METRIC_PROCESS_CPU_SECONDS_TOTAL = 'process_cpu_seconds_total';
/** Memory of the process that is in RAM. */
export const METRIC_PROCESS_RESIDENT_MEMORY_BYTES = 'process_resident_memory_bytes';
/** Memory of the process that is in RAM. */
export const METRIC_PROCESS_MEMORY_USAGE = 'process.memory.usage';
/** Bytes that came and went over the process's TCP and Unix sockets. */
export const METRIC_PROCESS_NETWORK_IO = 'process.network.io';
/** Open TCP and Unix connections of the process, by who opened them. */
export const METRIC_OPEN_CONNECTIONS = 'open_connections';
/** Bytes that the process made the storage read and write. Linux counts no operations for each process. */
export const METRIC_PROCESS_DISK_IO = 'process.disk.io';
/** File descriptors that the process has open. */
export const METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_COUNT = 'process.unix.file_descriptor.count';
/** File descriptors that the process may have open; absent where there is no limit. */
export const METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_LIMIT = 'process.unix.file_descriptor.limit';
/** Longest time within the last 15 seconds that a task without work of its own took in libuv's thread pool, one a second. The delay of the event loop is in it. */
export const METRIC_THREADPOOL_WAIT_SECONDS = 'threadpool_wait_seconds';
/** Heap in use right after the last major collection, without young objects and code. */
export const METRIC_TELEMETRY_HEAP_RETAINED = 'telemetry.heap.retained';
/** How fast telemetry.heap.retained has grown steadily, in the slowest quarter of the last hour; 0 where it has not grown throughout. */
export const METRIC_TELEMETRY_HEAP_GROWTH = 'telemetry.heap.growth';
/** Lines for standard output (the log) or standard error (messages of telemetry) that could not be written. */
export const METRIC_TELEMETRY_LINES_LOST = 'telemetry.lines.lost';
/** Spans or log records that were dropped, each being larger than an OTLP request may be (16 MiB). */
export const METRIC_TELEMETRY_ITEMS_TOO_LARGE = 'telemetry.items.too_large';
/** Recorded spans started. */
export const METRIC_OTEL_SDK_SPAN_STARTED = 'otel.sdk.span.started';
/** Recorded spans started and not yet ended. */
export const METRIC_OTEL_SDK_SPAN_LIVE = 'otel.sdk.span.live';
/** Log records made. */
export const METRIC_OTEL_SDK_LOG_CREATED = 'otel.sdk.log.created';

/** The options of each declared instrument: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */
export const METRIC_OPTIONS = {
  [METRIC_PROCESS_CPU_TIME]: {
    unit: 's',
    description: 'CPU time of the process, all its threads together, by mode.',
  },
  [METRIC_PROCESS_CPU_SECONDS_TOTAL]: {
    unit: 's',
    description: 'CPU time of the process, all its threads and modes together.',
  },
  [METRIC_PROCESS_RESIDENT_MEMORY_BYTES]: {
    unit: 'By',
    description: 'Memory of the process that is in RAM.',
  },
  [METRIC_PROCESS_MEMORY_USAGE]: {
    unit: 'By',
    description: 'Memory of the process that is in RAM.',
  },
  [METRIC_PROCESS_NETWORK_IO]: {
    unit: 'By',
    description: 'Bytes that came and went over the process\'s TCP and Unix sockets.',
  },
  [METRIC_OPEN_CONNECTIONS]: {
    unit: '{connection}',
    description: 'Open TCP and Unix connections of the process, by who opened them.',
  },
  [METRIC_PROCESS_DISK_IO]: {
    unit: 'By',
    description: 'Bytes that the process made the storage read and write. Linux counts no operations for each process.',
  },
  [METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_COUNT]: {
    unit: '{file_descriptor}',
    description: 'File descriptors that the process has open.',
  },
  [METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_LIMIT]: {
    unit: '{file_descriptor}',
    description: 'File descriptors that the process may have open; absent where there is no limit.',
  },
  [METRIC_THREADPOOL_WAIT_SECONDS]: {
    unit: 's',
    description: 'Longest time within the last 15 seconds that a task without work of its own took in libuv\'s thread pool, one a second. The delay of the event loop is in it.',
  },
  [METRIC_TELEMETRY_HEAP_RETAINED]: {
    unit: 'By',
    description: 'Heap in use right after the last major collection, without young objects and code.',
  },
  [METRIC_TELEMETRY_HEAP_GROWTH]: {
    unit: 'By/s',
    description: 'How fast telemetry.heap.retained has grown steadily, in the slowest quarter of the last hour; 0 where it has not grown throughout.',
  },
  [METRIC_TELEMETRY_LINES_LOST]: {
    unit: '{line}',
    description: 'Lines for standard output (the log) or standard error (messages of telemetry) that could not be written.',
  },
  [METRIC_TELEMETRY_ITEMS_TOO_LARGE]: {
    unit: '{item}',
    description: 'Spans or log records that were dropped, each being larger than an OTLP request may be (16 MiB).',
  },
  [METRIC_OTEL_SDK_SPAN_STARTED]: {
    unit: '{span}',
    description: 'Recorded spans started.',
  },
  [METRIC_OTEL_SDK_SPAN_LIVE]: {
    unit: '{span}',
    description: 'Recorded spans started and not yet ended.',
  },
  [METRIC_OTEL_SDK_LOG_CREATED]: {
    unit: '{log_record}',
    description: 'Log records made.',
  },
} satisfies Record<string, MetricOptions>;

/** Stream that the line was for. */
export const ATTR_LOG_IOSTREAM = 'log.iostream';
/** What the CPU time was spent on. */
export const ATTR_CPU_MODE = 'cpu.mode';
/** The method as it came, where it is not a known one. */
export const ATTR_HTTP_REQUEST_METHOD_ORIGINAL = 'http.request.method_original';
/** HTTP status code of the response. */
export const ATTR_HTTP_RESPONSE_STATUS_CODE = 'http.response.status_code';
/** Size of the request's body in bytes, as its Content-Length says. */
export const ATTR_HTTP_REQUEST_BODY_SIZE = 'http.request.body.size';
/** Size of the response's body in bytes, as its Content-Length says; absent where the response is sent in chunks. */
export const ATTR_HTTP_RESPONSE_BODY_SIZE = 'http.response.body.size';
/** Media type of the response where that is text/event-stream, so that what lasts as long as its reader is distinguished from slow work. */
export const ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE = 'http.response.header.content-type';
/** URL of an outgoing request, without its query. */
export const ATTR_URL_FULL = 'url.full';
/** Where the parent of a span is. */
export const ATTR_OTEL_SPAN_PARENT_ORIGIN = 'otel.span.parent.origin';
/** What the sampler decided. */
export const ATTR_OTEL_SPAN_SAMPLING_RESULT = 'otel.span.sampling_result';
/** Direction of the traffic. */
export const ATTR_NETWORK_IO_DIRECTION = 'network.io.direction';
/** Direction of the traffic. */
export const ATTR_DISK_IO_DIRECTION = 'disk.io.direction';
/** Whether the process took the connection (server) or opened it (client). */
export const ATTR_SIDE = 'side';
/** Signal. */
export const ATTR_OTEL_SIGNAL = 'otel.signal';
