import type { Row } from './dashboard.ts';
import { timeSeries } from './panels/time-series.ts';
import { CHOSEN, quantile, SERVICE_CHOSEN } from './promql.ts';

/** Utilization, saturation and errors of the processes in the dashboard's variables. */
export function useRow(): Row {
  return {
    title: 'Resources: utilization, saturation, errors',
    panels: [
      timeSeries({
        title: 'CPU',
        description: 'Cores that each process uses; the main thread cannot use more than one.',
        unit: 'percentunit',
        target: 0.8,
        queries: [{ expr: `instance:process_cpu:rate5m{${CHOSEN}}`, legend: '{{job}} {{instance}}' }],
      }),
      timeSeries({
        title: 'Memory',
        description: 'Resident memory of each process, and the heap in use.',
        unit: 'bytes',
        queries: [
          { expr: `process_resident_memory_bytes{${CHOSEN}}`, legend: '{{job}} resident' },
          { expr: `sum by (job, instance) (v8js_memory_heap_used_bytes{${CHOSEN}})`, legend: '{{job}} heap' },
        ],
      }),
      timeSeries({
        title: 'Event loop: utilization and garbage collection',
        description: 'Share of the time in which the event loop was busy, and of the time spent on garbage collection.',
        unit: 'percentunit',
        queries: [
          { expr: `instance:eventloop_utilization:mean5m{${CHOSEN}}`, legend: '{{job}} busy' },
          { expr: `instance:gc:ratio5m{${CHOSEN}}`, legend: '{{job}} garbage' },
        ],
      }),
      timeSeries({
        title: 'Saturation: delay of the event loop',
        description: 'Delay of timers by the event loop (99th percentile).',
        unit: 's',
        queries: [{ expr: `nodejs_eventloop_delay_p99_seconds{${CHOSEN}}`, legend: '{{job}} {{instance}}' }],
      }),
      timeSeries({
        title: 'Saturation: queues',
        description: 'Items that wait to be processed.',
        unit: 'short',
        queries: [{ expr: `max by (job, queue) (queue_length{${CHOSEN}})`, legend: '{{job}} {{queue}}' }],
      }),
      timeSeries({
        title: 'Saturation: slots in use',
        description:
          'Share of the slots or workers of each queue that were in use in the last five minutes; from 1 on, work waits.',
        unit: 'percentunit',
        queries: [{ expr: `job_queue:active_workers:ratio5m{${SERVICE_CHOSEN}}`, legend: '{{job}} {{queue}}' }],
      }),
      timeSeries({
        title: 'Saturation: waits',
        description: 'Wait for a slot, a worker, a batch and the like (95th percentile of the work that had to wait).',
        unit: 's',
        queries: [
          {
            expr: `${quantile({ share: 0.95, buckets: `wait_duration_seconds_bucket{${CHOSEN}}`, by: 'job, wait_reason, wait_target' })} or vector(0)`,
            legend: '{{job}} {{wait_reason}} {{wait_target}}',
          },
        ],
      }),
      timeSeries({
        title: 'Saturation: thread pool',
        description:
          "Longest wait of a task for a thread of libuv's pool, which password hashing, file access and DNS lookups share.",
        unit: 's',
        queries: [{ expr: `threadpool_wait_seconds{${CHOSEN}}`, legend: '{{job}} {{instance}}' }],
      }),
      timeSeries({
        title: 'Saturation: file descriptors',
        description: 'Open file descriptors of each process, as a share of its limit.',
        unit: 'percentunit',
        queries: [{ expr: `instance:file_descriptors:ratio{${CHOSEN}}`, legend: '{{job}} {{instance}}' }],
      }),
      timeSeries({
        title: 'Errors: answers that failed',
        description: 'Share of the requests that were answered with an error of the service (5xx).',
        unit: 'percentunit',
        target: 0.05,
        queries: [{ expr: `job:http_errors:ratio5m{${SERVICE_CHOSEN}}`, legend: '{{job}}' }],
      }),
      timeSeries({
        title: 'Errors: worker processes',
        description:
          'Of services in several processes: workers that are missing, and those that ended and were started again in 5 minutes.',
        unit: 'short',
        queries: [
          {
            expr: `sum by (job) (worker_processes_configured{${CHOSEN}} - worker_processes_ready{${CHOSEN}}) or vector(0)`,
            legend: '{{job}} missing',
          },
          {
            expr: `sum by (job) (increase(worker_restarts_total{${CHOSEN}}[5m])) or vector(0)`,
            legend: '{{job}} started again',
          },
        ],
      }),
      timeSeries({
        title: 'Network',
        description: 'Bytes received and transmitted over the sockets of each process.',
        unit: 'Bps',
        queries: [{ expr: `instance:process_network:rate5m{${CHOSEN}}`, legend: '{{job}} {{network_io_direction}}' }],
      }),
      timeSeries({
        title: 'Disk',
        description: 'Bytes that each process made the storage read and write.',
        unit: 'Bps',
        queries: [{ expr: `instance:process_disk:rate5m{${CHOSEN}}`, legend: '{{job}} {{disk_io_direction}}' }],
      }),
      timeSeries({
        title: 'Connections, open files',
        description: 'Open connections by the side that the process is on, and open file descriptors.',
        unit: 'short',
        queries: [
          { expr: `sum by (job, side) (open_connections{${CHOSEN}})`, legend: '{{job}} {{side}}' },
          { expr: `sum by (job) (process_unix_file_descriptor_count{${CHOSEN}})`, legend: '{{job}} files' },
        ],
      }),
    ],
  };
}
