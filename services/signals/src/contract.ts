// biome-ignore-all format: written by the generator
// Generated from contract.yaml by `npm run contract`: change that file, not this one.

import type { MetricOptions } from '@opentelemetry/api';

/** Background processing of one stored input, from its context to the published output event. */
export const SPAN_PROCESS_INPUT = 'process_input';
/** Opening a connection to PostgreSQL. */
export const SPAN_PG_CONNECT = 'pg.connect';
/** Waiting for a connection from the PostgreSQL pool. */
export const SPAN_PG_POOL_CONNECT = 'pg-pool.connect';

/** An error that was thrown within the span. */
export const SPAN_EVENT_EXCEPTION = 'exception';
/** The span waited, and did nothing else, until the time of the event. Waits under one millisecond have no event. */
export const SPAN_EVENT_WAIT = 'wait';

/** HTTP requests answered, counted once their status is known (a stream counts when its headers are sent). */
export const METRIC_HTTP_REQUESTS_TOTAL = 'http_requests_total';
/** Time from the request's arrival until its response is written (for a stream, until its headers are sent). */
export const METRIC_HTTP_REQUEST_DURATION_SECONDS = 'http_request_duration_seconds';
/** HTTP requests in flight, open streams included. */
export const METRIC_HTTP_ACTIVE_REQUESTS = 'http_active_requests';
/** Calls to another service's tool or resource that ended, successfully or not. All attempts of a call count as one. */
export const METRIC_MCP_REQUESTS_TOTAL = 'mcp_requests_total';
/** Duration of a call with all its attempts, including failed calls. Calls that an open circuit refused are left out. */
export const METRIC_MCP_REQUEST_DURATION_SECONDS = 'mcp_request_duration_seconds';
/** Calls to another service under way. */
export const METRIC_MCP_ACTIVE_REQUESTS = 'mcp_active_requests';
/** Size of the HTTP body of each attempt of a call. */
export const METRIC_MCP_REQUEST_SIZE_BYTES = 'mcp_request_size_bytes';
/** Size of the HTTP body of each answer to a call. */
export const METRIC_MCP_RESPONSE_SIZE_BYTES = 'mcp_response_size_bytes';
/** Calls to another service that failed, by kind. A refusal, which is the caller's fault, is not an error. */
export const METRIC_MCP_ERRORS_TOTAL = 'mcp_errors_total';
/** Attempts after the first one of a call. */
export const METRIC_MCP_RETRIES_TOTAL = 'mcp_retries_total';
/** State of the circuit breaker towards a service: 0 open, 1 half-open, 2 closed. */
export const METRIC_MCP_CIRCUIT_STATE = 'mcp_circuit_state';
/** Events published on the event bus, with or without subscribers. */
export const METRIC_EVENT_PUBLISH_TOTAL = 'event_publish_total';
/** Events written to a client's socket; one event counts once for each of its subscribers. */
export const METRIC_EVENT_DELIVERY_TOTAL = 'event_delivery_total';
/** Events that a subscriber missed, because it read too slowly or had left. */
export const METRIC_EVENT_DELIVERY_ERRORS_TOTAL = 'event_delivery_errors_total';
/** Events that were given up before the event bus had stored them. Their users' streams report a gap, unless the service stopped while the event bus was away. */
export const METRIC_EVENT_BUS_LOST_TOTAL = 'event_bus_lost_total';
/** Messages of the event bus that are not events, which streams skipped; one counts once for each stream. */
export const METRIC_EVENT_BUS_UNREADABLE_TOTAL = 'event_bus_unreadable_total';
/** Events that wait to be stored by the event bus. */
export const METRIC_EVENT_BUS_WAITING = 'event_bus_waiting';
/** Whether the service is connected to its event bus: 1, or 0 while events wait. */
export const METRIC_EVENT_BUS_CONNECTED = 'event_bus_connected';
/** Time of one attempt to publish an event, until the event bus has acknowledged it or the attempt has failed. */
export const METRIC_MESSAGING_CLIENT_OPERATION_DURATION = 'messaging.client.operation.duration';
/** Events passed to streams; one counts once for each stream. */
export const METRIC_MESSAGING_CLIENT_CONSUMED_MESSAGES = 'messaging.client.consumed.messages';
/** Time from an event's creation until it has been written to a client's socket. Replayed events are left out. */
export const METRIC_EVENT_DELIVERY_SECONDS = 'event_delivery_seconds';
/** Subscribers of the event bus, which are the open streams. */
export const METRIC_EVENT_SUBSCRIBERS = 'event_subscribers';
/** Events that wait for a subscriber to read. */
export const METRIC_EVENT_QUEUE_SIZE = 'event_queue_size';
/** Time from the arrival of an input until its output event is published, across all services. event_delivery_seconds measures the rest of the way, to a client that listens. */
export const METRIC_END_TO_END_LATENCY_SECONDS = 'end_to_end_latency_seconds';
/** Time to validate the JSON Web Token of a request. */
export const METRIC_JWT_VALIDATION_SECONDS = 'jwt_validation_seconds';
/** Open connections with server-sent events. */
export const METRIC_SSE_CONNECTIONS = 'sse_connections';
/** Open streams of a resource. */
export const METRIC_ACTIVE_STREAMS = 'active_streams';
/** Opened streams of a resource. */
export const METRIC_STREAM_REQUESTS_TOTAL = 'stream_requests_total';
/** Items that wait to be processed. */
export const METRIC_QUEUE_LENGTH = 'queue_length';
/** Busy workers of a queue, or its slots in use. */
export const METRIC_ACTIVE_WORKERS = 'active_workers';
/** The number of workers or slots of a queue, of which active_workers are in use. */
export const METRIC_MAX_WORKERS = 'max_workers';
/** The number of worker processes that the service is to have. Reported by the process that hands them the connections. */
export const METRIC_WORKER_PROCESSES_CONFIGURED = 'worker_processes_configured';
/** The number of worker processes that accept connections. Fewer than worker_processes_configured while one is being started again. */
export const METRIC_WORKER_PROCESSES_READY = 'worker_processes_ready';
/** Worker processes that ended without being asked to and were started again. Reported by the process that hands them the connections. */
export const METRIC_WORKER_RESTARTS_TOTAL = 'worker_restarts_total';
/** Background tasks of the service that wait or run. */
export const METRIC_BACKGROUND_TASKS = 'background_tasks';
/** Look-ups that a cache answered. */
export const METRIC_CACHE_HITS_TOTAL = 'cache_hits_total';
/** Look-ups that a cache could not answer. */
export const METRIC_CACHE_MISSES_TOTAL = 'cache_misses_total';
/** Health of the service as /health reports it: 0 unhealthy, 1 degraded, 2 healthy. Each collection starts a check, and reports the result of the previous one. */
export const METRIC_HEALTH_STATUS = 'health_status';
/** Health of one dependency as /health reports it: 0 unhealthy, 2 healthy. */
export const METRIC_HEALTH_CHECK_STATUS = 'health_check_status';
/** Duration of a storage operation, including failed ones, over MCP and over the guide's HTTP routes. */
export const METRIC_STORAGE_OPERATION_DURATION_SECONDS = 'storage_operation_duration_seconds';
/** Statements sent to the database, including failed ones. */
export const METRIC_DB_OPERATIONS_TOTAL = 'db_operations_total';
/** Duration of a statement on its connection, without the wait for it (db_connection_wait_seconds). */
export const METRIC_DB_OPERATION_DURATION_SECONDS = 'db_operation_duration_seconds';
/** Statements that took more than 100 ms; each is also logged. */
export const METRIC_DB_SLOW_QUERIES_TOTAL = 'db_slow_queries_total';
/** Size of the database with its indexes. */
export const METRIC_DB_SIZE_BYTES = 'db_size_bytes';
/** Open connections to the database. */
export const METRIC_DB_CONNECTIONS = 'db_connections';
/** Time that work waited for a connection to the database. */
export const METRIC_DB_CONNECTION_WAIT_SECONDS = 'db_connection_wait_seconds';
/** Same as db_connection_wait_seconds, under the name of the conventions. */
export const METRIC_DB_CLIENT_CONNECTION_WAIT_TIME = 'db.client.connection.wait_time';
/** Time that work waited for something other than a database connection. Work that did not have to wait is not counted. */
export const METRIC_WAIT_DURATION = 'wait.duration';
/** Requested contexts, by result. */
export const METRIC_CONTEXT_GENERATION_TOTAL = 'context_generation_total';
/** Time to generate a context once a worker is free. Failed contexts are left out. */
export const METRIC_CONTEXT_GENERATION_DURATION_SECONDS = 'context_generation_duration_seconds';
/** Size of the items of a generated context, as text. */
export const METRIC_CONTEXT_SIZE_BYTES = 'context_size_bytes';
/** Calls to the memory-service for a context; failed ones have the suffix _error. */
export const METRIC_MEMORY_SERVICE_CALLS_TOTAL = 'memory_service_calls_total';
/** Duration of a call to the memory-service; failed ones have the suffix _error. */
export const METRIC_MEMORY_SERVICE_DURATION_SECONDS = 'memory_service_duration_seconds';
/** Duration of HTTP server requests, streams to their end. */
export const METRIC_HTTP_SERVER_REQUEST_DURATION = 'http.server.request.duration';
/** Duration of HTTP client requests. */
export const METRIC_HTTP_CLIENT_REQUEST_DURATION = 'http.client.request.duration';
/** Duration of database client operations. */
export const METRIC_DB_CLIENT_OPERATION_DURATION = 'db.client.operation.duration';
/** Event loop minimum delay since the last collection. */
export const METRIC_NODEJS_EVENTLOOP_DELAY_MIN = 'nodejs.eventloop.delay.min';
/** Event loop maximum delay since the last collection. */
export const METRIC_NODEJS_EVENTLOOP_DELAY_MAX = 'nodejs.eventloop.delay.max';
/** Event loop mean delay since the last collection. */
export const METRIC_NODEJS_EVENTLOOP_DELAY_MEAN = 'nodejs.eventloop.delay.mean';
/** Standard deviation of the event loop delay since the last collection. */
export const METRIC_NODEJS_EVENTLOOP_DELAY_STDDEV = 'nodejs.eventloop.delay.stddev';
/** Median of the event loop delay since the last collection. */
export const METRIC_NODEJS_EVENTLOOP_DELAY_P50 = 'nodejs.eventloop.delay.p50';
/** 90th percentile of the event loop delay since the last collection. */
export const METRIC_NODEJS_EVENTLOOP_DELAY_P90 = 'nodejs.eventloop.delay.p90';
/** 99th percentile of the event loop delay since the last collection. */
export const METRIC_NODEJS_EVENTLOOP_DELAY_P99 = 'nodejs.eventloop.delay.p99';
/** Time the event loop has spent in each state. */
export const METRIC_NODEJS_EVENTLOOP_TIME = 'nodejs.eventloop.time';
/** Share of the time since the last collection in which the event loop was busy, 0 to 1. */
export const METRIC_NODEJS_EVENTLOOP_UTILIZATION = 'nodejs.eventloop.utilization';
/** Garbage collection duration by kind. */
export const METRIC_V8JS_GC_DURATION = 'v8js.gc.duration';
/** Heap memory in use, by heap space. */
export const METRIC_V8JS_MEMORY_HEAP_USED = 'v8js.memory.heap.used';
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
/** Profile exports (one per interval, with all profile types) that were dropped. */
export const METRIC_TELEMETRY_PROFILES_DROPPED = 'telemetry.profiles.dropped';
/** Lines for standard output (the log) or standard error (messages of telemetry) that could not be written. */
export const METRIC_TELEMETRY_LINES_LOST = 'telemetry.lines.lost';
/** Spans and log records that were dropped because each exceeds the largest OTLP request (16 MiB) by itself. */
export const METRIC_TELEMETRY_ITEMS_TOO_LARGE = 'telemetry.items.too_large';
/** Heap memory reserved, by heap space. */
export const METRIC_V8JS_MEMORY_HEAP_SPACE_SIZE = 'v8js.memory.heap.space.size';
/** Heap memory still available, by heap space. */
export const METRIC_V8JS_MEMORY_HEAP_SPACE_AVAILABLE_SIZE = 'v8js.memory.heap.space.available_size';
/** Heap memory committed by the system, by heap space. */
export const METRIC_V8JS_MEMORY_HEAP_SPACE_PHYSICAL_SIZE = 'v8js.memory.heap.space.physical_size';
/** Resources that keep the event loop alive, by type. */
export const METRIC_V8JS_RESOURCE_ACTIVE = 'v8js.resource.active';
/** Connections of a database pool, by state. */
export const METRIC_DB_CLIENT_CONNECTION_COUNT = 'db.client.connection.count';
/** Requests that wait for a connection of a database pool. */
export const METRIC_DB_CLIENT_CONNECTION_PENDING_REQUESTS = 'db.client.connection.pending_requests';
/** Connections that a database pool may open. */
export const METRIC_DB_CLIENT_CONNECTION_MAX = 'db.client.connection.max';
/** Recorded spans started. */
export const METRIC_OTEL_SDK_SPAN_STARTED = 'otel.sdk.span.started';
/** Recorded spans started and not yet ended. */
export const METRIC_OTEL_SDK_SPAN_LIVE = 'otel.sdk.span.live';
/** Spans that left the queue; with error.type, those that were lost (queue_full, or the error of the export). */
export const METRIC_OTEL_SDK_PROCESSOR_SPAN_PROCESSED = 'otel.sdk.processor.span.processed';
/** Spans that wait for export. */
export const METRIC_OTEL_SDK_PROCESSOR_SPAN_QUEUE_SIZE = 'otel.sdk.processor.span.queue.size';
/** Spans that may wait for export. */
export const METRIC_OTEL_SDK_PROCESSOR_SPAN_QUEUE_CAPACITY = 'otel.sdk.processor.span.queue.capacity';
/** Log records created. */
export const METRIC_OTEL_SDK_LOG_CREATED = 'otel.sdk.log.created';
/** Log records that left the queue; with error.type, those that were lost (queue_full, or the error of the export). */
export const METRIC_OTEL_SDK_PROCESSOR_LOG_PROCESSED = 'otel.sdk.processor.log.processed';
/** Log records that wait for export. */
export const METRIC_OTEL_SDK_PROCESSOR_LOG_QUEUE_SIZE = 'otel.sdk.processor.log.queue.size';
/** Log records that may wait for export. */
export const METRIC_OTEL_SDK_PROCESSOR_LOG_QUEUE_CAPACITY = 'otel.sdk.processor.log.queue.capacity';
/** Time that one collection of all metrics took. */
export const METRIC_OTEL_SDK_METRIC_READER_COLLECTION_DURATION = 'otel.sdk.metric_reader.collection.duration';
/** Duration of MCP requests and notifications on the sender's side, until the answer has arrived. */
export const METRIC_MCP_CLIENT_OPERATION_DURATION = 'mcp.client.operation.duration';
/** Duration of MCP requests and notifications on the receiver's side, until the answer is sent. */
export const METRIC_MCP_SERVER_OPERATION_DURATION = 'mcp.server.operation.duration';
/** Duration of MCP sessions on the client's side, from initialize to the end of the connection. */
export const METRIC_MCP_CLIENT_SESSION_DURATION = 'mcp.client.session.duration';
/** Duration of MCP sessions on the server's side, from initialize to the end of the connection. */
export const METRIC_MCP_SERVER_SESSION_DURATION = 'mcp.server.session.duration';

/** The options of each declared instrument: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */
export const METRIC_OPTIONS = {
  [METRIC_HTTP_REQUESTS_TOTAL]: {
    unit: '{request}',
    description: 'HTTP requests answered, counted once their status is known (a stream counts when its headers are sent).',
  },
  [METRIC_HTTP_REQUEST_DURATION_SECONDS]: {
    unit: 's',
    description: 'Time from the request\'s arrival until its response is written (for a stream, until its headers are sent).',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10] },
  },
  [METRIC_HTTP_ACTIVE_REQUESTS]: {
    unit: '{request}',
    description: 'HTTP requests in flight, open streams included.',
  },
  [METRIC_MCP_REQUESTS_TOTAL]: {
    unit: '{request}',
    description: 'Calls to another service\'s tool or resource that ended, successfully or not. All attempts of a call count as one.',
  },
  [METRIC_MCP_REQUEST_DURATION_SECONDS]: {
    unit: 's',
    description: 'Duration of a call with all its attempts, including failed calls. Calls that an open circuit refused are left out.',
    advice: { explicitBucketBoundaries: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10, 30] },
  },
  [METRIC_MCP_ACTIVE_REQUESTS]: {
    unit: '{request}',
    description: 'Calls to another service under way.',
  },
  [METRIC_MCP_REQUEST_SIZE_BYTES]: {
    unit: 'By',
    description: 'Size of the HTTP body of each attempt of a call.',
    advice: { explicitBucketBoundaries: [256, 1024, 4096, 16384, 65536, 262144, 1048576] },
  },
  [METRIC_MCP_RESPONSE_SIZE_BYTES]: {
    unit: 'By',
    description: 'Size of the HTTP body of each answer to a call.',
    advice: { explicitBucketBoundaries: [256, 1024, 4096, 16384, 65536, 262144, 1048576] },
  },
  [METRIC_MCP_ERRORS_TOTAL]: {
    unit: '{error}',
    description: 'Calls to another service that failed, by kind. A refusal, which is the caller\'s fault, is not an error.',
  },
  [METRIC_MCP_RETRIES_TOTAL]: {
    unit: '{retry}',
    description: 'Attempts after the first one of a call.',
  },
  [METRIC_MCP_CIRCUIT_STATE]: {
    unit: '',
    description: 'State of the circuit breaker towards a service: 0 open, 1 half-open, 2 closed.',
  },
  [METRIC_EVENT_PUBLISH_TOTAL]: {
    unit: '{event}',
    description: 'Events published on the event bus, with or without subscribers.',
  },
  [METRIC_EVENT_DELIVERY_TOTAL]: {
    unit: '{event}',
    description: 'Events written to a client\'s socket; one event counts once for each of its subscribers.',
  },
  [METRIC_EVENT_DELIVERY_ERRORS_TOTAL]: {
    unit: '{event}',
    description: 'Events that a subscriber missed, because it read too slowly or had left.',
  },
  [METRIC_EVENT_BUS_LOST_TOTAL]: {
    unit: '{event}',
    description: 'Events that were given up before the event bus had stored them. Their users\' streams report a gap, unless the service stopped while the event bus was away.',
  },
  [METRIC_EVENT_BUS_UNREADABLE_TOTAL]: {
    unit: '{message}',
    description: 'Messages of the event bus that are not events, which streams skipped; one counts once for each stream.',
  },
  [METRIC_EVENT_BUS_WAITING]: {
    unit: '{event}',
    description: 'Events that wait to be stored by the event bus.',
  },
  [METRIC_EVENT_BUS_CONNECTED]: {
    unit: '',
    description: 'Whether the service is connected to its event bus: 1, or 0 while events wait.',
  },
  [METRIC_MESSAGING_CLIENT_OPERATION_DURATION]: {
    unit: 's',
    description: 'Time of one attempt to publish an event, until the event bus has acknowledged it or the attempt has failed.',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
  },
  [METRIC_MESSAGING_CLIENT_CONSUMED_MESSAGES]: {
    unit: '{message}',
    description: 'Events passed to streams; one counts once for each stream.',
  },
  [METRIC_EVENT_DELIVERY_SECONDS]: {
    unit: 's',
    description: 'Time from an event\'s creation until it has been written to a client\'s socket. Replayed events are left out.',
    advice: { explicitBucketBoundaries: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10] },
  },
  [METRIC_EVENT_SUBSCRIBERS]: {
    unit: '{subscriber}',
    description: 'Subscribers of the event bus, which are the open streams.',
  },
  [METRIC_EVENT_QUEUE_SIZE]: {
    unit: '{event}',
    description: 'Events that wait for a subscriber to read.',
  },
  [METRIC_END_TO_END_LATENCY_SECONDS]: {
    unit: 's',
    description: 'Time from the arrival of an input until its output event is published, across all services. event_delivery_seconds measures the rest of the way, to a client that listens.',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10, 30] },
  },
  [METRIC_JWT_VALIDATION_SECONDS]: {
    unit: 's',
    description: 'Time to validate the JSON Web Token of a request.',
    advice: { explicitBucketBoundaries: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25] },
  },
  [METRIC_SSE_CONNECTIONS]: {
    unit: '{connection}',
    description: 'Open connections with server-sent events.',
  },
  [METRIC_ACTIVE_STREAMS]: {
    unit: '{stream}',
    description: 'Open streams of a resource.',
  },
  [METRIC_STREAM_REQUESTS_TOTAL]: {
    unit: '{request}',
    description: 'Opened streams of a resource.',
  },
  [METRIC_QUEUE_LENGTH]: {
    unit: '{item}',
    description: 'Items that wait to be processed.',
  },
  [METRIC_ACTIVE_WORKERS]: {
    unit: '{worker}',
    description: 'Busy workers of a queue, or its slots in use.',
  },
  [METRIC_MAX_WORKERS]: {
    unit: '{worker}',
    description: 'The number of workers or slots of a queue, of which active_workers are in use.',
  },
  [METRIC_WORKER_PROCESSES_CONFIGURED]: {
    unit: '{process}',
    description: 'The number of worker processes that the service is to have. Reported by the process that hands them the connections.',
  },
  [METRIC_WORKER_PROCESSES_READY]: {
    unit: '{process}',
    description: 'The number of worker processes that accept connections. Fewer than worker_processes_configured while one is being started again.',
  },
  [METRIC_WORKER_RESTARTS_TOTAL]: {
    unit: '{process}',
    description: 'Worker processes that ended without being asked to and were started again. Reported by the process that hands them the connections.',
  },
  [METRIC_BACKGROUND_TASKS]: {
    unit: '{task}',
    description: 'Background tasks of the service that wait or run.',
  },
  [METRIC_CACHE_HITS_TOTAL]: {
    unit: '{lookup}',
    description: 'Look-ups that a cache answered.',
  },
  [METRIC_CACHE_MISSES_TOTAL]: {
    unit: '{lookup}',
    description: 'Look-ups that a cache could not answer.',
  },
  [METRIC_HEALTH_STATUS]: {
    unit: '',
    description: 'Health of the service as /health reports it: 0 unhealthy, 1 degraded, 2 healthy. Each collection starts a check, and reports the result of the previous one.',
  },
  [METRIC_HEALTH_CHECK_STATUS]: {
    unit: '',
    description: 'Health of one dependency as /health reports it: 0 unhealthy, 2 healthy.',
  },
  [METRIC_STORAGE_OPERATION_DURATION_SECONDS]: {
    unit: 's',
    description: 'Duration of a storage operation, including failed ones, over MCP and over the guide\'s HTTP routes.',
    advice: { explicitBucketBoundaries: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
  },
  [METRIC_DB_OPERATIONS_TOTAL]: {
    unit: '{operation}',
    description: 'Statements sent to the database, including failed ones.',
  },
  [METRIC_DB_OPERATION_DURATION_SECONDS]: {
    unit: 's',
    description: 'Duration of a statement on its connection, without the wait for it (db_connection_wait_seconds).',
    advice: { explicitBucketBoundaries: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] },
  },
  [METRIC_DB_SLOW_QUERIES_TOTAL]: {
    unit: '{query}',
    description: 'Statements that took more than 100 ms; each is also logged.',
  },
  [METRIC_DB_SIZE_BYTES]: {
    unit: 'By',
    description: 'Size of the database with its indexes.',
  },
  [METRIC_DB_CONNECTIONS]: {
    unit: '{connection}',
    description: 'Open connections to the database.',
  },
  [METRIC_DB_CONNECTION_WAIT_SECONDS]: {
    unit: 's',
    description: 'Time that work waited for a connection to the database.',
    advice: { explicitBucketBoundaries: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] },
  },
  [METRIC_DB_CLIENT_CONNECTION_WAIT_TIME]: {
    unit: 's',
    description: 'Same as db_connection_wait_seconds, under the name of the conventions.',
    advice: { explicitBucketBoundaries: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] },
  },
  [METRIC_WAIT_DURATION]: {
    unit: 's',
    description: 'Time that work waited for something other than a database connection. Work that did not have to wait is not counted.',
    advice: { explicitBucketBoundaries: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] },
  },
  [METRIC_CONTEXT_GENERATION_TOTAL]: {
    unit: '{context}',
    description: 'Requested contexts, by result.',
  },
  [METRIC_CONTEXT_GENERATION_DURATION_SECONDS]: {
    unit: 's',
    description: 'Time to generate a context once a worker is free. Failed contexts are left out.',
    advice: { explicitBucketBoundaries: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10] },
  },
  [METRIC_CONTEXT_SIZE_BYTES]: {
    unit: 'By',
    description: 'Size of the items of a generated context, as text.',
    advice: { explicitBucketBoundaries: [256, 1024, 4096, 16384, 65536, 262144, 1048576] },
  },
  [METRIC_MEMORY_SERVICE_CALLS_TOTAL]: {
    unit: '{call}',
    description: 'Calls to the memory-service for a context; failed ones have the suffix _error.',
  },
  [METRIC_MEMORY_SERVICE_DURATION_SECONDS]: {
    unit: 's',
    description: 'Duration of a call to the memory-service; failed ones have the suffix _error.',
    advice: { explicitBucketBoundaries: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5, 10] },
  },
  [METRIC_HTTP_SERVER_REQUEST_DURATION]: {
    unit: 's',
    description: 'Duration of HTTP server requests, streams to their end.',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
  },
  [METRIC_HTTP_CLIENT_REQUEST_DURATION]: {
    unit: 's',
    description: 'Duration of HTTP client requests.',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
  },
  [METRIC_DB_CLIENT_OPERATION_DURATION]: {
    unit: 's',
    description: 'Duration of database client operations.',
    advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] },
  },
  [METRIC_NODEJS_EVENTLOOP_DELAY_MIN]: {
    unit: 's',
    description: 'Event loop minimum delay since the last collection.',
  },
  [METRIC_NODEJS_EVENTLOOP_DELAY_MAX]: {
    unit: 's',
    description: 'Event loop maximum delay since the last collection.',
  },
  [METRIC_NODEJS_EVENTLOOP_DELAY_MEAN]: {
    unit: 's',
    description: 'Event loop mean delay since the last collection.',
  },
  [METRIC_NODEJS_EVENTLOOP_DELAY_STDDEV]: {
    unit: 's',
    description: 'Standard deviation of the event loop delay since the last collection.',
  },
  [METRIC_NODEJS_EVENTLOOP_DELAY_P50]: {
    unit: 's',
    description: 'Median of the event loop delay since the last collection.',
  },
  [METRIC_NODEJS_EVENTLOOP_DELAY_P90]: {
    unit: 's',
    description: '90th percentile of the event loop delay since the last collection.',
  },
  [METRIC_NODEJS_EVENTLOOP_DELAY_P99]: {
    unit: 's',
    description: '99th percentile of the event loop delay since the last collection.',
  },
  [METRIC_NODEJS_EVENTLOOP_TIME]: {
    unit: 's',
    description: 'Time the event loop has spent in each state.',
  },
  [METRIC_NODEJS_EVENTLOOP_UTILIZATION]: {
    unit: '1',
    description: 'Share of the time since the last collection in which the event loop was busy, 0 to 1.',
  },
  [METRIC_V8JS_GC_DURATION]: {
    unit: 's',
    description: 'Garbage collection duration by kind.',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
  },
  [METRIC_V8JS_MEMORY_HEAP_USED]: {
    unit: 'By',
    description: 'Heap memory in use, by heap space.',
  },
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
  [METRIC_TELEMETRY_PROFILES_DROPPED]: {
    unit: '{request}',
    description: 'Profile exports (one per interval, with all profile types) that were dropped.',
  },
  [METRIC_TELEMETRY_LINES_LOST]: {
    unit: '{line}',
    description: 'Lines for standard output (the log) or standard error (messages of telemetry) that could not be written.',
  },
  [METRIC_TELEMETRY_ITEMS_TOO_LARGE]: {
    unit: '{item}',
    description: 'Spans and log records that were dropped because each exceeds the largest OTLP request (16 MiB) by itself.',
  },
  [METRIC_V8JS_MEMORY_HEAP_SPACE_SIZE]: {
    unit: 'By',
    description: 'Heap memory reserved, by heap space.',
  },
  [METRIC_V8JS_MEMORY_HEAP_SPACE_AVAILABLE_SIZE]: {
    unit: 'By',
    description: 'Heap memory still available, by heap space.',
  },
  [METRIC_V8JS_MEMORY_HEAP_SPACE_PHYSICAL_SIZE]: {
    unit: 'By',
    description: 'Heap memory committed by the system, by heap space.',
  },
  [METRIC_V8JS_RESOURCE_ACTIVE]: {
    unit: '{resource}',
    description: 'Resources that keep the event loop alive, by type.',
  },
  [METRIC_DB_CLIENT_CONNECTION_COUNT]: {
    unit: '{connection}',
    description: 'Connections of a database pool, by state.',
  },
  [METRIC_DB_CLIENT_CONNECTION_PENDING_REQUESTS]: {
    unit: '{connection}',
    description: 'Requests that wait for a connection of a database pool.',
  },
  [METRIC_DB_CLIENT_CONNECTION_MAX]: {
    unit: '{connection}',
    description: 'Connections that a database pool may open.',
  },
  [METRIC_OTEL_SDK_SPAN_STARTED]: {
    unit: '{span}',
    description: 'Recorded spans started.',
  },
  [METRIC_OTEL_SDK_SPAN_LIVE]: {
    unit: '{span}',
    description: 'Recorded spans started and not yet ended.',
  },
  [METRIC_OTEL_SDK_PROCESSOR_SPAN_PROCESSED]: {
    unit: '{span}',
    description: 'Spans that left the queue; with error.type, those that were lost (queue_full, or the error of the export).',
  },
  [METRIC_OTEL_SDK_PROCESSOR_SPAN_QUEUE_SIZE]: {
    unit: '{span}',
    description: 'Spans that wait for export.',
  },
  [METRIC_OTEL_SDK_PROCESSOR_SPAN_QUEUE_CAPACITY]: {
    unit: '{span}',
    description: 'Spans that may wait for export.',
  },
  [METRIC_OTEL_SDK_LOG_CREATED]: {
    unit: '{log_record}',
    description: 'Log records created.',
  },
  [METRIC_OTEL_SDK_PROCESSOR_LOG_PROCESSED]: {
    unit: '{log_record}',
    description: 'Log records that left the queue; with error.type, those that were lost (queue_full, or the error of the export).',
  },
  [METRIC_OTEL_SDK_PROCESSOR_LOG_QUEUE_SIZE]: {
    unit: '{log_record}',
    description: 'Log records that wait for export.',
  },
  [METRIC_OTEL_SDK_PROCESSOR_LOG_QUEUE_CAPACITY]: {
    unit: '{log_record}',
    description: 'Log records that may wait for export.',
  },
  [METRIC_OTEL_SDK_METRIC_READER_COLLECTION_DURATION]: {
    unit: 's',
    description: 'Time that one collection of all metrics took.',
    advice: { explicitBucketBoundaries: [] },
  },
  [METRIC_MCP_CLIENT_OPERATION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP requests and notifications on the sender\'s side, until the answer has arrived.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
  [METRIC_MCP_SERVER_OPERATION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP requests and notifications on the receiver\'s side, until the answer is sent.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
  [METRIC_MCP_CLIENT_SESSION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP sessions on the client\'s side, from initialize to the end of the connection.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
  [METRIC_MCP_SERVER_SESSION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP sessions on the server\'s side, from initialize to the end of the connection.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
} satisfies Record<string, MetricOptions>;

/** The allowed values of an attribute on a metric that narrows them. */
export interface MetricValues {
  'event_bus_lost_total': { 'reason': 'queue_full' | 'too_old' | 'rejected' | 'shutdown' };
  'storage_operation_duration_seconds': { 'operation': 'store_input' | 'get_history' | 'history' | 'summary' };
  'db_operations_total': { 'operation': 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'BEGIN' | 'COMMIT' | 'ROLLBACK' | 'SAVEPOINT' | 'RELEASE' | 'CREATE' | 'ALTER' | 'DROP' | 'PRAGMA' | 'SET' | 'WITH' };
  'db_operation_duration_seconds': { 'operation': 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'BEGIN' | 'COMMIT' | 'ROLLBACK' | 'SAVEPOINT' | 'RELEASE' | 'CREATE' | 'ALTER' | 'DROP' | 'PRAGMA' | 'SET' | 'WITH' };
  'db_slow_queries_total': { 'operation': 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'BEGIN' | 'COMMIT' | 'ROLLBACK' | 'SAVEPOINT' | 'RELEASE' | 'CREATE' | 'ALTER' | 'DROP' | 'PRAGMA' | 'SET' | 'WITH' };
  'context_generation_duration_seconds': { 'result_type': 'full' | 'fallback' };
  'context_size_bytes': { 'result_type': 'full' | 'fallback' };
  'memory_service_calls_total': { 'operation': 'get_history' | 'get_history_error' };
  'memory_service_duration_seconds': { 'operation': 'get_history' | 'get_history_error' };
  'telemetry.profiles.dropped': { 'reason': 'queue_full' | 'rejected' | 'shutdown' };
}

/** Stream to which the line could not be written. */
export const ATTR_LOG_IOSTREAM = 'log.iostream';
/** The mode in which the CPU time was spent. */
export const ATTR_CPU_MODE = 'cpu.mode';
/** HTTP method of a request. */
export const ATTR_METHOD = 'method';
/** Pattern of the matched route, never the path. */
export const ATTR_ENDPOINT = 'endpoint';
/** HTTP status code of the response; of process_input, success or error. */
export const ATTR_STATUS = 'status';
/** Opaque id of the user on whose behalf the work is done; never an e-mail address. */
export const ATTR_USER_ID = 'user.id';
/** Class of the error that ended the operation; absent on success. */
export const ATTR_ERROR_TYPE = 'error.type';
/** HTTP method of the request. */
export const ATTR_HTTP_REQUEST_METHOD = 'http.request.method';
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
/** Pattern of the matched route. */
export const ATTR_HTTP_ROUTE = 'http.route';
/** Scheme of the request's URL. */
export const ATTR_URL_SCHEME = 'url.scheme';
/** URL of an outgoing request, without its query. */
export const ATTR_URL_FULL = 'url.full';
/** Path of the request's URL. */
export const ATTR_URL_PATH = 'url.path';
/** Host that the request is sent to. */
export const ATTR_SERVER_ADDRESS = 'server.address';
/** Port that the request is sent to. */
export const ATTR_SERVER_PORT = 'server.port';
/** Address of the client, from forwarding headers or else from the socket. */
export const ATTR_CLIENT_ADDRESS = 'client.address';
/** Address of the socket's other end. */
export const ATTR_NETWORK_PEER_ADDRESS = 'network.peer.address';
/** Port of the socket's other end. */
export const ATTR_NETWORK_PEER_PORT = 'network.peer.port';
/** Version of HTTP. */
export const ATTR_NETWORK_PROTOCOL_VERSION = 'network.protocol.version';
/** The request's User-Agent header. */
export const ATTR_USER_AGENT_ORIGINAL = 'user_agent.original';
/** Database product. */
export const ATTR_DB_SYSTEM_NAME = 'db.system.name';
/** Name of the database (for SQLite the file's name). */
export const ATTR_DB_NAMESPACE = 'db.namespace';
/** Operation of the statement, such as SELECT. */
export const ATTR_DB_OPERATION_NAME = 'db.operation.name';
/** Table that the statement acts on. */
export const ATTR_DB_COLLECTION_NAME = 'db.collection.name';
/** The parameterized statement, never its values. */
export const ATTR_DB_QUERY_TEXT = 'db.query.text';
/** Operation and table of the statement. */
export const ATTR_DB_QUERY_SUMMARY = 'db.query.summary';
/** Error code of the database; absent on success. */
export const ATTR_DB_RESPONSE_STATUS_CODE = 'db.response.status_code';
/** Number of rows the statement returned. */
export const ATTR_DB_RESPONSE_RETURNED_ROWS = 'db.response.returned_rows';
/** State of the event loop. */
export const ATTR_NODEJS_EVENTLOOP_STATE = 'nodejs.eventloop.state';
/** Kind of garbage collection. */
export const ATTR_V8JS_GC_TYPE = 'v8js.gc.type';
/** Heap space. */
export const ATTR_V8JS_HEAP_SPACE_NAME = 'v8js.heap.space.name';
/** Why something was dropped. */
export const ATTR_REASON = 'reason';
/** Id of the profile of a local root span, which is its span id. */
export const ATTR_PYROSCOPE_PROFILE_ID = 'pyroscope.profile.id';
/** Type of the resource. */
export const ATTR_V8JS_RESOURCE_TYPE = 'v8js.resource.type';
/** Name of the pool, made of the database's address, port and name; for SQLite the file's name. */
export const ATTR_DB_CLIENT_CONNECTION_POOL_NAME = 'db.client.connection.pool.name';
/** State of the connections. */
export const ATTR_DB_CLIENT_CONNECTION_STATE = 'db.client.connection.state';
/** Type of the SDK component. */
export const ATTR_OTEL_COMPONENT_TYPE = 'otel.component.type';
/** Name of the SDK component. */
export const ATTR_OTEL_COMPONENT_NAME = 'otel.component.name';
/** Whether the parent of a span is in this process, in another, or missing. */
export const ATTR_OTEL_SPAN_PARENT_ORIGIN = 'otel.span.parent.origin';
/** What the sampler decided. */
export const ATTR_OTEL_SPAN_SAMPLING_RESULT = 'otel.span.sampling_result';
/** Method of the MCP request or notification. */
export const ATTR_MCP_METHOD_NAME = 'mcp.method.name';
/** Revision of MCP that the connection uses. */
export const ATTR_MCP_PROTOCOL_VERSION = 'mcp.protocol.version';
/** Id of the MCP session. */
export const ATTR_MCP_SESSION_ID = 'mcp.session.id';
/** Name that the MCP client gives itself, in `initialize` or in each request since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_CLIENT_NAME = 'cortex.mcp.client.name';
/** Version that the MCP client gives itself, in `initialize` or in each request since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_CLIENT_VERSION = 'cortex.mcp.client.version';
/** Name that the MCP server gives itself, in `initialize` or in each result since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_SERVER_NAME = 'cortex.mcp.server.name';
/** Version that the MCP server gives itself, in `initialize` or in each result since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_SERVER_VERSION = 'cortex.mcp.server.version';
/** URI of the resource that is read or subscribed to, without user, password, query and fragment. */
export const ATTR_MCP_RESOURCE_URI = 'mcp.resource.uri';
/** Kind of the fault that was injected on purpose, for a demonstration or a test. A crash also loses its span. */
export const ATTR_FAULT_INJECTED = 'fault.injected';
/** How many texts of the span, its events and links, or of the log record, the Collector cut because a backend would refuse them. Also set on the resource or the scope, for their own texts. */
export const ATTR_CORTEX_TRUNCATED = 'cortex.truncated';
/** Number of items that were processed together. */
export const ATTR_BATCH_SIZE = 'batch.size';
/** What was waited for: a `slot` of a bulkhead, a `connection`, the `backoff` before the next attempt, a `worker` of a queue, `room` in a full queue, the start of the `batch`, `shared_work` that another request does as well (the span has a link to it), or the `reader` of a stream. */
export const ATTR_WAIT_REASON = 'wait.reason';
/** The service, queue, cache or stream that was waited for. */
export const ATTR_WAIT_TARGET = 'wait.target';
/** Duration of the wait in seconds. */
export const ATTR_WAIT_DURATION = 'wait.duration';
/** Number of the attempt, from 1. Only on repeatable calls. */
export const ATTR_MCP_REQUEST_ATTEMPT = 'mcp.request.attempt';
/** Name of the operation in the GenAI conventions; `execute_tool` on tool calls. */
export const ATTR_GEN_AI_OPERATION_NAME = 'gen_ai.operation.name';
/** Name of the called tool. */
export const ATTR_GEN_AI_TOOL_NAME = 'gen_ai.tool.name';
/** Name of the prompt. */
export const ATTR_GEN_AI_PROMPT_NAME = 'gen_ai.prompt.name';
/** Id of the conversation that the call belongs to, from the entry of this name in the baggage. */
export const ATTR_GEN_AI_CONVERSATION_ID = 'gen_ai.conversation.id';
/** Id of the agent that makes the call, from the entry of this name in the baggage. */
export const ATTR_GEN_AI_AGENT_ID = 'gen_ai.agent.id';
/** Arguments of the tool call in structured form; as JSON if they are cut or the SDK supports no structured attributes. Only with `capturePayloads`. */
export const ATTR_GEN_AI_TOOL_CALL_ARGUMENTS = 'gen_ai.tool.call.arguments';
/** Result of the tool call in structured form; as JSON if it is cut or the SDK supports no structured attributes. Only with `capturePayloads`. */
export const ATTR_GEN_AI_TOOL_CALL_RESULT = 'gen_ai.tool.call.result';
/** Id of the JSON-RPC request. */
export const ATTR_JSONRPC_REQUEST_ID = 'jsonrpc.request.id';
/** Error code of the JSON-RPC response. */
export const ATTR_RPC_RESPONSE_STATUS_CODE = 'rpc.response.status_code';
/** Transport of the messages. */
export const ATTR_NETWORK_TRANSPORT = 'network.transport';
/** Application protocol of the messages. */
export const ATTR_NETWORK_PROTOCOL_NAME = 'network.protocol.name';
/** Port of the client. */
export const ATTR_CLIENT_PORT = 'client.port';
/** Name of the service that is called. */
export const ATTR_SERVICE = 'service';
/** Tool or resource that is called. */
export const ATTR_TOOL = 'tool';
/** Kind of the failure. */
export const ATTR_MCP_ERROR_TYPE = 'error_type';
/** Type of the event. */
export const ATTR_EVENT_TYPE = 'event_type';
/** The messaging system. */
export const ATTR_MESSAGING_SYSTEM = 'messaging.system';
/** Name of the operation on the message. */
export const ATTR_MESSAGING_OPERATION_NAME = 'messaging.operation.name';
/** Type of the operation on the message. */
export const ATTR_MESSAGING_OPERATION_TYPE = 'messaging.operation.type';
/** Subject of the message. Each user has one, with a hash of the user's id. */
export const ATTR_MESSAGING_DESTINATION_NAME = 'messaging.destination.name';
/** Subject with a placeholder for the user. */
export const ATTR_MESSAGING_DESTINATION_TEMPLATE = 'messaging.destination.template';
/** Id of the message, by which the event bus stores it only once, however often it is sent. */
export const ATTR_MESSAGING_MESSAGE_ID = 'messaging.message.id';
/** Size of the event as JSON, in bytes. */
export const ATTR_MESSAGING_MESSAGE_BODY_SIZE = 'messaging.message.body.size';
/** Slot of the subscriber, which is reused after it has left. */
export const ATTR_SUBSCRIBER_ID = 'subscriber_id';
/** Owner of the token. A label named `token` would be redacted. */
export const ATTR_TOKEN_KIND = 'token_kind';
/** Whether the token was valid. */
export const ATTR_RESULT = 'result';
/** Name of the resource. */
export const ATTR_RESOURCE = 'resource';
/** Name of the queue. */
export const ATTR_QUEUE = 'queue';
/** Name of the cache. */
export const ATTR_CACHE = 'cache';
/** Operation of the statement, or of the memory-service. */
export const ATTR_OPERATION = 'operation';
/** Table that the statement acts on; `none` without a table. */
export const ATTR_TABLE = 'table';
/** What the context was generated from. `full`: the history; `fallback`: what was known without the memory-service; `error`: nothing, it failed. */
export const ATTR_RESULT_TYPE = 'result_type';
/** Direction of the traffic. */
export const ATTR_NETWORK_IO_DIRECTION = 'network.io.direction';
/** Direction of the traffic. */
export const ATTR_DISK_IO_DIRECTION = 'disk.io.direction';
/** Whether the process accepted the connection (server) or opened it (client). */
export const ATTR_SIDE = 'side';
/** Name of the service. */
export const ATTR_SERVICE_NAME = 'service.name';
/** Name of the span. */
export const ATTR_SPAN_NAME = 'span.name';
/** Kind of the span. */
export const ATTR_SPAN_KIND = 'span.kind';
/** Status of the span. */
export const ATTR_STATUS_CODE = 'status.code';
/** The Collector that produced the metric. */
export const ATTR_COLLECTOR_INSTANCE_ID = 'collector.instance.id';
/** Service that sends the request. */
export const ATTR_CLIENT = 'client';
/** Service or database that receives the request. */
export const ATTR_SERVER = 'server';
/** Type of the connection; empty between services. */
export const ATTR_CONNECTION_TYPE = 'connection_type';
/** Whether the request failed. */
export const ATTR_FAILED = 'failed';
/** Why a point could not be accumulated. */
export const ATTR_ERROR = 'error';
/** Whether an agent had room for a request to a gateway. */
export const ATTR_SUCCESS = 'success';
/** Whether a gateway stores a trace. */
export const ATTR_SAMPLED = 'sampled';
/** Exporter, which delivers to a backend. */
export const ATTR_EXPORTER = 'exporter';
/** `service.name` of the program that sent it. */
export const ATTR_SENDER = 'sender';
/** Signal. */
export const ATTR_DATA_TYPE = 'data_type';
/** Signal. */
export const ATTR_OTEL_SIGNAL = 'otel.signal';
/** Receiver, which accepts telemetry. */
export const ATTR_RECEIVER = 'receiver';
/** Transport by which it arrived. */
export const ATTR_TRANSPORT = 'transport';
/** Processor, through which telemetry passes. */
export const ATTR_PROCESSOR = 'processor';
/** Name of the logger, which is that of the service. */
export const ATTR_NAME = 'name';
/** Id of the HTTP request, as in the X-Request-Id of its answer. */
export const ATTR_REQUEST_ID = 'request_id';
/** URL on which the service listens. */
export const ATTR_URL = 'url';
/** Pattern of the matched route; `unmatched` if none matched. */
export const ATTR_ROUTE = 'route';
/** Duration in milliseconds. */
export const ATTR_MILLISECONDS = 'milliseconds';
/** Number of events that were given up. */
export const ATTR_EVENTS = 'events';
/** Number of users whose streams get no gap. */
export const ATTR_USERS = 'users';
/** Number of the message in the stream of the event bus. */
export const ATTR_SEQUENCE = 'sequence';
/** Number of failures of the same kind that were not logged since the last line. */
export const ATTR_SUPPRESSED = 'suppressed';
/** Kind of the fault that was set; none when faults were cleared. */
export const ATTR_FAULT = 'fault';
/** The dependency that was checked. */
export const ATTR_CHECK = 'check';
/** State after the change. */
export const ATTR_STATE = 'state';
/** Why the service failed to answer, without values of the request. */
export const ATTR_CAUSE = 'cause';
/** Class of the error. */
export const ATTR_EXCEPTION_TYPE = 'exception.type';
/** Message of the error, without what was sent. */
export const ATTR_EXCEPTION_MESSAGE = 'exception.message';
/** Stack of the error. */
export const ATTR_EXCEPTION_STACKTRACE = 'exception.stacktrace';
/** Id of the input. */
export const ATTR_INPUT_ID = 'input_id';

/** The allowed values of each attribute that declares them. */
export interface AttributeValues {
  'log.iostream': 'stdout' | 'stderr';
  'cpu.mode': 'user' | 'system';
  'method': 'CONNECT' | 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT' | 'QUERY' | 'TRACE' | '_OTHER';
  'http.request.method': 'CONNECT' | 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT' | 'QUERY' | 'TRACE' | '_OTHER';
  'url.scheme': 'http' | 'https';
  'network.protocol.version': '1.0' | '1.1' | '2';
  'db.system.name': 'sqlite' | 'postgresql';
  'nodejs.eventloop.state': 'active' | 'idle';
  'v8js.gc.type': 'major' | 'minor' | 'incremental' | 'weakcb';
  'reason': 'queue_full' | 'rejected' | 'shutdown' | 'temporality' | 'too_old' | 'in_the_future' | 'two_values_at_one_time' | 'invalid_name' | 'invalid_histogram' | 'too_many_series' | 'too_many_senders';
  'db.client.connection.state': 'idle' | 'used';
  'otel.span.parent.origin': 'none' | 'local' | 'remote';
  'otel.span.sampling_result': 'DROP' | 'RECORD_ONLY' | 'RECORD_AND_SAMPLE';
  'fault.injected': 'latency' | 'error' | 'hang' | 'crash';
  'wait.reason': 'slot' | 'connection' | 'backoff' | 'worker' | 'room' | 'batch' | 'shared_work' | 'reader';
  'gen_ai.operation.name': 'execute_tool';
  'network.transport': 'tcp' | 'pipe';
  'network.protocol.name': 'http' | 'websocket';
  'service': 'memory-service' | 'cognition-service';
  'error_type': 'circuit_open' | 'retry_exhausted' | 'timeout' | 'other';
  'event_type': 'context' | 'error';
  'messaging.system': 'nats';
  'messaging.operation.name': 'publish' | 'process';
  'messaging.operation.type': 'send' | 'process';
  'messaging.destination.template': 'cortex.events.{user}';
  'token_kind': 'user' | 'internal';
  'result': 'valid' | 'invalid';
  'queue': 'input_processing' | 'login' | 'context_generation' | 'store_input' | 'background' | 'db_connection' | 'mcp_memory_service' | 'mcp_cognition_service';
  'cache': 'user_index' | 'history' | 'prepared_statements';
  'result_type': 'full' | 'fallback' | 'error';
  'network.io.direction': 'receive' | 'transmit';
  'disk.io.direction': 'read' | 'write';
  'side': 'server' | 'client';
  'span.kind': 'SPAN_KIND_INTERNAL' | 'SPAN_KIND_SERVER' | 'SPAN_KIND_CLIENT' | 'SPAN_KIND_PRODUCER' | 'SPAN_KIND_CONSUMER';
  'status.code': 'STATUS_CODE_UNSET' | 'STATUS_CODE_OK' | 'STATUS_CODE_ERROR';
  'connection_type': '' | 'database' | 'virtual_node' | 'messaging_system';
  'failed': 'true' | 'false';
  'success': 'true' | 'false';
  'sampled': 'true' | 'false';
  'exporter': 'otlp_grpc/jaeger' | 'otlp_http/prometheus' | 'otlp_http/logs' | 'otlp_http/profiles' | 'load_balancing';
  'data_type': 'traces' | 'metrics' | 'logs' | 'profiles';
  'otel.signal': 'traces' | 'metrics' | 'logs' | 'profiles';
  'receiver': 'otlp' | 'fluent_forward';
  'transport': 'http' | 'grpc' | 'tcp';
  'fault': 'latency' | 'error' | 'hang' | 'crash';
  'check': 'database' | 'storage' | 'memory_service' | 'cognition_service' | 'event_bus';
  'state': 'healthy' | 'degraded' | 'unhealthy' | 'open' | 'half-open' | 'closed' | 'connected' | 'away';
}

/** An HTTP request is over. Probes and scrapes are logged at the level debug. */
export const LOG_EVENT_REQUEST_DONE = 'request done';
/** An answer took more than 100 ms. Probes and scrapes are logged at the level debug. */
export const LOG_EVENT_SLOW_ENDPOINT = 'slow endpoint';
/** A statement took more than 100 ms. */
export const LOG_EVENT_SLOW_QUERY = 'slow query';
/** A statement failed. If the database refused it for now and it is tried again, this is a warning, at most one of its kind in 10 s. */
export const LOG_EVENT_FAILED_QUERY = 'failed query';
/** A dependency of the service became usable or unusable. */
export const LOG_EVENT_HEALTH_CHANGED = 'health changed';
/** The circuit breaker towards a service opened, became half-open, or closed. */
export const LOG_EVENT_CIRCUIT_STATE_CHANGED = 'circuit state changed';
/** The service failed to answer a request. A foreseen failure is a warning. */
export const LOG_EVENT_REQUEST_FAILED = 'request failed';
/** A tool or resource failed to answer a call over MCP. A foreseen failure is a warning. */
export const LOG_EVENT_TOOL_OR_RESOURCE_FAILED = 'tool or resource failed';
/** A request over MCP failed outside any tool or resource. */
export const LOG_EVENT_MCP_REQUEST_FAILED = 'MCP request failed';
/** A message was not valid MCP. */
export const LOG_EVENT_MCP_REQUEST_REFUSED = 'MCP request refused';
/** An answer could not be sent completely. If its client left, the level is debug. */
export const LOG_EVENT_RESPONSE_NOT_SENT_WHOLE = 'response not sent whole';
/** A client left before the answer. */
export const LOG_EVENT_NOBODY_WAITS_FOR_THE_ANSWER = 'nobody waits for the answer';
/** The context of an input could not be found; its user was sent an error event. */
export const LOG_EVENT_NO_CONTEXT_FOR_AN_INPUT = 'No context for an input';
/** The event bus became reachable or unreachable. While it is unreachable events wait, and are given up when they wait too long. */
export const LOG_EVENT_EVENT_BUS_CHANGED = 'event bus changed';
/** Events were given up before the event bus had stored them. At most one line for each second and reason; each event is in one. */
export const LOG_EVENT_EVENTS_LOST = 'events lost';
/** The service stopped before the event bus had stored the gaps of some users, so their streams do not report that events are lost. */
export const LOG_EVENT_GAPS_NOT_DELIVERED = 'gaps not delivered';
/** A message of the event bus is not an event. Its content is not logged. */
export const LOG_EVENT_UNREADABLE_MESSAGE_SKIPPED = 'unreadable message skipped';
/** A context was generated from what was known of the history, or from nothing, because the memory service did not answer. While its circuit is open, the level is debug. */
export const LOG_EVENT_CONTEXT_WITHOUT_THE_HISTORY = 'context without the history';
/** A background task failed. */
export const LOG_EVENT_BACKGROUND_TASK_FAILED = 'background task failed';
/** An operator set or cleared a fault. */
export const LOG_EVENT_FAULT_INJECTION_CHANGED = 'fault injection changed';
