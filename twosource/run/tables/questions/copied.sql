-- Which part of each outlet's words was taken over?
-- Words outside quotation marks, in per cent, that stand in another document too: an earlier one of `others`, one that
-- is `unseen` (not in the archive), an earlier one of its `own`; `unclear`: which of the two had them first cannot be
-- told. Newsrooms with at least 30 articles.
-- plot: stacked newsroom others,unseen,own,unclear
with parts as (
    select
        child as id,
        sum(share) filter (e.directed and p.newsroom <> c.newsroom) as a,
        sum(share) filter (e.directed and p.id is null) as b,
        sum(share) filter (e.directed and p.newsroom = c.newsroom) as c,
        sum(share) filter (not e.directed) as d
    from edges e join articles c on c.id = e.child left join articles p on p.id = e.parent
    where e.kind <> 'retelling'
    group by child
)
select
    newsroom,
    count(*) as articles,
    sum(words) as words,
    round(100 * sum(words * least(1, coalesce(a, 0))) / sum(words), 1) as others,
    round(100 * sum(words * least(1, coalesce(b, 0))) / sum(words), 1) as unseen,
    round(100 * sum(words * least(1, coalesce(c, 0))) / sum(words), 1) as own,
    round(100 * sum(words * least(1, coalesce(d, 0))) / sum(words), 1) as unclear
from articles left join parts using (id)
where newsroom is not null
group by newsroom
having count(*) >= 30
order by others + unseen + own + unclear desc, newsroom
