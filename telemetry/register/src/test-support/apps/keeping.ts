import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Retains ten more megabytes each second, and collects garbage. */
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const kept: number[][] = [];

setInterval(() => {
  for (let index = 0; index < 10; index++) kept.push(new Array(2 ** 17).fill(Math.random()));
  collect();
}, 1000);
