import { connect } from 'node:http2';
import { buffer } from 'node:stream/consumers';

const TRACE_SERVICE = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
/** Compression flag and length: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
const PREFIX_BYTES = 5;

/** Sends an ExportTraceServiceRequest in protobuf over gRPC. Rejects unless the status is 0. */
export async function exportByGrpc(url: string, request: Uint8Array): Promise<void> {
  const session = connect(url);
  try {
    const stream = session.request({
      ':method': 'POST',
      ':path': TRACE_SERVICE,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const status = new Promise<void>((resolve, reject) => {
      session.once('error', reject);
      stream.once('error', reject);
      // An answer without a body has the status in its headers.
      const read = ({ 'grpc-status': code, 'grpc-message': message }: Record<string, unknown>) => {
        if (code === '0') resolve();
        else if (code !== undefined) reject(new Error(`the Collector answered gRPC status ${code}: ${message}`));
      };
      stream.once('response', read);
      stream.once('trailers', read);
    });
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt32BE(request.length, 1);
    stream.end(Buffer.concat([prefix, request]));
    await Promise.all([status, buffer(stream)]);
  } finally {
    session.close();
  }
}
