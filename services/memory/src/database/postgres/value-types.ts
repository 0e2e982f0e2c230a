import pg from 'pg';
import { fromStorable } from './storable-text.ts';

const { builtins, getTypeParser } = pg.types;

/** Reads 64-bit integers as numbers (all of ours are below 2^53) and undoes `toStorable`. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format?: 'text') => {
    if (type === builtins.INT8) return Number;
    return type === builtins.TEXT ? fromStorable : getTypeParser(type, format);
  }) as typeof getTypeParser,
};
