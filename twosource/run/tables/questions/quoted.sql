-- Who is quoted by whom?
-- Of the annotated articles of each newsroom (a random sample unless all were annotated), the part that quotes a person
-- by name, in per cent, and the 95% interval of that part among all its articles (Wilson's). The 16 persons that most
-- articles quote, newsrooms with at least 20 annotated articles. Middle initials are left out; a surname alone stands for
-- the person whom nine in ten of the annotated articles that have it with a first name mean.
-- plot: heat newsroom speaker share
with sampled as (select id, newsroom from articles where annotated and newsroom is not null),
named as (
    select
        article,
        regexp_replace(name, ' ([A-Z]\.? )+', ' ') as name,
        regexp_extract(name, '[^ ]+$') as surname
    from names where type = 'person' and contains(name, ' ')
),
meant as (
    select surname, name as person
    from named group by surname, name
    qualify count(distinct article) >= 0.9 * sum(count(distinct article)) over (partition by surname)
),
quoting as (
    select distinct s.newsroom, coalesce(m.person, regexp_replace(q.speaker, ' ([A-Z]\.? )+', ' ')) as speaker, s.id
    from quotes q join sampled s on s.id = q.article left join meant m on m.surname = q.speaker
    where q.naming = 'named' and q.spoken and q.type = 'person' and q.speaker is not null
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
