/** For each licence, a sentence that no other licence in this list contains. */
const SENTENCES: [licence: string, sentence: RegExp][] = [
  ['AGPL-3.0', /^[#\s]*GNU AFFERO GENERAL PUBLIC LICENSE/i],
  ['GPL', /^[#\s]*GNU GENERAL PUBLIC LICENSE/i],
  ['LGPL', /^[#\s]*GNU LESSER GENERAL PUBLIC LICENSE/i],
  ['MPL-2.0', /Mozilla Public License,? (version|v\.) ?2\.0/i],
  ['Apache-2.0', /Apache License,? Version 2\.0/i],
  ['MIT', /Permission is hereby granted, free of charge, to any person obtaining a copy/i],
  ['ISC', /Permission to use, copy, modify, and(\/or)? distribute this software/i],
  ['CC0-1.0', /CC0 1\.0 Universal/i],
  ['Unlicense', /free and unencumbered software released into the public domain/i],
];
const BSD = /Redistribution and use in source and binary forms/i;
const BSD_THIRD_CLAUSE = /may be used to endorse|not be used to endorse/i;

/** @returns the SPDX expression of all licences in the text, or undefined when none is recognized */
export function licenceOfText(text: string): string | undefined {
  const plain = text.replace(/\s+/g, ' ');
  const licences = SENTENCES.filter(([, sentence]) => sentence.test(plain)).map(([licence]) => licence);
  if (BSD.test(plain)) licences.push(BSD_THIRD_CLAUSE.test(plain) ? 'BSD-3-Clause' : 'BSD-2-Clause');
  return licences.length > 0 ? licences.join(' AND ') : undefined;
}
