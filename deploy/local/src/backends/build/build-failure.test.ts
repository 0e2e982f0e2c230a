import { buildFailure, isNetworkFailure } from './build-failure.ts';

function message(...lines: string[]): string {
  return buildFailure({ tool: 'jaeger', lines, logFile: '/cache/jaeger-build.log' }).message;
}

describe('buildFailure', () => {
  test.each([
    ['write $WORK/b001/_pkg_.a: no space left on device', 'The disk is full'],
    ['go: go.mod requires go >= 1.26.7 (running go 1.26.1; GOTOOLCHAIN=local)', 'Go is too old'],
    ['github.com/big: /usr/lib/go/compile: signal: killed', 'lack of memory'],
    ['verifying example.org@v1: checksum mismatch', 'not the pinned one'],
    ['Get "https://proxy/x": dial tcp: lookup proxy: no such host', 'Check the network'],
    ['reading https://proxy/x: 503 Service Unavailable', 'Check the network'],
    ['main.go:1: syntax error', 'go clean -cache'],
  ])('answers %j with its remedy', (line, remedy) => {
    expect(message(line)).toContain(remedy);
  });

  test('names tool and log file, and shows only the last lines', () => {
    const text = message(...Array.from({ length: 40 }, (_, index) => `line ${index}`));
    expect(text).toContain('Building jaeger failed');
    expect(text).toContain('Log: /cache/jaeger-build.log');
    expect(text).toContain('line 39');
    expect(text).not.toContain('line 3\n');
  });

  test('distinguishes network failures, which are worth a retry', () => {
    expect(isNetworkFailure(['Get "x": net/http: TLS handshake timeout'])).toBe(true);
    expect(isNetworkFailure(['main.go:1: syntax error'])).toBe(false);
  });
});
