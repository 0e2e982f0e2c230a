/** Runs once in docker-compose.otel.yml, before what writes into the volumes and may not take them over by itself. */
const { chmodSync, chownSync, readFileSync, rmSync, writeFileSync } = require('node:fs');

/** User and group that each part runs as there. */
const OWNERS = {
  collector: 10001,
  jaeger: 10001,
  pyroscope: 10001,
  prometheus: 65534,
  alertmanager: 65534,
  logs: 65534,
};
/** The address that `npm start` uses too: each notification becomes one log line, by a template of deploy/alertmanager. */
const LOG_STORE = 'http://logs:9428/insert/jsonline?{{ template "cortex.logs.query" . }}';

/** Jaeger's links, to the pages of this stack. */
function jaegerUi() {
  const links = readFileSync(`/jaeger/${process.env.CORTEX_JAEGER_UI}`, 'utf8');
  return links.replaceAll(/\$\{(\w+)\}/g, (_, variable) => process.env[variable]);
}

/** Nobody but the part whose volume it is may look into it. Without CAP_FOWNER, root changes the modes of its own files only. */
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
