-- How fast is copied?
-- The copies that took at least a tenth of their words from a document of another newsroom, by the time between the
-- two: hours where both tell the time of day, else whole days. Which of two is the copy was told from the dates among
-- other things, so no time is below zero.
-- plot: steps basis hours
select
    c.newsroom as newsroom,
    p.newsroom as from_newsroom,
    e.child,
    e.parent,
    e.share,
    e.confidence,
    case when c.zoned = p.zoned then 'by the hour' else 'by the day' end as basis,
    case
        when c.zoned = p.zoned then round(date_diff('minute', p.moment, c.moment) / 60, 1)
        else 24.0 * date_diff('day', p.day, c.day)
    end as hours
from edges e join articles c on c.id = e.child join articles p on p.id = e.parent
where
    e.directed and e.kind <> 'retelling' and e.share >= 0.1 and c.newsroom <> p.newsroom
    and c.day is not null and p.day is not null
order by hours, child, parent
