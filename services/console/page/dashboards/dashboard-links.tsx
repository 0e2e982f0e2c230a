import { Link } from '@tanstack/react-router';
import type { DashboardsAnswer } from '../../src/api/dashboards.ts';
import type { Dashboard, DashboardLink } from '../../src/model/dashboards/dashboard.ts';
import { ownPage } from '../../src/model/dashboards/own-page.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';

const WEB = /^https?:\/\//;

/** Links of a dashboard: to other dashboards, pages of the console, and elsewhere. */
export function DashboardLinks({ of: { uid, links } }: { of: Pick<Dashboard, 'uid' | 'links'> }) {
  return (
    <nav className="dashboard-links" aria-label="Links of the dashboard">
      {links.map((link) =>
        link.type === 'dashboards' ? (
          <Others key={link.title} link={link} uid={uid} />
        ) : (
          <Elsewhere key={link.title} link={link} />
        ),
      )}
    </nav>
  );
}

function Others({ link: { tags }, uid }: { link: DashboardLink; uid: string }) {
  const { data } = useAnswer<DashboardsAnswer>('/api/dashboards');
  if (data?.folder === undefined) return null;
  const others = data.dashboards.filter((one) => one.uid !== uid && one.tags.some((tag) => tags.includes(tag)));
  return others.map((other) => (
    <Link key={other.uid} to="/dashboards/$uid" params={{ uid: other.uid }}>
      <Cut text={other.title} />
    </Link>
  ));
}

function Elsewhere({ link: { title, url } }: { link: DashboardLink }) {
  const own = ownPage(url);
  if (own !== undefined)
    return (
      <Link to={own}>
        <Cut text={title} />
      </Link>
    );
  if (!WEB.test(url)) return null;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <Cut text={title} /> ↗
    </a>
  );
}
