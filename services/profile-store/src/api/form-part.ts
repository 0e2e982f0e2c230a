import { MalformedProfile } from '../ingest/malformed-profile.ts';

/** The `profile` part of a multipart form, or the whole body when it is no form. Throws MalformedProfile. */
export async function profilePart(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const part = (await readForm(body, contentType)).get('profile');
  if (!(part instanceof File)) throw new MalformedProfile('the form has no file called profile');
  return Buffer.from(await part.arrayBuffer());
}

async function readForm(body: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new MalformedProfile('the body is not the multipart form it says it is', { cause: error });
  }
}
