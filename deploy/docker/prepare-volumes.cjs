/** Runs once in docker-compose.otel.yml, before the services that write to the volumes, which are not allowed to change their owners. */
const { chmodSync, chownSync, readFileSync, rmSync, writeFileSync } = require('node:fs');

/** The user and group id of each service. */
const OWNERS = {
  collector: 10001,
  jaeger: 10001,
  pyroscope: 10001,
  prometheus: 65534,
  alertmanager: 65534,
  logs: 65534,
  nats: 10002,
};
/** The webhook that `npm start` uses too. A template of deploy/alertmanager turns each notification into one log line. */
const LOG_STORE = 'http://logs:9428/insert/jsonline?{{ template "cortex.logs.query" . }}';

/** Jaeger's UI configuration with links to the pages of this stack. */
function jaegerUi() {
  const links = readFileSync(`/jaeger/${process.env.CORTEX_JAEGER_UI}`, 'utf8');
  return links.replaceAll(/\$\{(\w+)\}/g, (_, variable) => process.env[variable]);
}

/** Makes a path accessible only to its owner. Root takes it over first, because without CAP_FOWNER it can change only the modes of its own files. */
function handOver(path, owner, mode) {
  chownSync(path, 0, 0);
  chmodSync(path, mode);
  chownSync(path, owner, owner);
}

const files = {
  alertmanager: ['webhook-url', process.env.CORTEX_ALERT_WEBHOOK_URL || LOG_STORE],
  jaeger: ['ui.json', jaegerUi()],
};
for (const [volume, owner] of Object.entries(OWNERS)) {
  const [name, content] = files[volume] ?? [];
  if (name) {
    const file = `/volumes/${volume}/${name}`;
    rmSync(file, { force: true });
    writeFileSync(file, content);
    handOver(file, owner, 0o600);
  }
  handOver(`/volumes/${volume}`, owner, 0o700);
}
