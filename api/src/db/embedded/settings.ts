/**
 * Settings for one small machine (2 cores, from 2 GB) that also runs the service.
 *
 * Durability is PostgreSQL's own: `fsync`, `synchronous_commit` and `full_page_writes` stay on.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // No socket file: its path is limited to 107 bytes, which a deep checkout exceeds.
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  // Queries here take milliseconds; compiling them takes longer.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  idle_in_transaction_session_timeout: '60s',
  log_line_prefix: '%m [%p] ',
}

/** For databases that are thrown away after a test run: faster, and lost with the machine's power. */
export const THROWAWAY_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
}
