-- Who is quoted by whom?
-- Of the annotated articles of each newsroom (a random sample unless all were annotated), the part that quotes a person
-- or body by name, in per cent, and the 95% interval of that part among all its articles (Wilson's). The 16 that most
-- articles quote, newsrooms with at least 20 annotated articles.
-- plot: heat newsroom speaker share
with sampled as (select id, newsroom from articles where annotated and newsroom is not null),
quoting as (
    select distinct s.newsroom, q.speaker, s.id
    from quotes q join sampled s on s.id = q.article
    where q.naming = 'named' and q.spoken and q.speaker is not null
),
most as (select speaker, count(*) as everywhere from quoting group by speaker order by 2 desc, 1 limit 16),
size as (select newsroom, count(*) as articles from sampled group by newsroom having count(*) >= 20)
select
    newsroom,
    speaker,
    articles,
    count(id) as quoting,
    round(100 * count(id) / articles, 1) as share,
    round(100 * wilson_low(count(id), articles), 1) as low,
    round(100 * wilson_high(count(id), articles), 1) as high
from size cross join most left join quoting using (newsroom, speaker)
group by newsroom, speaker, articles, everywhere
order by articles desc, newsroom, everywhere desc, speaker
