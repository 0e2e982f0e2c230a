import type { Span } from '@opentelemetry/api';
import type { UndiciInstrumentationConfig } from '@opentelemetry/instrumentation-undici';
import { ATTR_URL_QUERY } from '@opentelemetry/semantic-conventions';
import { ATTR_HTTP_REQUEST_METHOD_ORIGINAL } from '../../contract.ts';
import { methodLabel } from '../method-label.ts';
import { cutQuery } from './client-hooks.ts';
import { endWithUpgrade } from './end-with-upgrade.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { removeReplaced } from './replaced-headers.ts';

type UndiciHooks = Required<Pick<UndiciInstrumentationConfig, 'startSpanHook' | 'requestHook'>>;

/** The hooks with which @opentelemetry/instrumentation-undici observes requests of undici and `fetch`. */
export function undiciHooks(): UndiciHooks {
  return {
    startSpanHook: ({ method }) => ({
      [ATTR_URL_QUERY]: undefined,
      // By the conventions, only a method that differs from the reported one has it.
      ...(methodLabel(method) === method && { [ATTR_HTTP_REQUEST_METHOD_ORIGINAL]: undefined }),
    }),
    requestHook: (span: Span, request: OutgoingRequest) => {
      cutQuery(span);
      removeReplaced(request, span);
      endWithUpgrade(request, span);
    },
  };
}
