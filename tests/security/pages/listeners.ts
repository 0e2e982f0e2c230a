import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Server } from '../../platform/page-requests.ts';

const LISTENING = '0A';

/** The TCP addresses on which these processes listen; IPv6 addresses are written as in /proc. */
export async function listenersOf(pids: number[]): Promise<Server[]> {
  const sockets = new Set((await Promise.all(pids.map(socketsOf))).flat());
  const tables = await Promise.all(['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8')));
  return tables
    .flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
    .filter((row) => row[3] === LISTENING && sockets.has(`socket:[${row[9]}]`))
    .map((row) => readAddress(row[1] ?? ''));
}

async function socketsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all((await readdir(folder)).map((file) => readlink(`${folder}/${file}`).catch(() => '')));
  return links.filter((link) => link.startsWith('socket:'));
}

/** Parses an address: `0100007F:1F90` is 127.0.0.1:8000. */
function readAddress(text: string): Server {
  const [host = '', port = ''] = text.split(':');
  const bytes = host.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
  return { host: bytes.length === 4 ? bytes.toReversed().join('.') : host, port: Number.parseInt(port, 16) };
}
