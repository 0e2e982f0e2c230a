// biome-ignore-all format: written by the generator
// Generated from ../../../services/signals/contract.yaml by `npm run contract`: change that file, not this one.

import type { MetricOptions } from '@opentelemetry/api';

/** CPU time of all threads of the process, by mode. */
export const METRIC_PROCESS_CPU_TIME = 'process.cpu.time';
/** CPU time of all threads of the process, in all modes. */
export const METRIC_PROCESS_CPU_SECONDS_TOTAL = 'process_cpu_seconds_total';
/** Resident memory of the process. */
export const METRIC_PROCESS_RESIDENT_MEMORY_BYTES = 'process_resident_memory_bytes';
/** Resident memory of the process. */
export const METRIC_PROCESS_MEMORY_USAGE = 'process.memory.usage';
/** Bytes received and transmitted over the process's TCP and Unix sockets. */
export const METRIC_PROCESS_NETWORK_IO = 'process.network.io';
/** Open TCP and Unix connections of the process, by the side that it is on. */
export const METRIC_OPEN_CONNECTIONS = 'open_connections';
/** Bytes that the process made the storage read and write. Linux does not count operations by process. */
export const METRIC_PROCESS_DISK_IO = 'process.disk.io';
/** Open file descriptors of the process. */
export const METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_COUNT = 'process.unix.file_descriptor.count';
/** Limit on the file descriptors that the process has open; absent if there is none. */
export const METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_LIMIT = 'process.unix.file_descriptor.limit';
/** Longest time within the last 15 seconds that an empty task took in libuv's thread pool, tried once a second. Includes the delay of the event loop. */
export const METRIC_THREADPOOL_WAIT_SECONDS = 'threadpool_wait_seconds';
/** Heap in use right after the last major collection, without young objects and code. */
export const METRIC_TELEMETRY_HEAP_RETAINED = 'telemetry.heap.retained';
/** Growth of telemetry.heap.retained in the slowest quarter of the last hour; 0 unless it has grown in every quarter. */
export const METRIC_TELEMETRY_HEAP_GROWTH = 'telemetry.heap.growth';
/** Lines for standard output (the log) or standard error (messages of telemetry) that could not be written. */
export const METRIC_TELEMETRY_LINES_LOST = 'telemetry.lines.lost';
/** Spans and log records that were dropped because each exceeds the largest OTLP request (16 MiB) by itself. */
export const METRIC_TELEMETRY_ITEMS_TOO_LARGE = 'telemetry.items.too_large';
/** Recorded spans started. */
export const METRIC_OTEL_SDK_SPAN_STARTED = 'otel.sdk.span.started';
/** Recorded spans started and not yet ended. */
export const METRIC_OTEL_SDK_SPAN_LIVE = 'otel.sdk.span.live';
/** Log records created. */
export const METRIC_OTEL_SDK_LOG_CREATED = 'otel.sdk.log.created';

/** The options of each declared instrument: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */
export const METRIC_OPTIONS = {
  [METRIC_PROCESS_CPU_TIME]: {
    unit: 's',
    description: 'CPU time of all threads of the process, by mode.',
  },
  [METRIC_PROCESS_CPU_SECONDS_TOTAL]: {
    unit: 's',
    description: 'CPU time of all threads of the process, in all modes.',
  },
  [METRIC_PROCESS_RESIDENT_MEMORY_BYTES]: {
    unit: 'By',
    description: 'Resident memory of the process.',
  },
  [METRIC_PROCESS_MEMORY_USAGE]: {
    unit: 'By',
    description: 'Resident memory of the process.',
  },
  [METRIC_PROCESS_NETWORK_IO]: {
    unit: 'By',
    description: 'Bytes received and transmitted over the process\'s TCP and Unix sockets.',
  },
  [METRIC_OPEN_CONNECTIONS]: {
    unit: '{connection}',
    description: 'Open TCP and Unix connections of the process, by the side that it is on.',
  },
  [METRIC_PROCESS_DISK_IO]: {
    unit: 'By',
    description: 'Bytes that the process made the storage read and write. Linux does not count operations by process.',
  },
  [METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_COUNT]: {
    unit: '{file_descriptor}',
    description: 'Open file descriptors of the process.',
  },
  [METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_LIMIT]: {
    unit: '{file_descriptor}',
    description: 'Limit on the file descriptors that the process has open; absent if there is none.',
  },
  [METRIC_THREADPOOL_WAIT_SECONDS]: {
    unit: 's',
    description: 'Longest time within the last 15 seconds that an empty task took in libuv\'s thread pool, tried once a second. Includes the delay of the event loop.',
  },
  [METRIC_TELEMETRY_HEAP_RETAINED]: {
    unit: 'By',
    description: 'Heap in use right after the last major collection, without young objects and code.',
  },
  [METRIC_TELEMETRY_HEAP_GROWTH]: {
    unit: 'By/s',
    description: 'Growth of telemetry.heap.retained in the slowest quarter of the last hour; 0 unless it has grown in every quarter.',
  },
  [METRIC_TELEMETRY_LINES_LOST]: {
    unit: '{line}',
    description: 'Lines for standard output (the log) or standard error (messages of telemetry) that could not be written.',
  },
  [METRIC_TELEMETRY_ITEMS_TOO_LARGE]: {
    unit: '{item}',
    description: 'Spans and log records that were dropped because each exceeds the largest OTLP request (16 MiB) by itself.',
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
    description: 'Log records created.',
  },
} satisfies Record<string, MetricOptions>;

/** Stream to which the line could not be written. */
export const ATTR_LOG_IOSTREAM = 'log.iostream';
/** The mode in which the CPU time was spent. */
export const ATTR_CPU_MODE = 'cpu.mode';
/** The original method, if it is not a known one. */
export const ATTR_HTTP_REQUEST_METHOD_ORIGINAL = 'http.request.method_original';
/** HTTP status code of the response. */
export const ATTR_HTTP_RESPONSE_STATUS_CODE = 'http.response.status_code';
/** Size of the request's body in bytes, from its Content-Length. */
export const ATTR_HTTP_REQUEST_BODY_SIZE = 'http.request.body.size';
/** Size of the response's body in bytes, from its Content-Length; absent if the response is sent in chunks. */
export const ATTR_HTTP_RESPONSE_BODY_SIZE = 'http.response.body.size';
/** Media type of the response, only if it is text/event-stream. It distinguishes streams, which last as long as their readers, from slow requests. */
export const ATTR_HTTP_RESPONSE_HEADER_CONTENT_TYPE = 'http.response.header.content-type';
/** URL of an outgoing request, without its query. */
export const ATTR_URL_FULL = 'url.full';
/** Whether the parent of a span is in this process, in another, or missing. */
export const ATTR_OTEL_SPAN_PARENT_ORIGIN = 'otel.span.parent.origin';
/** What the sampler decided. */
export const ATTR_OTEL_SPAN_SAMPLING_RESULT = 'otel.span.sampling_result';
/** Direction of the traffic. */
export const ATTR_NETWORK_IO_DIRECTION = 'network.io.direction';
/** Direction of the traffic. */
export const ATTR_DISK_IO_DIRECTION = 'disk.io.direction';
/** Whether the process accepted the connection (server) or opened it (client). */
export const ATTR_SIDE = 'side';
/** Signal. */
export const ATTR_OTEL_SIGNAL = 'otel.signal';
