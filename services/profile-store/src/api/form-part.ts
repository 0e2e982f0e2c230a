import { z } from 'zod';
import { MalformedProfile } from '../ingest/malformed-profile.ts';
import type { SampleTypeNames } from '../ingest/pprof-type.ts';

const SampleTypeConfig = z.record(z.string(), z.looseObject({ 'display-name': z.string().optional() }));

export interface PprofForm {
  profile: Buffer;
  /** The client's names for its sample types; undefined if it sent none. */
  sampleTypes: SampleTypeNames | undefined;
}

/** Reads the multipart form of a Pyroscope client. A body that is not a form is the profile itself. Throws MalformedProfile. */
export async function readPprofForm(body: Buffer, contentType: string): Promise<PprofForm> {
  if (!contentType.startsWith('multipart/form-data')) return { profile: body, sampleTypes: undefined };
  const form = await readForm(body, contentType);
  const part = form.get('profile');
  if (!(part instanceof File)) throw new MalformedProfile('the form has no file called profile');
  return { profile: Buffer.from(await part.arrayBuffer()), sampleTypes: await readSampleTypes(form) };
}

async function readForm(body: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new MalformedProfile('the body is not a valid multipart form', { cause: error });
  }
}

async function readSampleTypes(form: FormData): Promise<SampleTypeNames | undefined> {
  const part = form.get('sample_type_config');
  if (part === null) return undefined;
  const text = part instanceof File ? await part.text() : part;
  try {
    const config = Object.entries(SampleTypeConfig.parse(JSON.parse(text)));
    return new Map(config.flatMap(([type, { 'display-name': name }]) => (name ? [[type, name] as const] : [])));
  } catch (error) {
    throw new MalformedProfile(
      'sample_type_config is not valid: expected {"<sample type>":{"display-name":"<name>"}}',
      {
        cause: error,
      },
    );
  }
}
