-- How fast is copied?
-- The articles that took at least a tenth of their words from another one, by the time between the two: in hours where
-- both tell the time of day, else in whole days (24 hours each). Copies between newsrooms, and a newsroom's own updates.
-- Which came first was told from the dates among other things, so that hardly any time is below zero.
-- plot: steps copies hours
select
    c.newsroom as newsroom,
    p.newsroom as from_newsroom,
    case when c.newsroom = p.newsroom then 'its own updates' else 'between newsrooms' end as copies,
    e.child,
    e.parent,
    e.share,
    e.confidence,
    c.zoned = p.zoned as to_the_hour,
    case
        when c.zoned = p.zoned then round(date_diff('minute', p.moment, c.moment) / 60, 1)
        else 24.0 * date_diff('day', p.day, c.day)
    end as hours
from edges e join articles c on c.id = e.child join articles p on p.id = e.parent
where e.directed and e.kind <> 'retelling' and e.share >= 0.1 and c.day is not null and p.day is not null
order by copies, hours, child, parent
