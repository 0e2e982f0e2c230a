const TOOL = "calls a tool of the suite's own sample server";
const RESOURCE = "reads a resource of the suite's own sample server";
const PROMPT = "gets a prompt of the suite's own sample server";
const NO_SESSION = 'is about sessions: the console keeps none';
const NO_SUBSCRIPTION = 'the console offers no subscriptions: a trace does not change';

/** Scenarios of the conformance suite that the console cannot support, with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'logging-set-level': 'the console sends no log messages',
  'completion-complete': PROMPT,
  'tools-call-simple-text': TOOL,
  'tools-call-image': TOOL,
  'tools-call-audio': TOOL,
  'tools-call-embedded-resource': TOOL,
  'tools-call-mixed-content': TOOL,
  'tools-call-with-logging': TOOL,
  'tools-call-error': TOOL,
  'tools-call-with-progress': TOOL,
  'tools-call-sampling': TOOL,
  'tools-call-elicitation': TOOL,
  'json-schema-2020-12': TOOL,
  'elicitation-sep1034-defaults': TOOL,
  'elicitation-sep1330-enums': TOOL,
  'server-sse-polling': NO_SESSION,
  'server-sse-multiple-streams': NO_SESSION,
  'resources-read-text': RESOURCE,
  'resources-read-binary': RESOURCE,
  'resources-templates-read': RESOURCE,
  'resources-subscribe': NO_SUBSCRIPTION,
  'resources-unsubscribe': NO_SUBSCRIPTION,
  'prompts-get-simple': PROMPT,
  'prompts-get-with-args': PROMPT,
  'prompts-get-embedded-resource': PROMPT,
  'prompts-get-with-image': PROMPT,
};

/** The scenarios of revision 2026-07-28 that do not need the sample server. */
export const OF_THE_NEWEST_REVISION = [
  'tools-list',
  'resources-list',
  'prompts-list',
  'sep-2164-resource-not-found',
  'caching',
  'http-header-validation',
  'dns-rebinding-protection',
];
