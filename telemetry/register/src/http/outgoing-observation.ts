import type { Socket } from 'node:net';
import { errorTypeOf, failSpan } from '@cortex/instrumentation-mcp/internal';
import type { Attributes, Histogram, Span } from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_NETWORK_PEER_ADDRESS,
  ATTR_NETWORK_PEER_PORT,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_SCHEME,
} from '../contract.ts';
import { KnownAttributes } from '../metrics/known-attributes.ts';

type Connection = Pick<Socket, 'remoteAddress' | 'remotePort'> & { alpnProtocol?: string | false | null };

/** Of undici or the system, whose code says what kind it is, or a DOMException, whose code is but a number. */
type Failure = Error & { code?: string | number };

const measured = new KnownAttributes();

/** One outgoing request with its span, until its answer has come whole. */
export class OutgoingObservation {
  // Plain fields: one of these is made for each request, and private ones cost more to set.
  private readonly span: Span;
  private readonly duration: Histogram;
  /** What the span was started with. */
  private readonly attributes: Attributes;
  private readonly started = performance.now();
  private version: string | undefined;
  private status: number | undefined;
  private errorType: string | undefined;

  constructor(span: Span, attributes: Attributes, duration: Histogram) {
    this.span = span;
    this.attributes = attributes;
    this.duration = duration;
  }

  sent({ remoteAddress, remotePort, alpnProtocol }: Connection): void {
    this.version = alpnProtocol === 'h2' ? '2' : '1.1';
    this.span.setAttribute(ATTR_NETWORK_PEER_ADDRESS, remoteAddress);
    this.span.setAttribute(ATTR_NETWORK_PEER_PORT, remotePort);
    this.span.setAttribute(ATTR_NETWORK_PROTOCOL_VERSION, this.version);
  }

  answered(status: number): void {
    this.status = status;
    this.span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    if (status < 400) return;
    this.setErrorType(String(status));
    failSpan(this.span);
  }

  /** It failed, unless it was given up. */
  failed(error: Failure): void {
    if (!isAbort(error)) {
      this.setErrorType(errorTypeOf(error));
      this.span.recordException(error);
      failSpan(this.span, error.message);
    }
    this.end();
  }

  end(): void {
    this.span.end();
    const { attributes, status, version, errorType } = this;
    const method = attributes[ATTR_HTTP_REQUEST_METHOD];
    const scheme = attributes[ATTR_URL_SCHEME];
    const address = attributes[ATTR_SERVER_ADDRESS];
    const port = attributes[ATTR_SERVER_PORT];
    const labels = measured.get(`${method} ${status} ${errorType} ${version} ${scheme} ${address} ${port}`, () => ({
      ...(status !== undefined && { [ATTR_HTTP_RESPONSE_STATUS_CODE]: status }),
      [ATTR_HTTP_REQUEST_METHOD]: method,
      [ATTR_SERVER_ADDRESS]: address,
      ...(port !== undefined && { [ATTR_SERVER_PORT]: port }),
      [ATTR_URL_SCHEME]: scheme,
      ...(errorType !== undefined && { [ATTR_ERROR_TYPE]: errorType }),
      ...(version !== undefined && { [ATTR_NETWORK_PROTOCOL_VERSION]: version }),
    }));
    this.duration.record((performance.now() - this.started) / 1000, labels);
  }

  private setErrorType(type: string): void {
    this.errorType = type;
    this.span.setAttribute(ATTR_ERROR_TYPE, type);
  }
}

function isAbort(error: Failure): boolean {
  return error.name === 'AbortError' || (error instanceof DOMException && error.code === DOMException.ABORT_ERR);
}
