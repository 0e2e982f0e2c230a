import { Link, Outlet } from '@tanstack/react-router';
import { FileDrop } from '../file/file-drop.tsx';
import { RangePicker } from './range-picker.tsx';

const PAGES = [
  { to: '/', title: 'Overview' },
  { to: '/traces', title: 'Traces' },
  { to: '/mcp-calls', title: 'MCP' },
  { to: '/map', title: 'Map' },
  { to: '/logs', title: 'Logs' },
  { to: '/metrics-explorer', title: 'Metrics' },
  { to: '/dashboards', title: 'Dashboards' },
  { to: '/alerts', title: 'Alerts' },
  { to: '/load', title: 'Load' },
  { to: '/profiles', title: 'Profiles' },
  { to: '/file', title: 'File' },
] as const;

/** The header and navigation around every page. */
export function Frame() {
  return (
    <>
      <header className="frame-head">
        <nav aria-label="Pages">
          {PAGES.map(({ to, title }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
              {title}
            </Link>
          ))}
        </nav>
        <RangePicker />
      </header>
      <main>
        <Outlet />
      </main>
      <FileDrop />
    </>
  );
}
