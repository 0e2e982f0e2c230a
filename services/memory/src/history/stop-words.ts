/** English words of three or more letters that do not indicate a topic. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `about above after again against all also and any are aren't because been before being below between both but can can't cannot
   could couldn't did didn't does doesn't doing don't down during each few for from further get gets getting got had hadn't has
   hasn't have haven't having her here hers herself him himself his how i'd i'll i'm i've into isn't it's its itself just know
   let let's like make many may me might more most much must my myself need new nor not now off once one only other ought our ours
   ourselves out over own per please same shall she should shouldn't since some still such than that that's the their theirs them
   themselves then there there's these they they're this those through thus too two under until upon use used using very want was
   wasn't way we're were weren't what what's when where which while who whom whose why will with without won't would wouldn't yes
   yet you you're your yours yourself yourselves`.split(/\s+/),
);
